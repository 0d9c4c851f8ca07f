/** The code on a screen is short, since people type it: what keeps strangers from guessing one. */
import { beforeAll, describe, expect, it } from 'vitest';
import { recordingCuts } from '#lib/server/administration/cut-screens.ts';
import { openDisplays, type Displays } from '#lib/server/auth/displays.ts';
import { openDatabase } from '#lib/server/store/database.ts';
import { atEnd } from '../support/at-end.ts';
import { newId, signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const INTERVAL_MS = 3_000;
const OPEN_AT_MOST = 1_000;
const TRIES = 10;
/** 20 letters, 8 of them. */
const CODES = 20 ** 8;

interface Asked {
	deviceCode: string;
	userCode: string;
	interval: number;
}

let database: TestDatabase;
let node: HalteNode;
let now = Date.now();
let peer: Client;
let nurse: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, now });
	[peer, nurse] = await Promise.all([signIn(node, 'pa1'), signIn(node, 'inf1')]);
});

const pass = async (ms: number) => node.setClock((now += ms));
const ask = async () => (await peer.post<Asked>('/displays/pairings', {})).body;
const collect = (deviceCode: string) => peer.post('/displays/token', { deviceCode });
const approve = (client: Client, userCode: string, siteId = SITE) =>
	client.post(`/displays/pairings/${userCode}/approve`, { siteId, label: 'Écran' });

describe('A screen that asks', () => {
	it('faster than it was told is told to slow down, and gets its key when it does', async () => {
		const { deviceCode, userCode, interval } = await ask();
		expect(interval * 1000).toBe(INTERVAL_MS);
		const reply = await collect(deviceCode);
		expect([reply.status, reply.body.code]).toEqual([400, 'authorization_pending']);
		for (let i = 0; i < 3; i += 1) {
			const tooSoon = await collect(deviceCode);
			expect([tooSoon.status, tooSoon.body.code]).toEqual([400, 'slow_down']);
		}
		await pass(INTERVAL_MS);
		expect((await collect(deviceCode)).body.code).toBe('authorization_pending');
		await approve(peer, userCode);
		expect((await collect(deviceCode)).body.code).toBe('slow_down');
		await pass(INTERVAL_MS);
		expect((await collect(deviceCode)).status).toBe(200);
	});

	it('does not slow another one down', async () => {
		const [one, other] = [await ask(), await ask()];
		for (const { deviceCode } of [one, other])
			expect((await collect(deviceCode)).body.code).toBe('authorization_pending');
	});
});

describe('A code', () => {
	let displays: Displays;

	beforeAll(() => {
		const pools = openDatabase(database.connection);
		atEnd(() => pools.close());
		displays = openDisplays(pools.read, {
			clock: () => Promise.resolve(now),
			newId,
			recordCut: recordingCuts({ newId })
		});
	});

	const open = async () => {
		const [row] = await database.sql<{ count: number }[]>`
			select count(*)::int as count from display_pairing where site_id is null`;
		return row?.count;
	};

	it('is one of so many, and so few wait, that a guess hits once in a million windows at most', async () => {
		await database.sql`delete from display_pairing`;
		const approved = await displays.ask();
		await displays.approve(approved.userCode, SITE, 'pa1', 'Écran');
		const askLater = () => {
			now += 1;
			return displays.ask();
		};
		const [oldest, second] = [await askLater(), await askLater()];
		for (let i = 2; i < OPEN_AT_MOST; i += 1) await askLater();
		expect(await open()).toBe(OPEN_AT_MOST);
		const newest = await askLater();
		expect(await open()).toBe(OPEN_AT_MOST);

		// The oldest that nobody approved made way, and no other.
		expect(await displays.collect(oldest.deviceCode)).toBe('pairing_expired');
		for (const { deviceCode } of [second, newest])
			expect(await displays.collect(deviceCode)).toBe('authorization_pending');
		expect(await displays.collect(approved.deviceCode)).toMatchObject({ siteId: SITE });
		expect((TRIES * OPEN_AT_MOST) / CODES).toBeLessThan(1e-6);
		expect(newest.userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
	});

	it('that is wrong may be tried ten times, and then no code is looked at, not even a right one', async () => {
		await node.setClock(now);
		for (let i = 0; i < TRIES; i += 1) {
			const wrong = await approve(nurse, 'BBBBBBBB');
			expect([wrong.status, wrong.body.code]).toEqual([400, 'pairing_expired']);
		}
		const { userCode, deviceCode } = await ask();
		const statuses = [];
		for (let i = 0; i < 3; i += 1) statuses.push((await approve(nurse, userCode)).status);
		expect(statuses.slice(1)).toEqual([429, 429]);
		// A colleague, whose tries are their own, can.
		if (statuses[0] === 429) expect((await approve(peer, userCode)).status).toBe(200);
		expect((await collect(deviceCode)).status).toBe(200);
	});

	it('is not tried by somebody who may not pair screens, nor for a site of others', async () => {
		const { userCode, deviceCode } = await ask();
		expect((await approve(await signIn(node, 'sta1'), userCode)).status).toBe(403);
		expect((await approve(peer, userCode, 'halo')).status).toBe(404);
		expect((await collect(deviceCode)).body.code).toBe('authorization_pending');
	});
});
