/** Case 4: every process of Postgres is killed at once, again and again, in the middle of the work. */
import { expect, it } from 'vitest';
import { startNode } from '../../support/node-process.ts';
import { beginWork } from '../fire/begin-work.ts';
import { judge } from '../fire/judge.ts';
import { ownPostgres } from '../fire/own-postgres.ts';
import { plainWork } from '../fire/plain-work.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
const KILLS = 20;
const PEOPLE = 4;
const TRIES = 10_000;
const BACK_MS = 60_000;

it(
	'nothing that was acknowledged is lost, and the server goes on by itself',
	{ timeout: 900_000 },
	async (context) => {
		const { database, kill, start } = await ownPostgres();
		const node = await startNode({ database });
		const { work, recorder, fromSeq } = await beginWork(node, database, SITE);
		let slowest = 0;
		for (let kills = 0; kills < KILLS; kills += 1) {
			const working = plainWork({ ...work, tries: TRIES }, PEOPLE);
			await kill();
			const from = performance.now();
			await start();
			await working;
			await expect.poll(() => served(node.url), { timeout: BACK_MS }).toBe(true);
			slowest = Math.max(slowest, performance.now() - from);
		}
		const where = { sql: database.sql, siteId: SITE, fromSeq, search: false };
		const { breaches, unheard, operations } = await judge(recorder.history, where);
		expect(breaches).toEqual([]);
		expect(unheard).toBe(0);
		expect(slowest).toBeLessThan(BACK_MS);
		tell(context, `${KILLS} kills, ${operations} commands, 0 lost; back within ${Math.ceil(slowest)} ms`);
	}
);

async function served(url: string): Promise<boolean> {
	return fetch(`${url}/readyz`).then(
		({ ok }) => ok,
		() => false
	);
}
