/** Whoever may no longer look is out on every node: at once for requests, within five seconds for open sockets. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { SessionsAnswer } from '#lib/contract/answers.ts';
import { Browser } from '../support/browser.ts';
import { Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { startRedis, type RedisProcess } from '../support/redis-process.ts';
import { connectStaff, type Screen } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const WITHIN_MS = 5_000;
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148';

let database: TestDatabase;
let redis: RedisProcess;
let withRedis: readonly HalteNode[];
let without: readonly HalteNode[];

beforeAll(async () => {
	[database, redis] = await Promise.all([freshDatabase(), startRedis()]);
	const two = (options: object) =>
		Promise.all([startNode({ database, ...options }), startNode({ database, ...options })]);
	[withRedis, without] = await Promise.all([two({ redisUrl: redis.url }), two({})]);
});

/** Somebody with one session, on screens of both nodes. */
interface Worker {
	readonly browser: Browser;
	readonly clients: Client[];
	readonly screens: Screen[];
}

async function atWork(nodes: readonly HalteNode[], username: string): Promise<Worker> {
	const [node] = nodes as [HalteNode];
	const browser = await new Browser(node, { userAgent: PHONE }).signIn(username);
	const clients = nodes.map((there) => new Client(there, browser.session));
	const audience = 'clinician';
	return {
		browser,
		clients,
		screens: await Promise.all(clients.map((c) => connectStaff(c, SITE, audience)))
	};
}

const statusesOf = ({ clients }: Worker) =>
	Promise.all(clients.map(async (client) => (await client.get(`/sites/${SITE}/board`)).status));

async function expectOut(worker: Worker): Promise<void> {
	// At once: nobody waits for a look at the database here.
	expect(await statusesOf(worker)).toEqual([401, 401]);
	await Promise.all(worker.screens.map((screen) => screen.untilCut(WITHIN_MS)));
	expect(worker.screens.map(({ signedOut }) => signedOut)).toEqual([true, true]);
}

async function expectAtWork({ screens, ...worker }: Worker): Promise<void> {
	expect(await statusesOf({ screens, ...worker })).toEqual([200, 200]);
	expect(screens.map(({ socket }) => socket.connected)).toEqual([true, true]);
}

const otherThanThis = async ({ client }: Browser): Promise<string[]> => {
	const { sessions } = (await client.get<SessionsAnswer>('/sessions')).body;
	return sessions.filter(({ current }) => !current).map(({ id }) => id);
};

describe.each([
	['with Redis', () => withRedis, async () => {}],
	['while Redis is away', () => withRedis, () => redis.kill()],
	['without Redis', () => without, async () => {}]
] as const)('On two nodes %s', (_, nodesOf, before) => {
	let nodes: readonly HalteNode[];
	let bystander: Worker;

	beforeAll(async () => {
		nodes = nodesOf();
		await before();
		bystander = await atWork(nodes, 'inf1');
	});

	it('an account that is disabled', async () => {
		const worker = await atWork(nodes, 'den1');
		await database.sql`update account set disabled = true where id = 'den1'`;
		await expectOut(worker);
		await expect(new Browser(nodes[0] as HalteNode).signIn('den1')).rejects.toThrow('401');
		// What ended stays ended: letting somebody in again brings no old session back.
		await database.sql`update account set disabled = false, epoch = epoch + 1 where id = 'den1'`;
		expect(await statusesOf(worker)).toEqual([401, 401]);
	});

	it('an account that gets another role', async () => {
		const worker = await atWork(nodes, 'med1');
		await database.sql`update account set role = 'trainee', epoch = epoch + 1 where id = 'med1'`;
		await expectOut(worker);
		await database.sql`update account set role = 'clinician' where id = 'med1'`;
	});

	it('all of somebody’s sessions, « partout »', async () => {
		const [here, there] = [await atWork(nodes, 'mas1'), await atWork([...nodes].reverse(), 'mas1')];
		const alarmed = await new Browser(nodes[1] as HalteNode).signIn('mas1');
		const { client } = alarmed;
		const { status, headers } = await alarmed.ask('DELETE', '/api/v1/sessions');
		expect([status, headers.get('clear-site-data'), alarmed.session]).toEqual([204, '"cache"', '']);
		expect((await client.get('/session')).status).toBe(401);
		await Promise.all([here, there].map(expectOut));
	});

	it('one session that its owner ends from another browser, and no other one', async () => {
		const lost = await atWork(nodes, 'pa1');
		const kept = await new Browser(nodes[1] as HalteNode).signIn('pa1');
		const [id = '', ...more] = await otherThanThis(kept);
		expect(more).toEqual([]);
		expect((await kept.client.delete(`/sessions/${id}`)).status).toBe(204);
		await expectOut(lost);
		expect((await kept.client.get('/session')).status).toBe(200);
		await kept.client.delete('/session');
	});

	it('and nobody else: the colleague beside them works on', async () => {
		await expectAtWork(bystander);
	});
});
