/** What a team writes for itself: sealed, without names, and with an end. */
import { sql } from 'drizzle-orm';
import { boolean, check, date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { account } from '#db/schema/account.ts';
import { instant, sealed } from '#db/schema/columns.ts';
import { site } from '#db/schema/network.ts';
import { person } from '#db/schema/person.ts';
import { block } from '#db/schema/queue.ts';

/** What went well, what to change: one shared note per block, in which nobody is named (R-B4). */
export const blockDebrief = pgTable('block_debrief', {
	blockId: uuid()
		.primaryKey()
		.references(() => block.id),
	siteId: text()
		.notNull()
		.references(() => site.id),
	note: sealed().notNull(),
	at: instant().notNull(),
	by: text()
		.notNull()
		.references(() => account.id)
});

/** « Modalité d'accueil »: what helps somebody, for thirty days at most; never a ban (R-Q11). */
export const welcomeArrangement = pgTable(
	'welcome_arrangement',
	{
		id: uuid().primaryKey(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		siteId: text()
			.notNull()
			.references(() => site.id),
		reason: text().notNull(),
		/** What helps, whom to tell, which place and hour. */
		words: sealed().notNull(),
		/** They know that this is written, and what. */
		personInformed: boolean().notNull(),
		since: instant().notNull(),
		/** The last local day on which it is shown. */
		until: date().notNull(),
		by: text()
			.notNull()
			.references(() => account.id),
		reviewedAt: instant(),
		reviewedBy: text().references(() => account.id)
	},
	(t) => [
		index('arrangements_of_a_person').on(t.personId),
		check('thirty_days_at_most', sql`${t.until} <= (${t.since} at time zone 'UTC')::date + 31`)
	]
);
