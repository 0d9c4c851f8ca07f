/** Case 16: servers are replaced one after the other in the middle of the work. */
import { expect, it } from 'vitest';
import { startNode, type HalteNode } from '../../support/node-process.ts';
import { freshDatabase } from '../../support/test-database.ts';
import { beginWork } from '../fire/begin-work.ts';
import { judge } from '../fire/judge.ts';
import { plainWork } from '../fire/plain-work.ts';
import { size } from '../fire/size.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
const RESTARTS = size({ short: 2, full: 20 });
const PEOPLE = size({ short: 4, full: 8 });
const TRIES = 1_000;
const DRAIN_MS = 30_000;

it(
	'each drains and ends well, and nobody who was promised a place loses it',
	{ timeout: 600_000 },
	async (context) => {
		const database = await freshDatabase();
		let [old, other]: [HalteNode, HalteNode] = await Promise.all([
			startNode({ database }),
			startNode({ database })
		]);
		const { work, recorder, fromSeq } = await beginWork(other, database, SITE);
		// A balancer's turns: a try goes to one, the next to the other.
		let turn = 0;
		const address = () => ((turn += 1) % 2 === 0 ? old : other).url;
		let restarts = 0;
		let slowest = 0;
		while (restarts < RESTARTS) {
			restarts += 1;
			const working = plainWork({ ...work, address, tries: TRIES }, PEOPLE);
			const from = performance.now();
			expect(await old.stop()).toBe(0);
			slowest = Math.max(slowest, performance.now() - from);
			const fresh = await startNode({ database });
			await working;
			[old, other] = [other, fresh];
		}
		expect(slowest).toBeLessThan(DRAIN_MS);
		const { breaches, unheard, operations } = await judge(recorder.history, {
			sql: database.sql,
			siteId: SITE,
			fromSeq
		});
		expect(breaches).toEqual([]);
		expect(unheard).toBe(0);
		tell(context, `${restarts} restarts, ${operations} commands, drained within ${Math.ceil(slowest)} ms`);
	}
);
