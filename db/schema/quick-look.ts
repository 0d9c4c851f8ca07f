/** « Coup d’œil »: somebody of the team saw a sign, and a clinician is asked to come and look (R-I4, R-I5). */
import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { account } from '#db/schema/account.ts';
import { instant, sealed } from '#db/schema/columns.ts';
import { site } from '#db/schema/network.ts';
import { block, visit } from '#db/schema/queue.ts';

/** A sign that anybody can see; whoever sees it needs no training to say so. */
export const redFlag = pgTable('red_flag', {
	id: text().primaryKey(),
	pictogram: text().notNull(),
	position: smallint().notNull()
});

export const redFlagText = pgTable(
	'red_flag_text',
	{
		flagId: text()
			.notNull()
			.references(() => redFlag.id),
		lang: text().notNull(),
		name: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.flagId, t.lang] })]
);

/** Asked, then seen by a clinician who says so, then over. */
export const quickLook = pgTable(
	'quick_look',
	{
		id: uuid().primaryKey(),
		siteId: text()
			.notNull()
			.references(() => site.id),
		blockId: uuid()
			.notNull()
			.references(() => block.id),
		/** Null for somebody who is not on the list. */
		visitId: uuid().references(() => visit.id),
		signs: text().array().notNull(),
		/** A room of the site; erased when the look is over (R-P5). */
		roomId: text(),
		/** The person's exact words; erased with the visit's values. */
		wordsSealed: sealed(),
		askedBy: text().notNull(),
		askedAt: instant().notNull(),
		acknowledgedBy: text(),
		acknowledgedAt: instant(),
		closedBy: text(),
		closedAt: instant()
	},
	(t) => [
		index('looks_of_a_block').on(t.blockId),
		check('acknowledged_by_somebody', sql`(${t.acknowledgedAt} is null) = (${t.acknowledgedBy} is null)`),
		check('closed_by_somebody', sql`(${t.closedAt} is null) = (${t.closedBy} is null)`)
	]
);

/** Who was told, and when. */
export const quickLookTold = pgTable(
	'quick_look_told',
	{
		lookId: uuid()
			.notNull()
			.references(() => quickLook.id),
		accountId: text()
			.notNull()
			.references(() => account.id),
		at: instant().notNull()
	},
	(t) => [primaryKey({ columns: [t.lookId, t.accountId] })]
);

/** What to do when seconds count, one card for each site. */
export const emergencyCard = pgTable('emergency_card', {
	siteId: text()
		.primaryKey()
		.references(() => site.id),
	/** What to say to 911. */
	address: text().notNull().default(''),
	naloxone: text().notNull().default(''),
	defibrillator: text().notNull().default(''),
	/** Whom of the host to call. */
	onCall: text().notNull().default('')
});

/** Lines that answer day and night, in the order of the card. */
export const helpline = pgTable('helpline', {
	id: text().primaryKey(),
	/** As it is dialled. */
	phone: text().notNull(),
	position: smallint().notNull()
});

export const helplineText = pgTable(
	'helpline_text',
	{
		lineId: text()
			.notNull()
			.references(() => helpline.id),
		lang: text().notNull(),
		name: text().notNull(),
		/** What to know before dialling, such as « cette ligne demande qui tu es ». */
		note: text()
	},
	(t) => [primaryKey({ columns: [t.lineId, t.lang] })]
);
