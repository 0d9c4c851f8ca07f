/** A shared tablet that is put down, left alone, or stolen: what was open on it opens nothing any more. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDevices } from '#lib/server/auth/devices.ts';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { newId, signIn } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { connectStaff } from '../support/screen.ts';
import { codeOf, deviceIdIn, expectOpen, expectShut, Tablet, tabletOf } from '../support/tablet.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const PIN = '482915';
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Two minutes, and the 40 s that are granted to a bad wifi. */
const LOCKS_MS = 2 * MINUTE_MS + 40 * SECOND_MS;
/** Whoever may no longer look is cut off within this. */
const CUT_MS = 5_000;

let database: TestDatabase;
/** Its clock of sessions is in our hand. */
let here: HalteNode;
/** Another one on the same database, without Redis between them. */
let there: HalteNode;

beforeAll(async () => {
	database = await freshDatabase();
	[here, there] = await Promise.all([startNode({ database, sessionClock: true }), startNode({ database })]);
});
afterEach(() => here.setAhead(0));

describe('Put down', () => {
	it('nothing opens with the former token, calls and sockets alike, and pages lead to the tiles', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		const former = tablet.client();
		const screens = await Promise.all(
			[here, there].map((node) => connectStaff(tablet.client(node), SITE, 'reception'))
		);
		await tablet.lock();
		await expectShut(former, 'not_signed_in');
		await expectShut(tablet.client(), 'locked');
		await Promise.all(screens.map((screen) => screen.untilCut(CUT_MS)));
		for (const path of [
			'/milieux',
			`/milieu/${SITE}/accueil`,
			`/milieu/${SITE}/hote`,
			'/compte',
			'/reseau'
		]) {
			const { status, headers, body } = await tablet.page(path);
			expect([status, headers.location, body], path).toEqual([303, '/tablette', '']);
			const data = await tablet.page(`${path}/__data.json`);
			expect(JSON.parse(data.body), path).toEqual({ type: 'redirect', location: '/tablette' });
		}
	});

	it('the browser is told to forget, and a device of one’s own is not put down', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		const { headers } = await tablet.lock();
		expect(headers['clear-site-data']).toBe('"cache"');
		const own = await signIn(here, 'pa1');
		const answer = await own.post('/session/lock', {});
		expect([answer.status, answer.body.code]).toEqual([409, 'not_a_shared_device']);
		await expectOpen(own, 'pa1');
	});

	it('a quarter of an hour later the session is over', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		await tablet.lock();
		await here.setAhead(15 * MINUTE_MS - SECOND_MS);
		expect(await codeOf(tablet.client())).toBe('locked');
		await here.setAhead(15 * MINUTE_MS);
		expect(await codeOf(tablet.client())).toBe('not_signed_in');
		expect((await tablet.enter('pa1', PIN)).status).toBe(200);
	});
});

describe('Left alone', () => {
	it('a tablet is locked by the server, and neither polls nor sockets nor data keep it open', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		const screen = await connectStaff(tablet.client(), SITE, 'reception');
		for (let at = 0; at < LOCKS_MS; at += 30 * SECOND_MS) {
			await here.setAhead(at);
			expect((await tablet.client().get(`/sites/${SITE}/board`)).status, `${at} ms`).toBe(200);
			await tablet.page(`/milieu/${SITE}/accueil/__data.json`);
		}
		expect(screen.socket.connected).toBe(true);
		await here.setAhead(LOCKS_MS + SECOND_MS);
		await expectShut(tablet.client(), 'locked');
		await screen.untilCut(CUT_MS);
		expect(screen.signedOut).toBe(true);
		expect((await tablet.page(`/milieu/${SITE}/accueil`)).headers.location).toBe('/tablette');
		await here.setAhead(LOCKS_MS + 15 * MINUTE_MS);
		expect(await codeOf(tablet.client())).toBe('not_signed_in');
	});

	it('a touch keeps it, for twelve hours from the full sign-in and no longer', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		await here.setAhead(HOUR_MS);
		await tablet.enter('pa1', PIN);
		for (let at = HOUR_MS + 2 * MINUTE_MS; at < 12 * HOUR_MS; at += 2 * MINUTE_MS) {
			await here.setAhead(at);
			const { status } = await tablet.client().post('/session/activity', {});
			if (status !== 204) expect.fail(`${at} ms: ${status}`);
			// The touch is written beside the answer.
			await expect.poll(() => idleMs(tablet, at), { interval: 2 }).toBeLessThan(MINUTE_MS);
		}
		await here.setAhead(12 * HOUR_MS);
		expect(await codeOf(tablet.client())).toBe('not_signed_in');
	});

	it('a device of one’s own is left alone for an hour, then goes to the door by itself', async () => {
		const own = await signIn(here, 'inf1');
		const screen = await connectStaff(own, SITE, 'clinician');
		await here.setAhead(HOUR_MS - 10 * SECOND_MS);
		await expectOpen(own, 'inf1');
		await here.setAhead(HOUR_MS + SECOND_MS);
		await expectShut(own, 'not_signed_in');
		await screen.untilCut(CUT_MS);
		expect(screen.signedOut).toBe(true);
	});

	/** How long ago the tablet's latest touch was, by a clock that is so far ahead. */
	const idleMs = async ({ session }: Tablet, aheadMs: number): Promise<number> => {
		const id = hashToken(session.replace('halte_session=', ''));
		const [row] = await database.sql<{ ms: number }[]>`
			select ${aheadMs} + 1000 * extract(epoch from clock_timestamp() - last_active_at)::float8 as ms
			from staff_session where id = ${id}`;
		return row?.ms ?? Infinity;
	};
});

it('A stolen tablet that is taken back is cut off within five seconds, at every server', async () => {
	const tablet = await tabletOf(here, SITE, 'pa1', PIN);
	const screens = await Promise.all(
		[here, there].map((node) => connectStaff(tablet.client(node), SITE, 'reception'))
	);
	const id = await deviceIdIn(database.sql, tablet);
	const devices = openDevices(database.sql, { newId, aheadMs: () => 0 });
	expect(await devices.revoke(id, 'halo'), 'by another site').toBe(false);
	await expectOpen(tablet.client(), 'pa1');

	const from = performance.now();
	expect(await devices.revoke(id, SITE)).toBe(true);
	for (const node of [here, there]) {
		expect(await codeOf(tablet.client(node))).toBe('not_signed_in');
		expect((await new Tablet(node, tablet.cookie).page('/tablette')).headers.location).toBe('/connexion');
		const unlocked = await new Tablet(node, tablet.key).enter('pa1', PIN);
		expect(unlocked.code).toBe('not_a_shared_device');
	}
	await Promise.all(screens.map((screen) => screen.untilCut(CUT_MS)));
	expect(performance.now() - from).toBeLessThan(CUT_MS);
	for (const node of [here, there]) await expectShut(tablet.client(node), 'not_signed_in');
});
