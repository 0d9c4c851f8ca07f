/** Migrations one by one, for a restore that begins at an older schema; in the shape in which drizzle notes them. */
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Tx } from '#lib/server/store/database.ts';

export interface MigrationStep {
	readonly hash: string;
	/** What drizzle orders them by. */
	readonly at: number;
	readonly statements: readonly string[];
}

/** The steps of a folder, oldest first. */
export function readSteps(folder: string): MigrationStep[] {
	return readMigrationFiles({ migrationsFolder: folder }).map(({ hash, folderMillis, sql }) => ({
		hash,
		at: folderMillis,
		statements: sql
	}));
}

/** Hashes of the migrations that a database has seen, oldest first. */
export async function readMigrations(tx: Tx): Promise<string[]> {
	const rows = await tx<
		{ hash: string }[]
	>`select hash from drizzle.__drizzle_migrations order by created_at`;
	return rows.map(({ hash }) => hash);
}

/** Makes the table where drizzle notes what ran, empty. */
export async function beginMigrations(tx: Tx): Promise<void> {
	await tx`create schema if not exists drizzle`;
	await tx`create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;
}

/** Runs steps without noting them: the rows that come say that they ran. */
export async function takeSteps(tx: Tx, steps: readonly MigrationStep[]): Promise<void> {
	for (const { statements } of steps) for (const statement of statements) await tx.unsafe(statement);
}

/** Notes steps that ran after the rows had come. */
export async function noteSteps(tx: Tx, steps: readonly MigrationStep[]): Promise<void> {
	await tx`select setval(pg_get_serial_sequence('drizzle.__drizzle_migrations', 'id'), greatest(max(id), 1))
		from drizzle.__drizzle_migrations`;
	for (const { hash, at } of steps)
		await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${at})`;
}
