/** What a version before the ring left in clear: sealed at the first start, once, before anybody is served. */
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { readPersonal } from '#lib/server/store/personal.ts';
import { signIn } from '../support/client.ts';
import { DEMO_RING } from '../support/demo-ring.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
/** More than one batch. */
const HOW_MANY = 230;
const ALIAS = 'Surnom-en-clair';
let database: TestDatabase;
let visits: string[];

/** Rows as the version before wrote them: in clear, and with the salt that its marks are made with. */
async function leaveInClear(): Promise<void> {
	const node = await startNode({ database });
	const desk = await signIn(node, 'pa1');
	const { id } = await desk.register(SITE, { services: ['infirmier'], alias: 'Ama' });
	await node.stop();
	const { sql } = database;
	await sql`alter table visit_personal drop constraint nothing_in_clear`;
	const rows = await sql<{ id: string }[]>`
		insert into visit
		select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'word', 'Huard ' || n))).*
		from visit v, generate_series(100, ${99 + HOW_MANY}) n where v.id = ${id} returning id`;
	visits = rows.map((row) => row.id);
	await sql`
		insert into visit_personal (visit_id, alias, note, contact, salt)
		select v, ${ALIAS} || ' ' || n, case when n % 2 = 0 then 'Toux ' || n end, case when n = 1 then 'au parc' end, 'old'
		from unnest(${visits}::uuid[]) with ordinality as t (v, n)`;
	await sql`
		alter table visit_personal add constraint nothing_in_clear
		check (num_nonnulls(alias, note, contact) = 0) not valid`;
}

/** True when the table's file on the disk holds the text. */
async function fileHolds(text: string): Promise<boolean> {
	const { sql } = database;
	await sql`checkpoint`;
	const [row] = await sql<{ file: string }[]>`
		select current_setting('data_directory') || '/' || pg_relation_filepath('visit_personal') as file`;
	return (await readFile(row?.file ?? '', 'latin1')).includes(text);
}

beforeAll(async () => {
	database = await freshDatabase();
	await leaveInClear();
});

it('the first start seals every value and leaves none in clear, neither in rows nor in the table’s file', async () => {
	expect(await fileHolds(ALIAS)).toBe(true);
	const nodes: HalteNode[] = await Promise.all([startNode({ database }), startNode({ database })]);
	const [counted] = await database.sql`
		select count(*)::int as clear from visit_personal where num_nonnulls(alias, note, contact) > 0`;
	expect(counted).toEqual({ clear: 0 });
	expect(await fileHolds(ALIAS)).toBe(false);
	const kept = await Promise.all(visits.map((id) => readPersonal(database.sql, DEMO_RING, id)));
	expect(kept.map(({ alias }) => alias)).toEqual(visits.map((_, i) => `${ALIAS} ${i + 1}`));
	expect(kept.slice(0, 2)).toEqual([
		{ alias: `${ALIAS} 1`, note: null, contact: 'au parc' },
		{ alias: `${ALIAS} 2`, note: 'Toux 2', contact: null }
	]);
	const said = nodes.map((node) => node.output()).join('');
	const numbers = [...said.matchAll(/Surnoms et notes chiffrés : (\d+)\./g)].map(([, count]) =>
		Number(count)
	);
	expect(numbers.reduce((sum, count) => sum + count, 0)).toBe(HOW_MANY);
	expect(said).not.toContain(ALIAS);
});

it('marks of the version before can’t be tried out any more: their salt is gone', async () => {
	const rows = await database.sql`select 1 from visit_personal where salt = 'old'`;
	expect(rows).toHaveLength(0);
});

it('a table that could not be written anew is so at the next start', async () => {
	const { sql } = database;
	const file = async () => {
		const [row] = await sql<{ node: number }[]>`select pg_relation_filenode('visit_personal') as node`;
		return row?.node;
	};
	const before = await file();
	await (await startNode({ database })).stop();
	expect(await file()).toBe(before);
	await sql`insert into due_rewrite (table_name, since) values ('visit_personal', now())`;
	await (await startNode({ database })).stop();
	expect(await file()).not.toBe(before);
	expect(await sql`select 1 from due_rewrite`).toHaveLength(0);
});

it('the next start finds nothing to do, and the database refuses what is in clear', async () => {
	const node = await startNode({ database });
	expect(node.output()).not.toContain('chiffrés');
	const [id] = visits;
	await expect(
		database.sql`update visit_personal set note = 'Toux' where visit_id = ${id ?? ''}`
	).rejects.toThrow('nothing_in_clear');
});
