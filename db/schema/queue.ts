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
	uniqueIndex,
	uuid,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import { instant, sealed } from '#db/schema/columns.ts';
import { person } from '#db/schema/person.ts';
import { service, site } from '#db/schema/network.ts';

/** The row that every change of a site locks: its order, its clock, its place in history. */
export const siteHead = pgTable('site_head', {
	siteId: text()
		.primaryKey()
		.references(() => site.id),
	/** Raised by a restore, so that clients take an older `seq`. */
	epoch: integer().notNull().default(1),
	seq: bigint({ mode: 'number' }).notNull().default(0),
	/** Hash of the last event. */
	chainHead: text(),
	/** Events from a version without hashes, counted when this column was made: no others may stand in front of the chain. */
	unhashedEvents: bigint({ mode: 'number' }).notNull().default(0),
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
		/** Whether the party is called together or one after the other. */
		partyMode: text().notNull().default('together'),
		/** An animal has a visit of its own beside its human's, and is not counted as a person (R-Q9). */
		subject: text().notNull().default('person'),
		/** The animal that is there: of an animal's visit itself, else the one that came along. */
		animalSpecies: text(),
		/** As the person says. */
		animalTemper: text(),
		/** The visit of the human, for an animal's. */
		withVisitId: uuid(),
		/** « Ça presse ? » */
		pressing: text().notNull().default('not_asked'),
		/** Wishes (R-D8). */
		quietCorner: text().notNull().default('not_asked'),
		dimLight: text().notNull().default('not_asked'),
		/** An interpreter is an object (R-I10): all null when nobody asked for one. */
		interpreterLanguage: text(),
		interpreterMode: text(),
		interpreterGender: text(),
		interpreterNoRelative: boolean(),
		interpreterAskedAt: instant(),
		interpreterConfirmedAt: instant(),
		/** « Ça va toujours ? », asked last. */
		checkedAt: instant(),
		reasons: text().array().notNull(),
		/** Derived: nothing is left to do for this visit in its block, or the block was closed. */
		finished: boolean().notNull(),
		lastStep: jsonb(),
		/** Null for somebody who is not known, or no more. */
		personId: uuid().references((): AnyPgColumn => person.id),
		/** The visit that took this one's place: the same person had been put on the list twice. */
		mergedInto: uuid(),
		/** Whether there is a card, never its number. */
		healthCard: text().notNull().default('not_asked'),
		/** What the person was told about their information, once per visit (R-22.1, s. 14). */
		noticeVersion: smallint(),
		noticeLanguage: text(),
		noticeWay: text(),
		/** Somebody goes on looking after this: alias and contact stay until then. */
		followUpBy: text(),
		followUpOn: date()
	},
	(t) => [
		uniqueIndex('word_once_per_site_and_day').on(t.siteId, t.localDay, t.word),
		index('visit_words_of_a_day').on(t.siteId, t.registeredAt),
		index('unfinished_visits')
			.on(t.blockId)
			.where(sql`not ${t.finished}`),
		index('visits_of_a_block').on(t.blockId),
		index('visits_of_a_person').on(t.personId),
		uniqueIndex('one_active_visit_per_person_and_site')
			.on(t.siteId, t.personId)
			.where(sql`not ${t.finished} and ${t.personId} is not null`),
		check(
			'health_card_is_known',
			sql`${t.healthCard} in ('yes', 'no', 'lost', 'expired', 'other_province', 'pfsi', 'unknown', 'declined', 'not_asked')`
		),
		check('presence_is_known', sql`${t.presence} in ('here', 'stepped_out', 'absent', 'left')`),
		check('party_mode_is_known', sql`${t.partyMode} in ('together', 'one_after_other')`),
		check('subject_is_known', sql`${t.subject} in ('person', 'animal')`),
		check('animal_has_a_human', sql`${t.subject} <> 'animal' or ${t.withVisitId} is not null`),
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
	/** In clear until 0.2; sealed at the first start since, and refused here (check below). */
	alias: text(),
	note: text(),
	contact: text(),
	aliasSealed: sealed(),
	noteSealed: sealed(),
	contactSealed: sealed(),
	/** Salt of the marks in the events; erased with the values, after which the marks say nothing. */
	salt: text().notNull()
});

/** Where somebody waits, so that they are found; gone at the end of the block, and in no log (R-P5, R-Q7). */
export const whereabouts = pgTable('whereabouts', {
	visitId: uuid()
		.primaryKey()
		.references(() => visit.id),
	roomId: text().notNull()
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
		data: jsonb().notNull(),
		/** Over this row and the hash of the one before it; null in rows from before the chain. */
		hash: text()
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
