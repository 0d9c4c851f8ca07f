/** Case 6: Redis goes and comes a hundred times; what one server does is known at the other each time. */
import { expect, it } from 'vitest';
import { Client, signIn } from '../../support/client.ts';
import { startNode } from '../../support/node-process.ts';
import { startRedis } from '../../support/redis-process.ts';
import { freshDatabase } from '../../support/test-database.ts';
import { freshBlock } from '../fire/fresh-block.ts';
import { judge } from '../fire/judge.ts';
import { LivingScreen } from '../fire/living-screen.ts';
import { plainWork } from '../fire/plain-work.ts';
import { Recorder } from '../fire/recorder.ts';
import { readRows } from '../fire/rows.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
const RESTARTS = 100;
const KNOWN_MS = 10_000;

it('news flow again after each, and nobody is called twice', { timeout: 1_800_000 }, async (context) => {
	const [database, redis] = await Promise.all([freshDatabase(), startRedis()]);
	const redisUrl = redis.url;
	const [here, there] = await Promise.all([
		startNode({ database, redisUrl }),
		startNode({ database, redisUrl })
	]);
	const [coordinator, peer, nurse] = await Promise.all([
		signIn(here, 'coo1'),
		signIn(here, 'pa1'),
		signIn(there, 'inf1')
	]);
	const screens = [here, there].map((node) => new LivingScreen(new Client(node, peer.cookie), SITE));
	const fromSeq = await freshBlock(database.sql, coordinator, SITE);
	const recorder = new Recorder();
	const work = {
		siteId: SITE,
		recorder,
		helper: { id: 'pa1', client: peer },
		caller: { id: 'inf1', client: nurse }
	};
	let slowest = 0;
	for (let restarts = 0; restarts < RESTARTS; restarts += 1) {
		await Promise.all([plainWork(work, 1), redis.kill().then(() => redis.restart())]);
		const from = performance.now();
		const rows = await readRows(database.sql, SITE, fromSeq);
		for (const screen of screens) await screen.untilLike(rows, KNOWN_MS);
		slowest = Math.max(slowest, performance.now() - from);
	}
	const where = { sql: database.sql, siteId: SITE, fromSeq, search: false };
	const { breaches, unheard, operations } = await judge(recorder.history, where);
	expect(breaches).toEqual([]);
	expect(unheard).toBe(0);
	tell(
		context,
		`${RESTARTS} restarts, ${operations} commands; known everywhere within ${Math.ceil(slowest)} ms`
	);
});
