/** However its line, its browser, its mains or its server fail: an honest screen is never taken for a copy. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { Server } from 'socket.io';
import { beforeAll, expect, it } from 'vitest';
import type { ClientToServer, NodeToNode, ServerToClient } from '#lib/contract/realtime.ts';
import { recordingCuts } from '#lib/server/administration/cut-screens.ts';
import { openDisplays, type Displays } from '#lib/server/auth/displays.ts';
import { openLog } from '#lib/server/observability/log.ts';
import { Entrance } from '#lib/server/realtime/entrance.ts';
import type { SocketData } from '#lib/server/realtime/handshake.ts';
import { serveDisplays } from '#lib/server/realtime/serve-displays.ts';
import { openDatabase } from '#lib/server/store/database.ts';
import { atEnd } from '../support/at-end.ts';
import { newId, signIn } from '../support/client.ts';
import { cuttingLine } from '../support/cutting-line.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { openDisplay, pairDisplay, type WallScreen } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';
import { steps, WallDevice, type Step } from '../support/wall-device.ts';

const SITE = 'perron';
const A_DAY = 86_400_000;

let database: TestDatabase;
let displays: Displays;
/** The server's clock. */
let now = Date.now();

beforeAll(async () => {
	database = await freshDatabase();
	const pools = openDatabase(database.connection);
	atEnd(() => pools.close());
	const clock = () => Promise.resolve(now);
	displays = openDisplays(pools.read, { clock, newId, recordCut: recordingCuts({ newId }) });
});

/** The key of a screen that the team has just approved. */
async function pair(): Promise<string> {
	const { userCode, deviceCode } = await displays.ask();
	await displays.approve(userCode, SITE, 'pa1', 'Écran');
	const collected = await displays.collect(deviceCode);
	if (typeof collected === 'string') throw new Error(`the screen was not paired: ${collected}`);
	return collected.token;
}

/** How often a key was kept. */
async function keysGivenUp(): Promise<number> {
	const [row] = await database.sql<{ count: number }[]>`
		select count(*)::int as count from display_token_used where used_until < ${new Date(now + A_DAY)}`;
	return row?.count ?? 0;
}

const revoked = () => database.sql`select label, revoked_because from display where revoked_at is not null`;

it('in a thousand accidents to two tabs of a browser whose disk lags behind', async () => {
	const happened = new Map<string, number>();
	const live = async (device: WallDevice, accidents: readonly Step[]) => {
		for (const step of accidents) {
			happened.set(step.kind, (happened.get(step.kind) ?? 0) + 1);
			if (step.kind === 'wait') now += step.ms;
			await device.live(step);
		}
		// In the end it is switched on as on any morning.
		await device.live({ kind: 'power cut', fate: 0 });
		now += A_DAY;
		await device.live({ kind: 'connect', tab: 0 });
	};
	await fc.assert(
		fc.asyncProperty(steps, async (accidents) => {
			await live(new WallDevice({ token: await pair(), siteId: SITE }, displays), accidents);
			expect(await revoked()).toEqual([]);
		}),
		{ numRuns: 100, endOnFailure: true }
	);
	const cuts = ['line cut', 'reload', 'power cut', 'server killed', 'connect'];
	const total = cuts.reduce((sum, kind) => sum + (happened.get(kind) ?? 0), 0);
	expect(total, JSON.stringify([...happened])).toBeGreaterThan(100);
	expect(await keysGivenUp()).toBeGreaterThan(0);
});

type Moment = 'before storing' | 'before saying' | 'while saying' | 'later';
type Break = { at: 'some byte'; bytes: number } | { at: Moment };

/** When a line to a real server breaks. */
const breaks: fc.Arbitrary<Break> = fc.oneof(
	fc.record({ at: fc.constant('some byte' as const), bytes: fc.nat(900) }),
	fc.record({ at: fc.constantFrom<Moment[]>('before storing', 'before saying', 'while saying', 'later') })
);

it('in three hundred cuts of a real line to a real server', async () => {
	const node = await startNode({ database, now });
	const peer = await signIn(node, 'pa1');
	const line = await cuttingLine(node.url);
	const broken: HalteNode = { ...node, url: line.url };
	const seed = Date.now() % 2 ** 31;
	const before = await keysGivenUp();
	let cut: Break = { at: 'later' };
	const hears = (screen: WallScreen, offer: string) => {
		if (cut.at === 'before storing') return line.cut();
		screen.token = offer;
		if (cut.at === 'before saying') return line.cut();
		screen.socket.emit('kept', { token: offer });
		if (cut.at === 'while saying') line.cut();
	};
	const screen = openDisplay(broken, await pairDisplay(peer, SITE), hears);
	screen.socket.on('view', () => line.cut());
	// A line that breaks between its upgrade and its first word is noticed by this alone.
	screen.socket.io.timeout(1_000);
	// Without bias: small and extreme values alone would break every line at the same place.
	for (cut of fc.sample(fc.noBias(breaks), { numRuns: 300, seed })) {
		line.breakAfter('bytes' in cut ? cut.bytes : Infinity);
		if ('bytes' in cut || cut.at === 'later') await node.setClock((now += 61_000));
		const broke = new Promise((done) => screen.socket.once('disconnect', done).once('connect_error', done));
		screen.socket.connect();
		await broke;
		expect([screen.refusedEntry, screen.signedOut], `seed ${seed}`).not.toContain('not_signed_in');
	}
	line.breakAfter(Infinity);
	screen.socket.io.timeout(60_000);
	screen.socket.off('view').disconnect().connect();
	await screen.until('a line', () => screen.socket.connected, 60_000);
	expect(await revoked(), `seed ${seed}`).toEqual([]);
	// How many lines live long enough for a new key depends on the machine; that none did would prove nothing.
	expect((await keysGivenUp()) - before).toBeGreaterThan(0);
}, 180_000);

it('A line that never says that it keeps its new key is sent to the door again; one that does is not', async () => {
	const http = createServer();
	const io = new Server<ClientToServer, ServerToClient, NodeToNode, SocketData>(http);
	const log = openLog('silent');
	serveDisplays(io.of('/display'), {
		needs: { displays, log },
		entrance: new Entrance(),
		join: () => Promise.resolve(true),
		ring: () => {},
		// Long enough for whoever does say so, also on a busy machine.
		keptWithinMs: 3_000
	});
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	atEnd(() => io.close());
	const node = { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` } as HalteNode;

	const honest = openDisplay(node, await pair());
	await honest.untilOffered();
	const token = await pair();
	const silent = openDisplay(node, token, () => {});
	await silent.untilOffered();
	await silent.untilCut();
	expect(honest.socket.connected).toBe(true);
	await silent.comeAgain();
	await silent.untilOffered(2);
	expect(silent.offers).toHaveLength(2);
});
