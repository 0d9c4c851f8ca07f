/** Case 16: servers are replaced one after the other in the middle of the work. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
/** Where a version is built that is to be replaced by this one: `npm run faults -- 16 --beside FOLDER`. */
const BESIDE = process.env['HALTE_FAULTS_BESIDE'];

/** How many migrations a build knows. */
function migrationsOf(folder: string): number {
	const journal = readFileSync(join(folder, 'db/migrations/meta/_journal.json'), 'utf8');
	return (JSON.parse(journal) as { entries: unknown[] }).entries.length;
}

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
		const former = BESIDE === undefined ? {} : { folder: BESIDE };
		// Another version makes the schema that it knows; ours then finds it in the middle of the work.
		const database = await freshDatabase({ empty: BESIDE !== undefined });
		let old: HalteNode = await startNode({ database, ...former });
		let other: HalteNode = await startNode({ database, ...former });
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
			if (restarts === 1 && BESIDE === undefined) await expandSchema(database.sql);
			const fresh = await startNode({ database });
			await working;
			// For half of the time one of the other version stays, beside ours.
			const isBeside = BESIDE !== undefined && restarts <= RESTARTS / 2;
			[old, other] = isBeside ? [fresh, other] : [other, fresh];
		}
		expect(slowest).toBeLessThan(DRAIN_MS);
		const { breaches, unheard, operations } = await judge(recorder.history, {
			sql: database.sql,
			siteId: SITE,
			fromSeq
		});
		expect(breaches).toEqual([]);
		expect(unheard).toBe(0);
		const beside =
			BESIDE === undefined
				? ''
				: `; beside a version with ${migrationsOf(BESIDE)} migrations, ours has ${migrationsOf('.')}`;
		tell(
			context,
			`${restarts} restarts, ${operations} commands, drained within ${Math.ceil(slowest)} ms${beside}`
		);
	}
);
