/** `npm run bench -- fsync`: whether what was answered is on the disk, seen from the kernel. */
import { openDatabase } from '#lib/server/store/database.ts';
import { doorOn, registerAt } from './bench-door.ts';
import { figuresOf, shown, table } from './figures.ts';
import { verdict } from './goals.ts';
import type { Setting } from './measure.ts';
import { called } from './called.ts';
import { addAccounts, addSite } from './places.ts';
import type { StageDatabase } from './stage.ts';
import { loadPerCore, surroundings } from './surroundings.ts';
import { callsDuring } from './watched-calls.ts';

const CASES = [
	{ callers: 1, count: 200 },
	{ callers: 64, count: 640 }
];
const HEAD = ['callers', 'registrations', 'transactions', 'fdatasync', 'a transaction', 'goal'];

/** Measures, and gives the section of docs/performance.md. */
export async function benchFsync({ stage, runs, part }: Setting): Promise<string> {
	const load = loadPerCore();
	const database = await stage.database('demo');
	const accounts = await addAccounts(database.sql, 'peer_helper', 1);
	const rows: string[][] = [];
	for (const { callers, count } of CASES) {
		const seen = [];
		for (let run = 0; run < runs; run += 1)
			seen.push(await written(database, accounts, { callers, count: part(count) }));
		rows.push(rowOf(`${callers}`, part(count), seen));
	}
	// The other way round: whoever does not wait for the disk is seen not to.
	const [here] = await database.sql<{ name: string }[]>`select current_database() as name`;
	await database.sql`alter database ${database.sql(here?.name ?? '')} set synchronous_commit = off`;
	const [{ callers, count } = { callers: 1, count: 0 }] = CASES;
	const careless = await written(database, accounts, { callers, count: part(count) });
	rows.push([...rowOf('1, not waiting for the disk', part(count), [careless]).slice(0, -1), '–']);
	return [table(HEAD, rows), surroundings({ Postgres: stage.version }, load)].join('\n\n');
}

interface Written {
	readonly transactions: number;
	readonly syncs: number;
}

/** Registers so many at a site of its own. Rows tell which transaction wrote them. */
async function written(
	{ sql, connection }: StageDatabase,
	accounts: readonly string[],
	{ callers, count }: { callers: number; count: number }
): Promise<Written> {
	const siteId = await addSite(sql, accounts);
	const [actorId = ''] = accounts;
	const pools = openDatabase(connection);
	const door = doorOn(pools.write);
	try {
		await registerAt(door, { siteId, actorId });
		const before = await transactionsAt(sql, siteId);
		const register = () => registerAt(door, { siteId, actorId });
		const work = () => called(callers, count, register);
		const syncs = await callsDuring(await processesOf(sql), 'fdatasync', work);
		return { transactions: (await transactionsAt(sql, siteId)) - before, syncs };
	} finally {
		await pools.close();
	}
}

/** The first process of the server, and all that it has started. */
async function processesOf(sql: StageDatabase['sql']): Promise<number[]> {
	const rows = await sql<{ pid: number }[]>`
		select split_part(pg_read_file('postmaster.pid'), E'\n', 1)::int as pid
		union select pid from pg_stat_activity where pid is not null`;
	return rows.map(({ pid }) => pid);
}

async function transactionsAt(sql: StageDatabase['sql'], siteId: string): Promise<number> {
	const [row] = await sql<{ n: number }[]>`
		select count(distinct xmin::text)::int as n from event where site_id = ${siteId}`;
	return row?.n ?? 0;
}

function rowOf(callers: string, count: number, seen: readonly Written[]): string[] {
	const each = seen.map(({ syncs, transactions }) => syncs / transactions);
	return [
		callers,
		String(count),
		shown(figuresOf(seen.map(({ transactions }) => transactions))),
		shown(figuresOf(seen.map(({ syncs }) => syncs))),
		shown(figuresOf(each), 2),
		verdict(Math.min(...each), { atLeast: 1 })
	];
}
