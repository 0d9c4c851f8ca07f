/** One site's board on this screen, kept fresh. What the server says last is what is shown. */
import { LOST_AFTER_MS } from '#lib/contract/heartbeat.ts';
import type { Head, WatchRefusal } from '#lib/contract/realtime.ts';
import type { Board } from '#lib/contract/views.ts';
import { hearClock } from '#lib/client/server-clock.ts';
import { leave as leaveScreen } from '#lib/client/shared-device.svelte.ts';
import type { displaySocket, staffSocket, DisplayKey, HalteSocket } from '#lib/client/sockets.ts';
import { untilThere } from '#lib/client/until-there.ts';

type AnyAudience = Board['audience'];

/** What comes with the line. */
interface Sockets {
	displaySocket: typeof displaySocket;
	staffSocket: typeof staffSocket;
}

const TICK_MS = 10_000;
const CHECK_MS = 1_000;
const ASK_AGAIN_MS = 5_000;

/** What to do when this screen is no longer let in. */
interface Door {
	/** A display's key; without it the session's cookie counts. */
	key?: DisplayKey;
	signedOut?: () => void;
}

export class LiveView<A extends AnyAudience> {
	board: Board<A> = $state.raw() as Board<A>;
	/** The server's clock; moves on each news and at least every 10 s. */
	nowMs = $state(0);
	lost = $state(false);
	/** When the server was last heard, by its own clock. */
	lastSync = $state(0);
	#offset: number;
	#heardAt = 0;

	constructor(first: Board<A>, nowIso: string) {
		this.board = first;
		hearClock(nowIso);
		const now = Date.parse(nowIso);
		this.#offset = now - Date.now();
		this.nowMs = now;
		this.lastSync = now;
	}

	get view(): Board<A>['view'] {
		return this.board.view;
	}

	/** Listens until the function that it returns is called. The line comes after the first picture (14 KB). */
	start(door: Door = {}): () => void {
		let hangUp: (() => void) | null = null;
		let over = false;
		this.#heardAt = performance.now();
		const tick = setInterval(() => this.#tick(), TICK_MS);
		const check = setInterval(() => this.#check(), CHECK_MS);
		void untilThere(() => import('#lib/client/sockets.ts')).then((sockets) => {
			if (!over) hangUp = this.#listen(sockets, door);
		});
		return () => {
			over = true;
			clearInterval(tick);
			clearInterval(check);
			hangUp?.();
		};
	}

	#listen(
		{ displaySocket, staffSocket }: Sockets,
		{ key, signedOut: leave = leaveScreen }: Door
	): () => void {
		const { socket, release } = key === undefined ? staffSocket() : displaySocket(key);
		const handlers = {
			connect: () => this.#watch(socket),
			connect_error: (error: Error) => error.message === 'not_signed_in' && leave(),
			view: (board: Board) => this.#take(board),
			head: (head: Head) => this.#compare(head, socket),
			signedOut: leave,
			refused: (refusal: { siteId: string; code: WatchRefusal }) => this.#refused(refusal, socket)
		};
		if (socket.connected) this.#watch(socket);
		for (const [name, handler] of Object.entries(handlers)) socket.on(name as 'view', handler as () => void);
		const awake = () => document.visibilityState === 'visible' && socket.connected && this.#watch(socket);
		document.addEventListener('visibilitychange', awake);
		return () => {
			document.removeEventListener('visibilitychange', awake);
			for (const [name, handler] of Object.entries(handlers))
				socket.off(name as 'view', handler as () => void);
			release();
		};
	}

	#watch(socket: HalteSocket) {
		socket.emit('watch', { siteId: this.board.siteId, audience: this.board.audience });
	}

	#refused({ siteId, code }: { siteId: string; code: WatchRefusal }, socket: HalteSocket) {
		if (siteId !== this.board.siteId) return;
		if (code !== 'not_saved') return location.assign('/milieux');
		this.lost = true;
		setTimeout(() => socket.connected && this.#watch(socket), ASK_AGAIN_MS);
	}

	#take(board: Board) {
		if (board.siteId !== this.board.siteId || board.audience !== this.board.audience) return;
		this.#heard();
		const isNewer = board.epoch !== this.board.epoch || board.seq >= this.board.seq;
		if (isNewer) this.board = board as Board<A>;
	}

	#compare(head: Head, socket: HalteSocket) {
		if (head.siteId !== this.board.siteId) return;
		hearClock(head.now);
		this.#offset = Date.parse(head.now) - Date.now();
		this.#heard();
		if (head.epoch !== this.board.epoch || head.seq > this.board.seq) this.#watch(socket);
	}

	#heard() {
		this.#heardAt = performance.now();
		this.lost = false;
		this.#tick();
		this.lastSync = this.nowMs;
	}

	#tick() {
		this.nowMs = Date.now() + this.#offset;
	}

	#check() {
		if (performance.now() - this.#heardAt > LOST_AFTER_MS) this.lost = true;
	}
}
