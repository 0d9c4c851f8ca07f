/** Case 16: servers are replaced one after the other in the middle of the work. */
import { expect, it } from 'vitest';
import { signIn } from '../../support/client.ts';
import { startNode, type HalteNode } from '../../support/node-process.ts';
import { freshDatabase } from '../../support/test-database.ts';
import { freshBlock } from '../fire/fresh-block.ts';
import { judge } from '../fire/judge.ts';
import { plainWork } from '../fire/plain-work.ts';
import { Recorder } from '../fire/recorder.ts';
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
		const [coordinator, peer, nurse] = await Promise.all(
			['coo1', 'pa1', 'inf1'].map((id) => signIn(other, id))
		);
		const fromSeq = await freshBlock(database.sql, coordinator!, SITE);
		const recorder = new Recorder();
		// A balancer's turns: a try goes to one, the next to the other.
		let turn = 0;
		const address = () => ((turn += 1) % 2 === 0 ? old : other).url;
		const worker = (id: string, client = peer!) => ({ id, client });
		const work = {
			siteId: SITE,
			recorder,
			helper: worker('pa1'),
			caller: worker('inf1', nurse!),
			address,
			tries: TRIES
		};
		let restarts = 0;
		let slowest = 0;
		while (restarts < RESTARTS) {
			restarts += 1;
			const working = plainWork(work, PEOPLE);
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
