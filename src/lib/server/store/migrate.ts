/** Migrations, one node at a time. */
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import { throughDrizzle, type Db } from '#lib/server/store/database.ts';

/** Any constant that no other part of the house locks. */
export const MIGRATION_LOCK = 7_241_001;

/** Brings the schema to this version's; nodes that start together wait for each other. */
export async function migrate(sql: Db, folder: string): Promise<void> {
	await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
	try {
		await runMigrations(throughDrizzle(sql), { migrationsFolder: folder });
	} finally {
		await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`;
	}
}
