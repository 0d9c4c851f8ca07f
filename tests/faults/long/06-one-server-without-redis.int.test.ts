/** Case 6: Redis is there, and one of two servers has no line to it, or one that carries nothing any more. */
import { expect, it } from 'vitest';
import { cuttingLine, type CuttingLine } from '../../support/cutting-line.ts';
import { startNode } from '../../support/node-process.ts';
import { startRedis } from '../../support/redis-process.ts';
import { Client, signIn } from '../../support/client.ts';
import { freshDatabase } from '../../support/test-database.ts';
import { beginWork } from '../fire/begin-work.ts';
import { judge } from '../fire/judge.ts';
import { LivingScreen } from '../fire/living-screen.ts';
import { plainWork } from '../fire/plain-work.ts';
import { readRows } from '../fire/rows.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
const TIMES = 20;
const KNOWN_MS = 10_000;

const WAYS = [
	{ how: 'away', begin: (line: CuttingLine) => line.isolate(), end: (line: CuttingLine) => line.mend() },
	{
		how: 'silent',
		begin: (line: CuttingLine) => line.leaveHalfOpen(),
		end: (line: CuttingLine) => line.cut()
	}
];

it.for(WAYS)(
	'where Redis is $how for one server, both know of each other’s work, and nobody is called twice',
	{ timeout: 900_000 },
	async ({ how, begin, end }, context) => {
		const [database, redis] = await Promise.all([freshDatabase(), startRedis()]);
		const line = await cuttingLine(redis.url);
		const [here, there] = await Promise.all([
			startNode({ database, redisUrl: redis.url }),
			startNode({ database, redisUrl: line.url.replace('http:', 'redis:') })
		]);
		const { peer, work, recorder, fromSeq } = await beginWork(here, database, SITE);
		const caller = { id: 'inf1', client: await signIn(there, 'inf1') };
		const screens = [here, there].map((node) => new LivingScreen(new Client(node, peer.cookie), SITE));
		let slowest = 0;
		const workUntilKnown = async () => {
			await plainWork({ ...work, caller }, 1);
			const from = performance.now();
			const rows = await readRows(database.sql, SITE, fromSeq);
			for (const screen of screens) await screen.untilLike(rows, KNOWN_MS);
			slowest = Math.max(slowest, performance.now() - from);
		};
		for (let times = 0; times < TIMES; times += 1) {
			begin(line);
			await workUntilKnown();
			end(line);
			await workUntilKnown();
		}
		const where = { sql: database.sql, siteId: SITE, fromSeq, search: false };
		const { breaches, unheard, operations } = await judge(recorder.history, where);
		expect(breaches).toEqual([]);
		expect(unheard).toBe(0);
		const known = `known everywhere within ${Math.ceil(slowest)} ms`;
		tell(context, `${TIMES} times ${how} for one server, ${operations} commands; ${known}`);
	}
);
