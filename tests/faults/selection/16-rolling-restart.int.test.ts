/** Case 16: servers are replaced one after the other in the middle of the work. */
import type { Sql } from 'postgres';
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

/**
 * What the first node of a later version does while nodes of this one serve: it adds (docs/operations.md, « Upgrades »).
 * A statement that asked for every column, and was prepared before, would fail from here on.
 */
async function expandSchema(sql: Sql): Promise<void> {
	const tables = await sql<{ name: string }[]>`
		select table_name as name from information_schema.tables
		where table_schema = 'public' and table_type = 'BASE TABLE'`;
	expect(tables.length).toBeGreaterThan(20);
	for (const { name } of tables) await sql`alter table ${sql(name)} add column of_a_later_version text`;
	await sql`create table a_later_table (id uuid primary key, site_id text references site (id))`;
}

it(
	'each drains and ends well, nobody who was promised a place loses it, and a later version’s schema disturbs no earlier one',
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
			if (restarts === 1) await expandSchema(database.sql);
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
