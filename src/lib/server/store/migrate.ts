/** Migrations, one node at a time. */
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import { ADVISORY_LOCKS } from '#lib/server/store/advisory-locks.ts';
import { throughDrizzle, type Db } from '#lib/server/store/database.ts';

/** Brings the schema to this version's; nodes that start together wait for each other. */
export async function migrate(sql: Db, folder: string): Promise<void> {
	await sql`select pg_advisory_lock(${ADVISORY_LOCKS.schema})`;
	try {
		await runMigrations(throughDrizzle(sql), { migrationsFolder: folder });
	} finally {
		await sql`select pg_advisory_unlock(${ADVISORY_LOCKS.schema})`;
	}
}
