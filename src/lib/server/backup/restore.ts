/** Puts a backup into an empty database: all of it or nothing, in one transaction. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readBackup, verifyBackup } from '#lib/server/backup/backup-file.ts';
import type { BackupRecord, Manifest } from '#lib/server/backup/records.ts';
import { RowSum } from '#lib/server/backup/row-sum.ts';
import { readInOneWay, readTables, rowsOf, SCHEMAS, type Table } from '#lib/server/backup/tables.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { ADVISORY_LOCKS } from '#lib/server/store/advisory-locks.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { readKeyMarks } from '#lib/server/store/key-marks.ts';
import {
	beginMigrations,
	noteSteps,
	readSteps,
	takeSteps,
	type MigrationStep
} from '#lib/server/store/migration-steps.ts';

export interface Restoring {
	readonly file: string;
	readonly keys: KeyRing;
	/** Folder of this version's migrations. */
	readonly migrations: string;
}

/**
 * Reads the file once to see that it is whole, then once more into the database, makes the schema that it was taken
 * from, compares every table with the manifest, and goes on to this version's schema. `sql` is one connection without
 * limits.
 * @throws Error with one sentence for the operator; the database is then as empty as it was
 */
export async function restore(sql: Db, { file, keys, migrations }: Restoring): Promise<Manifest> {
	const manifest = await verifyBackup(file, keys);
	const { past, rest } = split(readSteps(migrations), manifest.migrations);
	await sql.begin(async (tx) => {
		await readInOneWay(tx);
		// A node that starts meanwhile waits for the schema.
		await tx`select pg_advisory_xact_lock(${ADVISORY_LOCKS.schema})`;
		await refuseFull(tx);
		await beginMigrations(tx);
		await takeSteps(tx, past);
		await emptyTables(tx);
		await load(tx, readBackup(file, keys));
		await compare(tx, manifest);
		await takeSteps(tx, rest);
		await noteSteps(tx, rest);
		keys.learn(await readKeyMarks(tx));
		await beginAnew(tx);
	});
	return manifest;
}

/** The steps that had made the schema of the backup, and those that came since. */
function split(
	steps: MigrationStep[],
	seen: readonly string[]
): { past: MigrationStep[]; rest: MigrationStep[] } {
	const past = steps.slice(0, seen.length);
	if (seen.length > steps.length || past.some(({ hash }, i) => hash !== seen[i])) {
		throw new Error(
			'Cette sauvegarde vient d’une autre version de Halte, plus récente que celle-ci. ' +
				'Prenez la version qui l’a faite ; rien n’a été touché.'
		);
	}
	return { past, rest: steps.slice(seen.length) };
}

async function refuseFull(tx: Tx): Promise<void> {
	const [found] = await tx<{ tables: number }[]>`
		select count(*)::int as tables from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p') and n.nspname = any(${[...SCHEMAS]})`;
	if (found?.tables !== 0)
		throw new Error(
			'Cette base n’est pas vide : on ne restaure que dans une base neuve. Rien n’a été touché.'
		);
}

/** Migrations put some rows of their own; those of the backup take their place. */
async function emptyTables(tx: Tx): Promise<void> {
	for (const { schema, table } of (await readTables(tx)).reverse()) {
		const [row] = await tx<
			{ full: boolean }[]
		>`select exists (select from ${tx(schema)}.${tx(table)}) as full`;
		if (row?.full) await tx`delete from ${tx(schema)}.${tx(table)}`;
	}
}

async function load(tx: Tx, records: AsyncGenerator<BackupRecord>): Promise<void> {
	for (;;) {
		const next = await records.next();
		if (next.done) return;
		if (next.value.kind === 'table') await loadTable(tx, next.value.table, records);
	}
}

async function loadTable(tx: Tx, table: Table, records: AsyncGenerator<BackupRecord>): Promise<void> {
	const { schema, columns } = table;
	const into = await tx`
		copy ${tx(schema)}.${tx(table.table)} (${tx([...columns])}) from stdin`.writable();
	await pipeline(Readable.from(untilTotal(records)), into);
}

/** Taken one by one, so that the records go on to be read after this table. */
async function* untilTotal(records: AsyncGenerator<BackupRecord>): AsyncGenerator<Buffer> {
	for (;;) {
		const next = await records.next();
		if (next.done || next.value.kind !== 'rows') return;
		yield next.value.bytes;
	}
}

/** Reads every table back and compares it with what the manifest says. */
async function compare(tx: Tx, { tables }: Manifest): Promise<void> {
	const there = await readTables(tx);
	for (const total of tables) {
		const table = there.find(({ schema, table }) => schema === total.schema && table === total.table);
		const sum = new RowSum();
		if (table !== undefined) for await (const bytes of rowsOf(tx, table)) sum.add(bytes);
		const { rows, sha256 } = sum.total();
		if (table === undefined || rows !== total.rows || sha256 !== total.sha256)
			throw new Error(`La table ${total.table} n’est pas arrivée comme elle était. Rien n’a été touché.`);
	}
	if (there.length !== tables.length)
		throw new Error('Il manque des tables à cette sauvegarde. Rien n’a été touché.');
}

/**
 * What must not come back to life. Screens and clients take any other epoch for newer; it is as high as the minute, so
 * that a copy that is restored twice has two. Sessions, codes and pairings may have been ended since the backup.
 */
async function beginAnew(tx: Tx): Promise<void> {
	await tx`update site_head set epoch = greatest(epoch + 1, (extract(epoch from now()) / 60)::int)`;
	await tx`update account set epoch = epoch + 1`;
	await tx`delete from staff_session`;
	await tx`delete from one_time_code`;
	await tx`delete from passkey_challenge`;
	await tx`delete from display_pairing`;
}
