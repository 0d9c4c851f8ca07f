/** Who looked at what: append-only, each chain hashed row by row; triggers refuse UPDATE and DELETE. */
import { sql } from 'drizzle-orm';
import {
	bigint,
	check,
	date,
	index,
	jsonb,
	pgTable,
	primaryKey,
	text,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import { account } from '#db/schema/account.ts';
import { instant, sealed } from '#db/schema/columns.ts';

/** The end of each chain: a site's id, or `*` for what concerns the network. Locked by whoever appends. */
export const accessChain = pgTable('access_chain', {
	chain: text().primaryKey(),
	position: bigint({ mode: 'number' }).notNull().default(0),
	hash: text()
});

export const accessLog = pgTable(
	'access_log',
	{
		chain: text().notNull(),
		position: bigint({ mode: 'number' }).notNull(),
		at: instant().notNull(),
		/** The account; null for an operator at the terminal. */
		by: text(),
		kind: text().notNull(),
		visitId: uuid(),
		personId: uuid(),
		/** care, teaching, reflective_practice, support; null within the current visit. */
		purpose: text(),
		/** Codes, counts, an audience: never a value. */
		details: jsonb().notNull(),
		hash: text().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.chain, t.position] }),
		index('accesses_to_a_visit').on(t.visitId),
		index('accesses_to_a_person').on(t.personId),
		index('accesses_by_time').on(t.chain, t.at),
		check('purpose_is_known', sql`${t.purpose} in ('care', 'teaching', 'reflective_practice', 'support')`)
	]
);

/** Who received what (R-22.1, s. 265): append-only. */
export const disclosure = pgTable(
	'disclosure',
	{
		id: uuid().primaryKey(),
		at: instant().notNull(),
		by: text()
			.notNull()
			.references(() => account.id),
		siteId: text().notNull(),
		personId: uuid(),
		visitId: uuid(),
		/** What kinds of information, as codes. */
		information: text().array().notNull(),
		recipient: text().notNull(),
		purpose: text().notNull(),
		justification: sealed()
	},
	(t) => [index('disclosures_of_a_person').on(t.personId)]
);

/** A restricted file that was opened all the same: until when, why, and what the review said. */
export const brokenGlass = pgTable(
	'broken_glass',
	{
		id: uuid().primaryKey(),
		at: instant().notNull(),
		until: instant().notNull(),
		by: text()
			.notNull()
			.references(() => account.id),
		siteId: text().notNull(),
		visitId: uuid().notNull(),
		reason: text().notNull(),
		words: sealed(),
		reviewedAt: instant(),
		reviewedBy: text().references(() => account.id),
		verdict: text()
	},
	(t) => [
		index('glass_by_visit').on(t.visitId, t.by),
		check('verdict_is_known', sql`${t.verdict} in ('justified', 'not_justified')`)
	]
);

/** A month's accesses were looked through and signed: append-only. */
export const accessReview = pgTable(
	'access_review',
	{
		id: uuid().primaryKey(),
		/** The first day of the month. */
		month: date().notNull(),
		chain: text().notNull(),
		signedAt: instant().notNull(),
		signedBy: text()
			.notNull()
			.references(() => account.id),
		/** How many odd accesses of each kind were shown. */
		findings: jsonb().notNull(),
		remark: sealed()
	},
	(t) => [unique('signed_once').on(t.month, t.chain)]
);

/** Confidentiality incidents (R-22.1 r. 1, s. 15): append-only; a correction is a row that names the former one. */
export const incident = pgTable('incident', {
	id: uuid().primaryKey(),
	recordedAt: instant().notNull(),
	recordedBy: text()
		.notNull()
		.references(() => account.id),
	amends: uuid().unique(),
	/** The register's fields, as one sealed JSON. */
	content: sealed().notNull()
});
