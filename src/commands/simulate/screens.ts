/** The screens of every site: they take views over sockets exactly as the pages do. */
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { boardAnswer, displayTokenAnswer, approvedAnswer, pairingAnswer } from '#lib/contract/answers.ts';
import type { ClientToServer, Head, ServerToClient } from '#lib/contract/realtime.ts';
import type { Board } from '#lib/contract/views.ts';
import { differenceOf, displayDifference } from './agreement.ts';
import { Refused, type Api, type Session } from './api.ts';
import type { Cast } from './cast.ts';

type Watched = 'reception' | 'clinician' | 'coordinator';

/** A screen that has not caught up after so long never will. */
const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 10;

type Show = (data: { token: string }) => void;

/** One socket that watches one board. */
class Screen {
	board: Board | null = null;
	/** Why it is no longer let in. */
	fault: string | null = null;
	/** How often it found by a heartbeat that it was behind. */
	resyncs = 0;
	readonly #socket: Socket<ServerToClient, ClientToServer>;
	readonly #watch: { siteId: string; audience?: Watched };

	constructor(url: string, door: { cookie: string } | { token: string }, siteId: string, audience?: Watched) {
		this.#watch = audience === undefined ? { siteId } : { siteId, audience };
		let token = 'token' in door ? door.token : '';
		const how = 'cookie' in door ? { extraHeaders: door } : { auth: (show: Show) => show({ token }) };
		this.#socket = io(url, { ...how, forceNew: true, transports: ['websocket'] });
		this.#socket.on('connect', () => this.#look());
		this.#socket.on('token', (offer) => {
			token = offer.token;
			this.#socket.emit('kept', offer);
		});
		this.#socket.on('connect_error', ({ message }) => (this.fault = `n’est pas admis (${message})`));
		this.#socket.on('signedOut', () => (this.fault = 'a été déconnecté'));
		this.#socket.on('refused', ({ code }) => (this.fault = `est refusé (${code})`));
		this.#socket.on('view', (board) => this.#take(board));
		this.#socket.on('head', (head) => this.#compare(head));
	}

	close(): void {
		this.#socket.disconnect();
	}

	#look(): void {
		this.fault = null;
		this.#socket.emit('watch', this.#watch);
	}

	#take(board: Board): void {
		const before = this.board;
		if (before === null || board.epoch !== before.epoch || board.seq >= before.seq) this.board = board;
	}

	#compare({ epoch, seq }: Head): void {
		if (this.board === null || (epoch === this.board.epoch && seq <= this.board.seq)) return;
		this.resyncs += 1;
		this.#look();
	}
}

interface SiteScreens {
	readonly siteId: string;
	readonly staff: readonly { audience: Watched; who: Session; screen: Screen }[];
	readonly display: Screen;
	readonly coordinator: Session;
	readonly label: string;
}

export class Screens {
	/** Checks that found every screen of a site in agreement. */
	agreements = 0;
	/** The longest that a site's screens took to agree, in ms. */
	slowest = 0;
	readonly #sites: Map<string, SiteScreens>;
	/** Sites in disagreement: only the last look asks them again, so that a fault does not last for ever. */
	readonly #lost = new Set<string>();

	private constructor(sites: readonly SiteScreens[]) {
		this.#sites = new Map(sites.map((site) => [site.siteId, site]));
	}

	/** Opens four screens at each site; `label` names the displays until they are taken away again. */
	static async open(api: Api, cast: Cast, siteIds: readonly string[], label: string): Promise<Screens> {
		return new Screens(await Promise.all(siteIds.map((siteId) => openSite(api, cast, siteId, label))));
	}

	get resyncs(): number {
		const screens = [...this.#sites.values()].flatMap((s) => [s.display, ...s.staff.map((x) => x.screen)]);
		return screens.reduce((total, screen) => total + screen.resyncs, 0);
	}

	/** Waits until every screen of a site shows what the API reads; says which do not after a while. */
	async agree(siteId: string): Promise<string[]> {
		return this.#lost.has(siteId) ? [] : this.#agree(siteId, 'compared');
	}

	/** Every site; what the clock alone changes is left out, since nothing has happened at most of them. */
	async agreeEverywhere(): Promise<string[]> {
		return (await Promise.all([...this.#sites.keys()].map((id) => this.#agree(id, 'ignored')))).flat();
	}

	/** Closes the sockets and takes the displays' keys away. */
	async close(): Promise<void> {
		for (const { siteId, staff, display, coordinator, label } of this.#sites.values()) {
			display.close();
			for (const { screen } of staff) screen.close();
			const { displays } = await coordinator.get(`/sites/${siteId}/displays`, displaysAnswer);
			for (const { id } of displays.filter((d) => d.label === label)) {
				await coordinator.delete(`/sites/${siteId}/displays/${id}`);
			}
		}
	}

	async #agree(siteId: string, ageing: 'compared' | 'ignored'): Promise<string[]> {
		const site = this.#sites.get(siteId);
		if (site === undefined) return [`${siteId} : aucun écran`];
		const asked = performance.now();
		for (;;) {
			const differences = await differencesAt(site, ageing);
			if (differences.length === 0) {
				this.agreements += 1;
				this.slowest = Math.max(this.slowest, performance.now() - asked);
				return [];
			}
			if (performance.now() - asked > PATIENCE_MS) {
				this.#lost.add(siteId);
				return differences;
			}
			await pause(LOOK_AGAIN_MS);
		}
	}
}

const displaysAnswer = z.object({ displays: z.array(z.object({ id: z.string(), label: z.string() })) });

async function openSite(api: Api, cast: Cast, siteId: string, label: string): Promise<SiteScreens> {
	const coordinator = await cast.coordinator(siteId);
	const people: [Watched, Session][] = [
		['reception', await cast.reception(siteId)],
		['clinician', await cast.clinician(siteId)],
		['coordinator', coordinator]
	];
	const staff = people.map(([audience, who]) => {
		const screen = new Screen(`${api.base}/staff`, { cookie: who.cookie }, siteId, audience);
		return { audience, who, screen };
	});
	const token = await pair(api, coordinator, siteId, label);
	const display = new Screen(`${api.base}/display`, { token }, siteId);
	return { siteId, staff, display, coordinator, label };
}

/** A screen asks, a member of the team types its code, the screen fetches its key. */
async function pair(api: Api, approver: Session, siteId: string, label: string): Promise<string> {
	const asked = pairingAnswer.parse(await (await api.send('POST', '/displays/pairings', {})).json());
	await approver.post(`/displays/pairings/${asked.userCode}/approve`, { siteId, label }, approvedAnswer);
	const { deviceCode } = asked;
	return displayTokenAnswer.parse(await (await api.send('POST', '/displays/token', { deviceCode })).json())
		.token;
}

async function differencesAt(site: SiteScreens, ageing: 'compared' | 'ignored'): Promise<string[]> {
	const said = (name: string, what: string | null) =>
		what === null ? [] : [`${site.siteId} : ${name} ${what}`];
	try {
		const found: string[] = [];
		for (const { audience, who, screen } of site.staff) {
			const truth = await readBoard(who, site.siteId, audience);
			found.push(...said(audience, screen.fault ?? differenceOf(screen.board, truth, ageing)));
			if (audience !== 'coordinator') continue;
			const { display } = site;
			const board = truth as Board<'coordinator'>;
			found.push(...said('display', display.fault ?? displayDifference(display.board, board)));
		}
		return found;
	} catch (error) {
		if (error instanceof Refused) return said('lecture', error.message);
		throw error;
	}
}

/** The board as the API reads it now. */
export async function readBoard(who: Session, siteId: string, audience: Watched): Promise<Board> {
	const path = `/sites/${siteId}/board?audience=${audience}`;
	return (await who.get(path, boardAnswer)) as unknown as Board;
}
