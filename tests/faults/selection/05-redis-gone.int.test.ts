/** Case 5: Redis is killed, flushed, or was never there. It carries a bell and nothing else. */
import { Redis } from 'ioredis';
import { beforeAll, expect, it, type TestContext } from 'vitest';
import { signIn, type Client } from '../../support/client.ts';
import { startNode, type HalteNode } from '../../support/node-process.ts';
import { startRedis, type RedisProcess } from '../../support/redis-process.ts';
import { freshDatabase, type TestDatabase } from '../../support/test-database.ts';
import { freshBlock } from '../fire/fresh-block.ts';
import { judge } from '../fire/judge.ts';
import { LivingScreen } from '../fire/living-screen.ts';
import { plainWork } from '../fire/plain-work.ts';
import { Recorder } from '../fire/recorder.ts';
import { size } from '../fire/size.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
const PEOPLE = size({ short: 3, full: 20 });
const PATIENCE_MS = size({ short: 20_000, full: 5_000 });

let database: TestDatabase;
let redis: RedisProcess;
let here: HalteNode;
let there: HalteNode;
let coordinator: Client;
let peer: Client;
let nurse: Client;
let screens: LivingScreen[];

beforeAll(async () => {
	[database, redis] = await Promise.all([freshDatabase(), startRedis()]);
	[here, there] = await Promise.all([
		startNode({ database, redisUrl: redis.url }),
		startNode({ database, redisUrl: redis.url })
	]);
	[coordinator, peer, nurse] = (await Promise.all([
		signIn(here, 'coo1'),
		signIn(here, 'pa1'),
		signIn(there, 'inf1')
	])) as [Client, Client, Client];
	screens = [here, there].map((node) => new LivingScreen({ node, cookie: peer.cookie } as Client, SITE));
});

/** Works at both servers while `break_` breaks something; nothing is lost, every screen shows it, nobody is put out. */
async function works(context: TestContext, break_: () => Promise<unknown>): Promise<void> {
	const fromSeq = await freshBlock(database.sql, coordinator, SITE);
	const recorder = new Recorder();
	const working = plainWork(
		{ siteId: SITE, recorder, helper: { id: 'pa1', client: peer }, caller: { id: 'inf1', client: nurse } },
		PEOPLE
	);
	await Promise.all([break_(), working]);
	const { breaches, unheard, operations, rows } = await judge(recorder.history, {
		sql: database.sql,
		siteId: SITE,
		fromSeq
	});
	expect(breaches).toEqual([]);
	expect(unheard).toBe(0);
	for (const screen of screens) await screen.untilLike(rows, PATIENCE_MS);
	for (const client of [peer, nurse, coordinator]) expect((await client.get('/session')).status).toBe(200);
	tell(context, `${operations} commands, 0 lost`);
}

it('killed while everybody works', (context) => works(context, () => redis.kill()));

it('absent for a server that starts, and back for both', async (context) => {
	const third = await startNode({ database, redisUrl: redis.url });
	screens.push(new LivingScreen({ node: third, cookie: peer.cookie } as Client, SITE));
	await works(context, async () => {
		await redis.restart();
		for (const { output } of [here, there])
			await expect.poll(output, { timeout: 20_000 }).toContain('redis is back');
	});
});

it('flushed', async (context) => {
	const client = new Redis(redis.url);
	await works(context, () => client.flushall());
	client.disconnect();
});
