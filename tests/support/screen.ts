/** A screen on the wall or in a hand: a socket, and all that it was shown. */
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, Head, ServerToClient } from '#lib/contract/realtime.ts';
import { screenProtocols } from '#lib/contract/screen-line.ts';
import type { Board } from '#lib/contract/views.ts';
import type { Audience, StaffAudience } from '#lib/domain/policy/policy.ts';
import { atEnd } from './at-end.ts';
import { newId, type Client } from './client.ts';
import type { HalteNode } from './node-process.ts';

const PATIENCE_MS = 10_000;

export class Screen<A extends Audience = Audience> {
	readonly boards: Board<A>[] = [];
	readonly heads: Head[] = [];
	readonly refusals: string[] = [];
	/** What the server said when it did not let the socket in. */
	refusedEntry: string | null = null;
	signedOut = false;
	#changed = new Set<() => void>();

	constructor(readonly socket: Socket<ServerToClient, ClientToServer>) {
		socket.on('view', (board) => this.note(() => this.boards.push(board as Board<A>)));
		socket.on('head', (head) => this.note(() => this.heads.push(head)));
		socket.on('refused', ({ code }) => this.note(() => this.refusals.push(code)));
		socket.on('signedOut', () => this.note(() => (this.signedOut = true)));
		socket.on('connect', () => this.note(() => {}));
		socket.on('disconnect', () => this.note(() => {}));
		socket.on('connect_error', (error) => this.note(() => (this.refusedEntry = error.message)));
		atEnd(() => void socket.disconnect());
	}

	/** Something happened: whoever waits looks again. */
	protected note(change: () => void): void {
		change();
		for (const look of this.#changed) look();
	}

	/** Resolves as soon as `look` gives something; fails, with what was hoped for, when that takes too long. */
	until<T>(hope: string, look: () => T | undefined | null | false, patienceMs = PATIENCE_MS): Promise<T> {
		return new Promise((resolve, reject) => {
			const done = () => {
				this.#changed.delete(again);
			};
			const again = () => {
				const found = look();
				if (found === undefined || found === null || found === false) return;
				done();
				resolve(found);
			};
			AbortSignal.timeout(patienceMs).addEventListener('abort', () => {
				done();
				reject(new Error(`within ${patienceMs} ms a screen did not get: ${hope}`));
			});
			this.#changed.add(again);
			again();
		});
	}

	/** The first view, of those already here or yet to come, that fits. */
	untilView(hope: string, fits: (view: Board<A>['view']) => boolean, patienceMs?: number): Promise<Board<A>> {
		return this.until(hope, () => this.boards.find(({ view }) => fits(view)), patienceMs);
	}

	/** Resolves when the server has cut the line. */
	async untilCut(patienceMs?: number): Promise<void> {
		await this.until('the end of the line', () => this.socket.disconnected, patienceMs);
	}

	/** What the screen shows now. */
	get latest(): Board<A> {
		const board = this.boards.at(-1);
		if (board === undefined) throw new Error('the screen has been shown nothing');
		return board;
	}
}

const OPTIONS = { forceNew: true, reconnection: false, transports: ['websocket'] };

/** A staff member's screen; resolves with its first view. */
export async function connectStaff<A extends StaffAudience>(
	client: Client,
	siteId: string,
	audience: A
): Promise<Screen<A>> {
	const screen = openStaff<A>(client);
	screen.socket.emit('watch', { siteId, audience });
	await screen.untilView('the first view', () => true);
	return screen;
}

/** A staff member's socket that does not yet look at a site. */
export function openStaff<A extends StaffAudience>(client: Client): Screen<A> {
	return new Screen(io(`${client.node.url}/staff`, { ...OPTIONS, extraHeaders: { cookie: client.cookie } }));
}

/** A screen on the wall: it keeps the key that it is given, and shows that one the next time. */
export class WallScreen extends Screen<'display'> {
	/** All that it was offered, the latest last. */
	readonly offers: string[] = [];

	readonly #held: { token: string };

	constructor(
		node: HalteNode,
		token: string,
		/** What it does with a new key. */
		hears: (screen: WallScreen, offer: string) => void
	) {
		const held = { token };
		const shown = {
			auth: (show: (data: object) => void) => show({ token: held.token }),
			// As the page does: asked for anew at each line.
			get protocols() {
				return screenProtocols(held.token);
			}
		};
		super(io(`${node.url}/display`, Object.assign(shown, OPTIONS)));
		this.#held = held;
		this.socket.on('token', ({ token: offer }) => {
			this.note(() => this.offers.push(offer));
			hears(this, offer);
		});
	}

	/** What it shows at the door; another one once it keeps an offer. */
	get token(): string {
		return this.#held.token;
	}

	set token(kept: string) {
		this.#held.token = kept;
	}

	/** The key that it was given on this line. */
	untilOffered(count = 1): Promise<string> {
		return this.until('a new key', () => this.offers[count - 1]);
	}

	/** Hangs up and comes again, with the key that it has now. */
	async comeAgain(): Promise<void> {
		this.socket.disconnect().connect();
		await this.until('a line', () => this.socket.connected);
	}
}

/** Stores the key and says so, as a screen does that has had it for a while. */
function keeps(screen: WallScreen, offer: string): void {
	screen.token = offer;
	screen.socket.emit('kept', { token: offer });
}

/** A waiting-room screen with its token; resolves with its first view. */
export async function connectDisplay(node: HalteNode, token: string, hears = keeps): Promise<WallScreen> {
	const screen = openDisplay(node, token, hears);
	await screen.untilView('the first view', () => true);
	return screen;
}

/** A waiting-room screen whose token may be worth nothing. */
export function openDisplay(node: HalteNode, token: string, hears = keeps): WallScreen {
	return new WallScreen(node, token, hears);
}

/** Pairs a new screen with a site as people do: it shows a code, a member of the team approves it. */
export async function pairDisplay(member: Client, siteId: string): Promise<string> {
	const asked = await member.post<{ deviceCode: string; userCode: string }>('/displays/pairings', {});
	const { deviceCode, userCode } = asked.body;
	const approved = await member.post(`/displays/pairings/${userCode}/approve`, {
		siteId,
		label: `Écran ${newId()}`
	});
	if (approved.status !== 200) throw new Error(`the screen was not approved: ${approved.text}`);
	return (await member.post<{ token: string }>('/displays/token', { deviceCode })).body.token;
}
