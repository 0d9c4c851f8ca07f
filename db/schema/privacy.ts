/** What the network decided about data: settings, how long each kind is kept, what people are told. */
import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	uuid
} from 'drizzle-orm/pg-core';
import { instant } from '#db/schema/columns.ts';

/** One row: what is off by default and on by a decision of the network. */
export const networkSettings = pgTable(
	'network_settings',
	{
		id: integer().primaryKey().default(1),
		/** Clinicians may record a health-card number on a person (R-I11). */
		healthNumber: boolean().notNull().default(false),
		/** The code-mémoire for counting (R-P3). */
		memoryCode: boolean().notNull().default(false),
		/** How words for roles are written: « personne paire », « pair(e) », « pair·e ». */
		inclusiveStyle: text({ enum: ['neutral', 'parentheses', 'dot'] })
			.notNull()
			.default('neutral')
	},
	(t) => [
		check('one_row', sql`${t.id} = 1`),
		check('inclusive_style_is_known', sql`${t.inclusiveStyle} in ('neutral', 'parentheses', 'dot')`)
	]
);

/** How long a kind of data is kept (R-P8). */
export const retention = pgTable(
	'retention',
	{
		category: text().primaryKey(),
		amount: smallint().notNull(),
		unit: text({ enum: ['hour', 'day', 'month'] }).notNull()
	},
	(t) => [check('amount_is_positive', sql`${t.amount} > 0`)]
);

/** Each run of the nightly job; the latest `at` is a floor under the clock, so that turning it back keeps nothing. */
export const retentionRun = pgTable('retention_run', {
	id: uuid().primaryKey(),
	at: instant().notNull(),
	counts: jsonb().notNull()
});

/** What a person is told about their information (R-22.1, s. 14), by version and language. */
export const noticeText = pgTable(
	'notice_text',
	{
		version: smallint().notNull(),
		lang: text().notNull(),
		since: date().notNull(),
		text: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.version, t.lang] })]
);
