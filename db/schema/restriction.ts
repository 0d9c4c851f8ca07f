/** Who may not see whom: the person asked so. */
import { sql } from 'drizzle-orm';
import { check, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { account } from '#db/schema/account.ts';
import { instant } from '#db/schema/columns.ts';
import { site } from '#db/schema/network.ts';
import { person } from '#db/schema/person.ts';
import { visit } from '#db/schema/queue.ts';

/** « Pas cette personne-là » : a colleague who may not see a person's file (R-22.1, s. 7). */
export const restriction = pgTable(
	'restriction',
	{
		id: uuid().primaryKey(),
		personId: uuid().references(() => person.id),
		/** For somebody without a key: this visit alone. */
		visitId: uuid().references(() => visit.id),
		accountId: text()
			.notNull()
			.references(() => account.id),
		siteId: text()
			.notNull()
			.references(() => site.id),
		setAt: instant().notNull(),
		setBy: text()
			.notNull()
			.references(() => account.id),
		liftedAt: instant(),
		liftedBy: text().references(() => account.id)
	},
	(t) => [
		check('about_a_person_or_a_visit', sql`num_nonnulls(${t.personId}, ${t.visitId}) = 1`),
		uniqueIndex('restricted_once_per_person')
			.on(t.personId, t.accountId)
			.where(sql`${t.liftedAt} is null`),
		uniqueIndex('restricted_once_per_visit')
			.on(t.visitId, t.accountId)
			.where(sql`${t.liftedAt} is null`)
	]
);
