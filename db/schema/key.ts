/** Which keys this database was written with, so that a wrong key ring is noticed at the start. */
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '#db/schema/columns.ts';

export const keyVersion = pgTable('key_version', {
	version: integer().primaryKey(),
	/** Keyed hash of a known text: proves the key, tells nothing of it. */
	mark: text().notNull()
});

/** Tables whose file still holds what was sealed or emptied, until they are written anew: done at the next start. */
export const dueRewrite = pgTable('due_rewrite', {
	tableName: text().primaryKey(),
	since: instant().notNull()
});
