/** A screen's key is another one after each connection; a copy of an old one is noticed, an honest screen never cut. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { newId, signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import {
	connectDisplay,
	connectStaff,
	openDisplay,
	pairDisplay,
	type WallScreen
} from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const A_MINUTE = 60_000;
const A_DAY = 86_400_000;
/** Every node looks every 2 s; the promise. */
const CUT_WITHIN_MS = 5_000;

let database: TestDatabase;
let here: HalteNode;
let there: HalteNode;
let now = Date.now();
let peer: Client;
let nurse: Client;
let coordinator: Client;

beforeAll(async () => {
	database = await freshDatabase();
	[here, there] = await Promise.all([startNode({ database, now }), startNode({ database, now })]);
	[peer, nurse, coordinator] = await Promise.all([
		signIn(here, 'pa1'),
		signIn(here, 'inf1'),
		signIn(here, 'coo1')
	]);
});

/** Lets time pass, and the calendar do what is due then: nothing but the test moves a site from now on. */
async function pass(ms: number): Promise<void> {
	now += ms;
	await Promise.all([here.setClock(now), there.setClock(now)]);
	await here.keepBlocks();
}

/** A paired screen that is on its first line. */
const newScreen = async (siteId = SITE): Promise<WallScreen> =>
	connectDisplay(here, await pairDisplay(peer, siteId));

/** Takes a key and says nothing of it: a screen whose answer is lost, or a copy that would not be noticed. */
const silently = (screen: WallScreen, offer: string) => void (screen.token = offer);
/** Never got it. */
const deaf = () => {};

/** Whether somebody who shows this key is let in. */
async function isLetIn(node: HalteNode, token: string): Promise<boolean> {
	const screen = openDisplay(node, token, deaf);
	const entered = await screen.until('an answer', () => screen.socket.connected || screen.refusedEntry);
	screen.socket.disconnect();
	return entered === true;
}

/** The screen that has this key for its own. */
async function ownerOf(token: string): Promise<string | undefined> {
	const [row] = await database.sql<{ id: string }[]>`
		select id from display where token_hash = ${hashToken(token)}`;
	return row?.id;
}

/** Waits until the server has written down that a screen keeps this key; gives the screen's id. */
const untilOwn = (token: string) => vi.waitUntil(() => ownerOf(token), { timeout: 10_000 });

describe('The key of a screen', () => {
	it('is another one after each connection, and the one before lives a minute more', async () => {
		const first = await pairDisplay(peer, SITE);
		const screen = await connectDisplay(here, first);
		const second = await screen.untilOffered();
		expect(second).not.toBe(first);
		await untilOwn(second);
		await screen.comeAgain();
		const third = await screen.untilOffered(2);
		await untilOwn(third);
		expect(new Set([first, second, third]).size).toBe(3);

		await pass(A_MINUTE - 1);
		for (const token of [first, second, third]) expect(await isLetIn(there, token), token).toBe(true);
		await screen.comeAgain();
	});

	it('is never stored as it is', async () => {
		const screen = await newScreen();
		const offer = await screen.untilOffered();
		await untilOwn(offer);
		const rows = JSON.stringify([
			await database.sql`select * from display`,
			await database.sql`select * from display_token_used`
		]);
		expect(rows).not.toContain(offer);
	});

	it.each([
		['the screen never got the new one', deaf],
		['nobody heard that the screen keeps the new one', silently]
	])('stays good for days when %s', async (_, hears) => {
		const screen = openDisplay(here, await pairDisplay(peer, SITE), hears);
		for (let connections = 1; connections <= 3; connections += 1) {
			await screen.untilOffered(connections);
			await pass(A_DAY);
			await screen.comeAgain();
		}
		expect(screen.signedOut).toBe(false);
		expect(screen.refusedEntry).toBeNull();
	});

	it('that was handed over stays good when the server is killed before it hears so', async () => {
		const third = await startNode({ database, now });
		const first = await pairDisplay(peer, SITE);
		const screen = openDisplay(third, first, deaf);
		const offer = await screen.untilOffered();
		third.child.kill('SIGKILL');
		await third.ended;
		await pass(A_DAY);
		for (const token of [first, offer]) expect(await isLetIn(here, token)).toBe(true);
	});

	it('of two tabs of one browser is the one that they share', async () => {
		const token = await pairDisplay(peer, SITE);
		const two = openDisplay(there, token, deaf);
		await two.untilOffered();
		const one = openDisplay(here, token);
		const shared = await one.untilOffered();
		await untilOwn(shared);
		await pass(A_DAY);
		// What the second tab was offered was never stored; it shows what the first one did store.
		two.token = shared;
		await two.comeAgain();
		await one.comeAgain();
		expect([one.refusedEntry, two.refusedEntry]).toEqual([null, null]);
	});

	it('of one site shows nothing of another', async () => {
		const screen = await newScreen('tandem');
		screen.socket.emit('watch', { siteId: SITE, audience: 'reception' });
		await screen.until('a second view', () => screen.boards.length >= 2);
		expect(new Set(screen.boards.map(({ siteId, audience }) => `${siteId} ${audience}`))).toEqual(
			new Set(['tandem display'])
		);
	});
});

describe('A copy of a key that was given up', () => {
	let honest: WallScreen;
	let copied: string;
	let id: string;

	beforeAll(async () => {
		copied = await pairDisplay(peer, SITE);
		honest = await connectDisplay(there, copied);
		id = await untilOwn(await honest.untilOffered());
		await pass(A_MINUTE);
	});

	const notices = async (client: Client, audience: 'reception' | 'clinician' | 'coordinator') =>
		(await client.board(SITE, audience)).view.cutDisplays;

	it('cuts the screen on every node within five seconds, and tells tablet, console and network board', async () => {
		const screens = [
			await connectStaff(peer, SITE, 'reception'),
			await connectStaff(nurse, SITE, 'clinician'),
			await connectStaff({ ...coordinator, node: there } as Client, SITE, 'coordinator')
		];
		const elsewhere = await newScreen('tandem');
		expect(await isLetIn(here, copied)).toBe(false);
		await honest.untilCut(CUT_WITHIN_MS);
		expect(honest.signedOut).toBe(true);
		for (const screen of screens) {
			const { view } = await screen.untilView('the notice', ({ cutDisplays }) => cutDisplays.length > 0);
			expect(view.cutDisplays).toEqual([
				{ id, label: expect.stringMatching(/^Écran /) as string, at: new Date(now).toISOString() }
			]);
		}
		expect(elsewhere.socket.connected).toBe(true);
	});

	it('opens nothing any more, nor does any other key that the screen ever had', async () => {
		for (const token of [copied, honest.token]) expect(await isLetIn(here, token)).toBe(false);
		const [row] = await database.sql`select revoked_because, acknowledged_at from display where id = ${id}`;
		expect(row).toEqual({ revoked_because: 'token_reused', acknowledged_at: null });
		expect(await notices(peer, 'reception')).toHaveLength(1);
	});

	it('is not told to the host’s worker, nor to the waiting room', async () => {
		const host = await signIn(here, 'hot1');
		expect(JSON.stringify(await host.board(SITE, 'host_worker'))).not.toContain(id);
		const wall = await newScreen();
		expect(JSON.stringify(wall.latest)).not.toContain(id);
		wall.socket.disconnect();
	});

	it('is told until somebody of the site’s team has seen it', async () => {
		const seen = (client: Client, site: string, display: string) =>
			client.tryTo(`/sites/${site}/displays/${display}/acknowledge`);
		expect((await seen(await signIn(here, 'pa4'), SITE, id)).status).toBe(404);
		expect((await seen(await signIn(here, 'sta1'), SITE, id)).status).toBe(403);
		expect((await seen(peer, 'tandem', id)).status).toBe(404);
		for (const unknown of [newId(), 'x', '%27--']) expect((await seen(peer, SITE, unknown)).status).toBe(404);
		expect(await notices(nurse, 'clinician')).toHaveLength(1);

		const screen = await connectStaff({ ...nurse, node: there } as Client, SITE, 'clinician');
		const { seq } = screen.latest;
		expect((await seen(peer, SITE, id)).status).toBe(204);
		await screen.until('the notice gone', () => screen.latest.view.cutDisplays.length === 0);
		expect(screen.latest.seq).toBe(seq + 1);
		// Said twice is said once: no screen is told again.
		expect((await seen(nurse, SITE, id)).status).toBe(204);
		expect((await nurse.board(SITE, 'clinician')).seq).toBe(seq + 1);
	});

	it('is told for a day when nobody says anything', async () => {
		const first = await pairDisplay(peer, SITE);
		const screen = await connectDisplay(here, first);
		await untilOwn(await screen.untilOffered());
		await pass(A_MINUTE);
		expect(await isLetIn(here, first)).toBe(false);
		await pass(A_DAY - 1);
		expect(await notices(coordinator, 'coordinator')).toHaveLength(1);
		await pass(1);
		expect(await notices(coordinator, 'coordinator')).toEqual([]);
	});

	it('is noticed also when it came first, and the screen after it', async () => {
		const token = await pairDisplay(peer, SITE);
		const copy = await connectDisplay(here, token);
		await untilOwn(await copy.untilOffered());
		await pass(A_MINUTE);
		expect(await isLetIn(there, token)).toBe(false);
		await copy.untilCut(CUT_WITHIN_MS);
	});

	it('that never says that it keeps a new key is noticed when the screen has kept one', async () => {
		const token = await pairDisplay(peer, SITE);
		const copy = openDisplay(here, token, silently);
		const offered = await copy.untilOffered();
		const screen = await connectDisplay(there, token);
		await untilOwn(await screen.untilOffered());
		await pass(A_MINUTE);
		expect(await isLetIn(here, offered)).toBe(false);
		await screen.untilCut(CUT_WITHIN_MS);
	});

	it('of a screen that was sent away by hand tells nobody', async () => {
		const token = await pairDisplay(peer, SITE);
		const screen = await connectDisplay(here, token);
		const display = await untilOwn(await screen.untilOffered());
		expect((await peer.delete(`/sites/${SITE}/displays/${display}`)).status).toBe(204);
		await pass(A_MINUTE);
		const before = await peer.board(SITE, 'reception');
		expect(await isLetIn(here, token)).toBe(false);
		const after = await peer.board(SITE, 'reception');
		expect([after.seq, after.view.cutDisplays]).toEqual([before.seq, before.view.cutDisplays]);
	});
});
