/** What was changed about accounts, devices, screens and sites: append-only, one row per change. */
import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '#db/schema/columns.ts';

export const administrativeChange = pgTable(
	'administrative_change',
	{
		id: uuid().primaryKey(),
		at: instant().notNull(),
		/** Who; null for an operator at the terminal. */
		by: text(),
		subject: text().notNull(),
		subjectId: text().notNull(),
		/** The site it concerns, null for the whole network. */
		siteId: text(),
		what: text().notNull(),
		/** Only what changed. Never a secret. */
		before: jsonb().notNull(),
		after: jsonb().notNull(),
		/** The change that this one takes back. */
		takesBack: uuid().unique()
	},
	(t) => [
		index('changes_of_a_subject').on(t.subject, t.subjectId, t.at),
		index('changes_of_a_site').on(t.siteId, t.at),
		check('subject_is_known', sql`${t.subject} in ('account', 'device', 'display', 'site', 'network')`)
	]
);
