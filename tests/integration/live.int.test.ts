/** What one tablet does, every screen of the site shows at once, whichever server each of them is at. */
import { Redis } from 'ioredis';
import { beforeAll, describe, expect, it } from 'vitest';
import { firstEntry, signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { startRedis, type RedisProcess } from '../support/redis-process.ts';
import { connectDisplay, connectStaff, openDisplay, pairDisplay, type Screen } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
/** Without Redis a node looks at the database every 2 s; the rest is patience. */
const WITHOUT_REDIS_MS = 5_000;

let database: TestDatabase;
let redis: RedisProcess;
let here: HalteNode;
let there: HalteNode;
let peerHere: Client;
let nurseHere: Client;
let peerThere: Client;
let tablet: Screen<'reception'>;
let wall: Screen<'display'>;

beforeAll(async () => {
	[database, redis] = await Promise.all([freshDatabase(), startRedis()]);
	[here, there] = await Promise.all([
		startNode({ database, redisUrl: redis.url }),
		startNode({ database, redisUrl: redis.url })
	]);
	[peerHere, nurseHere, peerThere] = await Promise.all([
		signIn(here, 'pa1'),
		signIn(here, 'inf1'),
		signIn(there, 'pa1')
	]);
	tablet = await connectStaff(peerThere, SITE, 'reception');
	wall = await connectDisplay(there, await pairDisplay(nurseHere, SITE));
});

const newcomer = (body: object = {}) => peerHere.register(SITE, { services: ['infirmier'], ...body });

const untilListed = (word: string, patienceMs?: number) =>
	tablet.untilView(`${word} on the list`, ({ entries }) => entries.some((e) => e.word === word), patienceMs);

const untilCalled = (word: string) =>
	wall.untilView(`${word} on the wall`, ({ calls }) => calls.some((call) => call.word === word));

/** A screen may be told the same twice, but never something older. */
function expectNeverBack(screen: Screen): void {
	const seqs = screen.boards.map(({ seq }) => seq);
	expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
}

describe('With two servers and a Redis between them', () => {
	it('somebody put on the list at one is on the tablet at the other', async () => {
		const { word } = await newcomer();
		const { view } = await untilListed(word);
		expect(view.entries.find((entry) => entry.word === word)).toMatchObject({ status: 'waiting' });
	});

	it('the change is brought by the bell, and not found by looking', async () => {
		const from = performance.now();
		for (let i = 0; i < 5; i += 1) await untilListed((await newcomer()).word);
		// By looking, each would wait for the next look, 2 s after the one before it.
		expect(performance.now() - from).toBeLessThan(6_000);
	});

	it('somebody called at one is on the wall at the other, with the room, until they are met', async () => {
		const visit = await newcomer();
		const entryId = firstEntry(visit);
		await nurseHere.step(entryId, 'call', { room: 'perron-salle-1' });
		const { view } = await untilCalled(visit.word);
		expect(view.calls.find(({ word }) => word === visit.word)).toMatchObject({ room: 'Salle 1' });
		await nurseHere.step(entryId, 'start');
		await wall.until('the call gone', () => !wall.latest.view.calls.some(({ word }) => word === visit.word));
		expect(wall.latest.view.recent.map(({ word }) => word)).toContain(visit.word);
		await nurseHere.step(entryId, 'complete');
	});

	it('who is to be called discreetly, or by text, is never on the wall', async () => {
		const discreet = await newcomer({ callBy: 'discreet' });
		const byText = await newcomer({ callBy: 'text' });
		const aloud = await newcomer();
		for (const visit of [discreet, byText, aloud])
			await nurseHere.step(firstEntry(visit), 'call', { alsoCall: true, room: 'perron-salle-2' });
		await untilCalled(aloud.word);
		for (const visit of [discreet, byText, aloud]) await nurseHere.step(firstEntry(visit), 'start');
		await wall.until('the call gone', () => wall.latest.view.recent.some(({ word }) => word === aloud.word));
		const shown = wall.boards.flatMap(({ view }) => [...view.calls, ...view.recent].map(({ word }) => word));
		expect(shown).toContain(aloud.word);
		for (const { word } of [discreet, byText]) expect(shown).not.toContain(word);
		// The team does see them.
		const { view } = await peerHere.board(SITE, 'reception');
		for (const { word } of [discreet, byText]) expect(view.entries.map((e) => e.word)).toContain(word);
	});

	it('a rush of changes never takes a screen back to what was before', async () => {
		const [first, ...others] = await Promise.all(Array.from({ length: 30 }, () => newcomer()));
		await Promise.all(others.map(({ id }) => peerThere.do(`/visits/${id}/leave`)));
		await peerHere.do(`/visits/${first!.id}/step-out`);
		await tablet.until('the last of the changes', () =>
			tablet.latest.view.entries.some((e) => e.visitId === first!.id && e.presence === 'stepped_out')
		);
		expectNeverBack(tablet);
		expectNeverBack(wall);
	});

	it('the first paint of a page says the same as the socket', async () => {
		const { word } = await newcomer();
		const shown = await untilListed(word);
		expect(await peerThere.board(SITE, 'reception')).toEqual(shown);
	});

	it('every few seconds each screen hears where the site stands, and the time', async () => {
		const [row] = await database.sql<{ seq: string; epoch: number }[]>`
			select seq, epoch from site_head where site_id = ${SITE}`;
		// The last one may still be from before the changes above.
		const isNow = ({ seq }: { seq: number }) => seq === Number(row?.seq);
		const head = await tablet.until('a head', () => tablet.heads.find(isNow));
		expect(head).toMatchObject({ siteId: SITE, epoch: row?.epoch });
		expect(Math.abs(Date.parse(head.now) - Date.now())).toBeLessThan(20_000);
		await wall.until('a head', () => wall.heads.at(-1));
	});

	it('nothing that names or shows a person passes through Redis', async () => {
		const [listener, reader] = [new Redis(redis.url), new Redis(redis.url)];
		const passing: string[] = [];
		listener.on('pmessageBuffer', (_pattern, _channel, message: Buffer) => passing.push(message.toString()));
		await listener.psubscribe('*');
		const { word } = await newcomer({ alias: 'Zébulonne' });
		await untilListed(word);
		await expect.poll(() => passing.join(' '), { timeout: 10_000 }).toContain('bell');
		for (const key of await reader.keys('*'))
			if ((await reader.type(key)) === 'stream')
				passing.push(JSON.stringify(await reader.xrange(key, '-', '+')));
		listener.disconnect();
		reader.disconnect();
		for (const secret of [word, 'Zébulonne', 'entries', 'view'])
			expect(passing.join(' ')).not.toContain(secret);
	});
});

describe('Whoever may no longer look is cut off within five seconds', () => {
	it('when they sign out, at whichever server', async () => {
		const session = await signIn(here, 'inf1');
		const elsewhere = { node: there, cookie: session.cookie } as Client;
		const screen = await connectStaff(elsewhere, SITE, 'clinician');
		expect((await session.delete('/session')).status).toBe(204);
		await screen.untilCut(5_000);
		expect(screen.signedOut).toBe(true);
	});

	it('when their account is closed, or its role changes', async () => {
		for (const [username, change] of [
			['den1', database.sql`update account set disabled = true where id = 'den1'`],
			['med1', database.sql`update account set role = 'evaluator', epoch = epoch + 1 where id = 'med1'`]
		] as const) {
			const screen = await connectStaff(await signIn(there, username), SITE, 'clinician');
			await change;
			await screen.untilCut(5_000);
		}
		expect(tablet.socket.connected).toBe(true);
	});

	it('when the display’s key is taken away, and it is not let in again', async () => {
		const token = await pairDisplay(nurseHere, SITE);
		const screen = await connectDisplay(there, token);
		const { displays } = (await nurseHere.get<{ displays: { id: string }[] }>(`/sites/${SITE}/displays`))
			.body;
		expect((await nurseHere.delete(`/sites/${SITE}/displays/${displays.at(-1)!.id}`)).status).toBe(204);
		await screen.untilCut(5_000);
		expect(wall.socket.connected).toBe(true);
		const again = openDisplay(there, token);
		expect(await again.until('a refusal', () => again.refusedEntry)).toBe('not_signed_in');
	});
});

it('When one server stops, the screens at the other stay', async () => {
	const third = await startNode({ database, redisUrl: redis.url });
	const screen = await connectStaff(await signIn(third, 'pa1'), SITE, 'reception');
	expect(await third.stop()).toBe(0);
	await screen.untilCut();
	for (const { socket } of [tablet, wall]) expect(socket.connected).toBe(true);
	const { word } = await newcomer();
	await untilListed(word);
});

describe('A screen is paired by people', () => {
	const pairing = async () =>
		(await peerHere.post<{ deviceCode: string; userCode: string }>('/displays/pairings', {})).body;

	it('gets no key before somebody of the team approves, and only one', async () => {
		const { deviceCode, userCode } = await pairing();
		const collect = (at: Client) => at.post('/displays/token', { deviceCode });
		expect((await collect(peerHere)).body.code).toBe('authorization_pending');
		await peerHere.post(`/displays/pairings/${userCode.toLowerCase()}/approve`, { siteId: SITE });
		// At the other server, which has not been asked yet: the first one would tell it to slow down.
		expect((await collect(peerThere)).status).toBe(200);
		expect((await collect(peerHere)).body.code).toBe('pairing_expired');
	});

	it('is not approved twice, nor for a site of another team', async () => {
		const { userCode } = await pairing();
		const approve = (siteId: string) => peerHere.post(`/displays/pairings/${userCode}/approve`, { siteId });
		expect((await approve('halo')).status).toBe(404);
		expect((await approve(SITE)).status).toBe(200);
		expect((await approve('tandem')).body.code).toBe('pairing_expired');
	});
});

describe('When Redis is killed', () => {
	beforeAll(() => redis.kill());

	it('the tablet at the other server still sees every newcomer within five seconds, twice in a row', async () => {
		for (let i = 0; i < 2; i += 1) await untilListed((await newcomer()).word, WITHOUT_REDIS_MS);
		expectNeverBack(tablet);
	});

	it('work at each server goes on', async () => {
		const { id } = await peerThere.register(SITE);
		await peerHere.do(`/visits/${id}/leave`);
		for (const node of [here, there]) expect(node.child.exitCode).toBeNull();
	});

	it('a server that starts meanwhile serves', async () => {
		const third = await startNode({ database, redisUrl: redis.url });
		const screen = await connectStaff(await signIn(third, 'pa1'), SITE, 'reception');
		const { word } = await newcomer();
		await screen.untilView('the newcomer', ({ entries }) => entries.some((e) => e.word === word));
	});

	it('the bell is heard again when Redis is back', async () => {
		await redis.restart();
		for (const { output } of [here, there])
			await expect.poll(output, { timeout: 10_000 }).toContain('redis is back');
		const from = performance.now();
		for (let i = 0; i < 5; i += 1) await untilListed((await newcomer()).word);
		expect(performance.now() - from).toBeLessThan(6_000);
	});
});
