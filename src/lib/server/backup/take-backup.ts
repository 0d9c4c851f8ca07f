/** Every table of one instant, while the house goes on serving. */
import { encoded, type Manifest, type TableTotal } from '#lib/server/backup/records.ts';
import { RowSum } from '#lib/server/backup/row-sum.ts';
import { readInOneWay, readTables, rowsOf } from '#lib/server/backup/tables.ts';
import { readChainHeadsIn } from '#lib/server/audit/chain-heads.ts';
import { databaseClock } from '#lib/server/store/clock.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { readMigrations } from '#lib/server/store/migration-steps.ts';

/**
 * Reads the database in one snapshot and hands its records to `write`, whole and in order. Nobody is held up: it takes
 * no lock that a command would wait for.
 * @throws what `write` throws
 */
export async function takeBackup(
	sql: Db,
	version: string,
	write: (records: AsyncGenerator<Buffer>) => Promise<void>
): Promise<Manifest> {
	let made: Manifest | undefined;
	await sql.begin('isolation level repeatable read read only', async (tx) => {
		await readInOneWay(tx);
		await write(recordsOf(tx, version, (manifest) => (made = manifest)));
	});
	if (made === undefined) throw new Error('the manifest is the last record of a backup');
	return made;
}

async function* recordsOf(
	tx: Tx,
	version: string,
	tell: (manifest: Manifest) => void
): AsyncGenerator<Buffer> {
	const at = new Date(await databaseClock(tx)).toISOString();
	const [server] = await tx<{ postgres: string }[]>`select current_setting('server_version') as postgres`;
	const migrations = await readMigrations(tx);
	const heads = await readChainHeadsIn(tx, at);
	const tables: TableTotal[] = [];
	for (const table of await readTables(tx)) {
		const name = { schema: table.schema, table: table.table };
		yield encoded({ kind: 'table', table: { ...name, columns: [...table.columns] } });
		const sum = new RowSum();
		for await (const bytes of together(rowsOf(tx, table))) {
			sum.add(bytes);
			yield encoded({ kind: 'rows', bytes });
		}
		const total = { ...name, ...sum.total() };
		tables.push(total);
		yield encoded({ kind: 'total', total });
	}
	const manifest = {
		...{ at, version, postgres: server?.postgres ?? '', migrations, tables },
		heads: { at, events: [...heads.events], accesses: [...heads.accesses] }
	};
	tell(manifest);
	yield encoded({ kind: 'manifest', manifest });
}

/** Postgres sends row by row. */
const TOGETHER = 64 * 1024;

async function* together(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let waiting: Buffer[] = [];
	let size = 0;
	for await (const row of rows) {
		waiting.push(row);
		size += row.length;
		if (size < TOGETHER) continue;
		yield Buffer.concat(waiting);
		waiting = [];
		size = 0;
	}
	if (size > 0) yield Buffer.concat(waiting);
}
