/** The queue's truth: head, blocks, visits, entries, events, commands. No column here names a person. */
import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	check,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { service, site } from '#db/schema/network.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** The row that every change of a site locks: its order, its clock, its place in history. */
export const siteHead = pgTable('site_head', {
	siteId: text()
		.primaryKey()
		.references(() => site.id),
	/** Raised by a restore, so that clients take an older `seq`. */
	epoch: integer().notNull().default(1),
	seq: bigint({ mode: 'number' }).notNull().default(0),
	/** Hash of the last event; the chain is not computed yet. */
	chainHead: text(),
	lastAt: instant()
		.notNull()
		.default(sql`'epoch'`)
});

export const block = pgTable(
	'block',
	{
		id: uuid().primaryKey(),
		siteId: text()
			.notNull()
			.references(() => site.id),
		localDay: date().notNull(),
		startsAt: instant().notNull(),
		endsAt: instant().notNull(),
		closedAt: instant()
	},
	(t) => [
		uniqueIndex('one_unclosed_block_per_site')
			.on(t.siteId)
			.where(sql`${t.closedAt} is null`)
	]
);

export const blockService = pgTable(
	'block_service',
	{
		blockId: uuid()
			.notNull()
			.references(() => block.id),
		serviceId: text()
			.notNull()
			.references(() => service.id),
		isDefault: boolean().notNull().default(false)
	},
	(t) => [primaryKey({ columns: [t.blockId, t.serviceId] })]
);

export const visit = pgTable(
	'visit',
	{
		id: uuid().primaryKey(),
		siteId: text()
			.notNull()
			.references(() => site.id),
		blockId: uuid()
			.notNull()
			.references(() => block.id),
		localDay: date().notNull(),
		word: text().notNull(),
		arrivedAt: instant().notNull(),
		registeredAt: instant().notNull(),
		backdated: boolean().notNull(),
		presence: text().notNull(),
		presenceAt: instant().notNull(),
		returnedInGrace: boolean().notNull(),
		callBy: text().notNull(),
		language: text(),
		peerWanted: text().notNull(),
		traineeAccepted: text().notNull(),
		partyId: uuid(),
		reasons: text().array().notNull(),
		/** Derived: nothing is left to do for this visit in this block. */
		finished: boolean().notNull(),
		lastStep: jsonb()
	},
	(t) => [
		uniqueIndex('word_once_per_site_and_day').on(t.siteId, t.localDay, t.word),
		index('visit_words_of_a_day').on(t.siteId, t.registeredAt),
		index('unfinished_visits')
			.on(t.blockId)
			.where(sql`not ${t.finished}`),
		index('visits_of_a_block').on(t.blockId),
		check('presence_is_known', sql`${t.presence} in ('here', 'stepped_out', 'absent', 'left')`),
		check('call_by_is_known', sql`${t.callBy} in ('word', 'alias_aloud', 'discreet', 'text')`)
	]
);

export const entry = pgTable(
	'entry',
	{
		id: uuid().primaryKey(),
		visitId: uuid()
			.notNull()
			.references(() => visit.id),
		position: smallint().notNull(),
		serviceId: text()
			.notNull()
			.references(() => service.id),
		status: text().notNull(),
		level: text().notNull(),
		levelCause: text(),
		levelBy: text(),
		levelAt: instant(),
		calledBy: text(),
		calledAt: instant(),
		callCount: smallint().notNull(),
		roomId: text(),
		startedAt: instant(),
		endedAt: instant(),
		endCause: text()
	},
	(t) => [
		uniqueIndex('one_active_entry_per_visit')
			.on(t.visitId)
			.where(sql`${t.status} in ('called', 'in_service')`),
		index('entries_of_a_visit').on(t.visitId),
		check(
			'status_is_known',
			sql`${t.status} in ('waiting', 'called', 'in_service', 'done', 'rerouted', 'deferred', 'redirected', 'cancelled')`
		),
		check('level_is_known', sql`${t.level} in ('now', 'sooner_today', 'arrival_order')`),
		check(
			'somebody_has_an_active_entry',
			sql`(${t.status} in ('called', 'in_service')) <= (${t.calledBy} is not null and ${t.calledAt} is not null)`
		)
	]
);

/** Everything that identifies, apart from the visit and erasable (ADR 5). */
export const visitPersonal = pgTable('visit_personal', {
	visitId: uuid()
		.primaryKey()
		.references(() => visit.id),
	alias: text(),
	note: text(),
	contact: text(),
	/** Salt of the marks in the events; erased with the values, after which the marks say nothing. */
	salt: text().notNull()
});

/** Append-only: ids, codes, times and counts. A trigger refuses UPDATE and DELETE. */
export const event = pgTable(
	'event',
	{
		siteId: text()
			.notNull()
			.references(() => site.id),
		epoch: integer().notNull(),
		seq: bigint({ mode: 'number' }).notNull(),
		ordinal: smallint().notNull(),
		commandId: uuid().notNull(),
		type: text().notNull(),
		visitId: uuid(),
		at: instant().notNull(),
		by: text().notNull(),
		data: jsonb().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.siteId, t.epoch, t.seq, t.ordinal] }),
		index('events_of_a_visit').on(t.visitId)
	]
);

/** What was answered to which command, kept 30 days: the same id again gives the same bytes. */
export const command = pgTable(
	'command',
	{
		id: uuid().primaryKey(),
		siteId: text()
			.notNull()
			.references(() => site.id),
		actor: text().notNull(),
		verb: text().notNull(),
		target: text().notNull(),
		bodySalt: text().notNull(),
		bodyHmac: text().notNull(),
		status: smallint().notNull(),
		answer: text().notNull(),
		at: instant().notNull()
	},
	(t) => [index('commands_by_age').on(t.at)]
);
