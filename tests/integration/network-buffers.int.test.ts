/** A site of a large network costs what a site of a small one does: counted in pages, which no busy machine changes. */
import { beforeAll, expect, it } from 'vitest';
import type { Sql } from 'postgres';
import { databaseClock } from '#lib/server/store/clock.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { loadConfiguration } from '#lib/server/store/load-configuration.ts';
import { openBoards } from '#lib/server/views/boards.ts';
import { buffersOf, sumOf } from '../bench/buffers.ts';
import { DEMO_RING } from '../support/demo-ring.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITES = 2_000;
const ACCOUNTS = 6_000;
const PER_SITE = 10;
/** Where somebody works who works at many. */
const AT_MANY = 400;
const SITE = 'large-1';
/** Without the reading of what concerns others; the accounts of such a network alone lie in some 150 pages. */
const AT_MOST = { configuration: 230, board: 300 };

let database: TestDatabase;

beforeAll(async () => {
	database = await freshDatabase();
	await enlarge(database.sql);
});

async function enlarge(sql: Sql): Promise<void> {
	const copyOf = (table: string, id: string) =>
		sql`insert into ${sql(table)} select (jsonb_populate_record(t, jsonb_build_object('id', 'large-' || n,
			'name', 'L ' || n) || case when ${table} = 'account' then jsonb_build_object('username', 'l' || n) else '{}' end)).*
			from ${sql(table)} t, generate_series(1, ${table === 'site' ? SITES : ACCOUNTS}::int) n where t.id = ${id}`;
	await copyOf('site', 'perron');
	await copyOf('account', 'inf1');
	await sql`insert into site_head (site_id) select id from site where id like 'large-%'`;
	await sql`insert into account_site (account_id, site_id)
		select 'large-' || (s * 3 + k) % ${ACCOUNTS}::int + 1, 'large-' || s
		from generate_series(1, ${SITES}::int) s, generate_series(1, ${PER_SITE}::int) k
		union select 'large-7', 'large-' || s from generate_series(1, ${AT_MANY}::int) s`;
	await sql`insert into account_service
		select account_id, site_id, 'infirmier' from account_site where site_id like 'large-%'`;
	await sql`vacuum (analyze) site, account, account_site, account_service`;
}

it.each([
	['configuration', (db: Db) => db.begin((tx) => loadConfiguration(tx as Tx, SITE))],
	['board', (db: Db) => openBoards(db, { clock: databaseClock, keys: DEMO_RING }).facts(SITE)]
] as const)(
	`the %s of one site among ${SITES} does not read the accounts of the others`,
	async (what, work) => {
		const counted = await buffersOf(database.connection, work);
		expect(counted.length).toBeGreaterThan(0);
		expect(sumOf(counted)).toBeLessThan(AT_MOST[what]);
	}
);
