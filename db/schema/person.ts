/** People as they chose to be known: a random key here, everything that identifies in a row that can be erased. */
import { sql } from 'drizzle-orm';
import {
	boolean,
	index,
	pgTable,
	primaryKey,
	smallint,
	text,
	uniqueIndex,
	uuid,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import { account } from '#db/schema/account.ts';
import { instant, sealed } from '#db/schema/columns.ts';
import { site } from '#db/schema/network.ts';

/** The key is random and tells nothing, not even when its person first came (R-P1). */
export const person = pgTable('person', {
	id: uuid().primaryKey(),
	/** Where they were first known. */
	siteId: text()
		.notNull()
		.references(() => site.id),
	createdAt: instant().notNull(),
	/** The latest visit; retention counts from it. */
	lastSeenAt: instant().notNull(),
	/** « On peut se reconnaître ailleurs », ticked by the person (R-P4). */
	knownElsewhere: boolean().notNull().default(false),
	/** Merged by somebody: visits keep their own key, so that separating restores both histories (R-P6). */
	mergedInto: uuid().references((): AnyPgColumn => person.id)
});

/** Where a person was seen: the staff of a site picks among those of that site only. */
export const personAtSite = pgTable(
	'person_at_site',
	{
		personId: uuid()
			.notNull()
			.references(() => person.id),
		siteId: text()
			.notNull()
			.references(() => site.id),
		lastSeenAt: instant().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.personId, t.siteId] }),
		index('people_of_a_site').on(t.siteId, t.lastSeenAt)
	]
);

/** Sealed values, and keyed hashes `version:mac` to find them by. */
export const personPersonal = pgTable(
	'person_personal',
	{
		personId: uuid()
			.primaryKey()
			.references(() => person.id),
		alias: sealed(),
		aliasIndex: text(),
		/** The memory word is kept as a keyed hash only. */
		wordIndex: text(),
		/** The code of the card that the person may keep or throw away; of it too only the keyed hash. */
		cardIndex: text(),
		contact: sealed(),
		legalName: sealed(),
		healthNumber: sealed(),
		/** Salt of the marks in the events; erased with the values. */
		salt: text().notNull()
	},
	(t) => [index('people_by_alias').on(t.aliasIndex), uniqueIndex('people_by_card').on(t.cardIndex)]
);

/** What a value was before it was put right: sealed, erased with the person. */
export const personRectification = pgTable(
	'person_rectification',
	{
		id: uuid().primaryKey(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		field: text().notNull(),
		/** Null once somebody had the value erased. */
		former: sealed(),
		at: instant().notNull(),
		by: text()
			.notNull()
			.references(() => account.id)
	},
	(t) => [index('rectifications_of_a_person').on(t.personId)]
);

/** Keyed hashes of a code-mémoire: whole (0), and each with one element left out (1–3), for a tolerant match. */
export const memoryCode = pgTable(
	'memory_code',
	{
		personId: uuid()
			.notNull()
			.references(() => person.id),
		leftOut: smallint().notNull(),
		index: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.personId, t.leftOut] }), index('people_by_memory_code').on(t.index)]
);

/** A merge that somebody made; separating ends it and keeps the row. */
export const personMerge = pgTable(
	'person_merge',
	{
		id: uuid().primaryKey(),
		fromId: uuid().notNull(),
		intoId: uuid().notNull(),
		siteId: text()
			.notNull()
			.references(() => site.id),
		at: instant().notNull(),
		by: text()
			.notNull()
			.references(() => account.id),
		undoneAt: instant(),
		undoneBy: text().references(() => account.id)
	},
	(t) => [
		uniqueIndex('merged_once')
			.on(t.fromId)
			.where(sql`${t.undoneAt} is null`)
	]
);
