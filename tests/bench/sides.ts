/** What is compared: the product behind its real door, and the floor, both reached as their clients reach them. */
import { v7 as newId } from 'uuid';
import { startFloor } from './floor-process.ts';
import { makeFloorTables } from './floor/floor-store.ts';
import { startBenchNode } from './node-process.ts';
import { addAccounts, addSite, SERVICE } from './places.ts';
import { post } from './post.ts';
import type { Way } from './raw-screen.ts';
import type { Stage } from './stage.ts';

/** A queue that nobody is on yet. */
export interface Place {
	/** Where its screens go in. */
	readonly url: string;
	/** Puts somebody on the list; the place in history that the answer names. @throws Error when it was refused. */
	register(): Promise<number>;
	/** How so many screens come in there. */
	screens(count: number): Promise<Way[]>;
	/** How many are on the list, by the database. */
	counted(): Promise<number>;
}

export interface Side {
	readonly name: 'Halte' | 'floor';
	/** Of the process that registers. */
	readonly pid: number;
	newPlace(): Promise<Place>;
	stop(): Promise<void>;
}

/** So that a rush is not stopped by the limit of 6,000 registrations of one account in ten minutes (ADR 18). */
const COLLEAGUES = 16;
/** Lines of one screen's key; the product allows no more. */
const LINES_PER_KEY = 20;

interface NodeWishes {
	readonly variables?: Readonly<Record<string, string>>;
	/** The screens come in at a second node of the same database. */
	readonly second?: boolean;
}

/** Starts a node on a database of its own. */
export async function openProduct(
	stage: Stage,
	{ variables = {}, second = false }: NodeWishes = {}
): Promise<Side> {
	const database = await stage.database('demo');
	const accounts = await addAccounts(database.sql, 'peer_helper', COLLEAGUES);
	const start = () => startBenchNode({ ...database.variables, ...variables });
	const node = await start();
	const screensAt = second ? await start() : node;
	const cookies: string[] = [];
	for (const account of accounts) cookies.push(await node.cookieOf(account));
	let turn = 0;
	return {
		name: 'Halte',
		pid: node.pid,
		async newPlace() {
			const site = await addSite(database.sql, accounts);
			const address = `${node.url}/api/v1/sites/${site}/visits`;
			return {
				url: screensAt.url,
				async register() {
					const cookie = cookies[(turn += 1) % cookies.length] ?? '';
					const { status, text } = await post(address, cookie, { id: newId(), services: [SERVICE] });
					if (status !== 201) throw new Error(`a registration was answered ${status}: ${text}`);
					return (JSON.parse(text) as { seq: number }).seq;
				},
				screens: (count) => pairedWays(node.url, cookies[0] ?? '', site, count),
				async counted() {
					const [row] = await database.sql<{ n: number }[]>`
						select count(*)::int as n from visit where site_id = ${site}`;
					return row?.n ?? 0;
				}
			};
		},
		async stop() {
			if (screensAt !== node) await screensAt.stop();
			await node.stop();
		}
	};
}

/** Pairs screens as people do; several lines share a key, unless `linesPerKey` is 1. */
export async function pairedWays(
	url: string,
	cookie: string,
	siteId: string,
	count: number,
	linesPerKey = LINES_PER_KEY
): Promise<Way[]> {
	const ways: Way[] = [];
	const ask = async <T>(path: string, body: object) => {
		const { status, text } = await post(`${url}/api/v1/displays/${path}`, cookie, body);
		if (status >= 300) throw new Error(`${path} was answered ${status}: ${text}`);
		return JSON.parse(text) as T;
	};
	while (ways.length < count) {
		const { deviceCode, userCode } = await ask<{ deviceCode: string; userCode: string }>('pairings', {});
		await ask(`pairings/${userCode}/approve`, { siteId, label: `Écran ${userCode}` });
		const { token } = await ask<{ token: string }>('token', { deviceCode });
		for (let line = 0; line < linesPerKey && ways.length < count; line += 1)
			ways.push({ namespace: '/display', token, keeps: linesPerKey === 1 });
	}
	return ways;
}

/** Starts the floor on a database of its own. */
export async function openLiveFloor(
	stage: Stage,
	variables: Readonly<Record<string, string>> = {}
): Promise<Side> {
	const database = await stage.database('empty');
	await makeFloorTables(database.sql);
	const { url, pid, stop } = await startFloor('live-floor', { ...database.variables, ...variables });
	return {
		name: 'floor',
		pid,
		async newPlace() {
			const queue = newId();
			return {
				url,
				async register() {
					const { status, text } = await post(`${url}/register`, '', { queue });
					if (status !== 201) throw new Error(`the floor answered ${status}: ${text}`);
					return (JSON.parse(text) as { seq: number }).seq;
				},
				// The floor's screens say with their key where they belong.
				screens: async (count) =>
					Array.from(
						{ length: count },
						() => ({ namespace: '/display', token: queue, keeps: false }) as const
					),
				async counted() {
					const [row] = await database.sql<{ n: number }[]>`
						select count(*)::int as n from floor_visit where queue_id = ${queue}`;
					return row?.n ?? 0;
				}
			};
		},
		stop
	};
}
