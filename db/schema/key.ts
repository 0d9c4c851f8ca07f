/** Which keys this database was written with, so that a wrong key ring is noticed at the start. */
import { integer, pgTable, text } from 'drizzle-orm/pg-core';

export const keyVersion = pgTable('key_version', {
	version: integer().primaryKey(),
	/** Keyed hash of a known text: proves the key, tells nothing of it. */
	mark: text().notNull()
});
