/** What may be asked at the door, as versioned rows, and what was answered. Every question may be skipped (R-I2). */
import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '#db/schema/columns.ts';
import { visit } from '#db/schema/queue.ts';

export const question = pgTable(
	'question',
	{
		id: text().primaryKey(),
		/** The visit's own column that the answer goes to; null when only reports will ask for it. */
		field: text(),
		/** `intake`: before the place on the list. `later`: when there is time. `after`: after the encounter. */
		stage: text({ enum: ['intake', 'later', 'after'] }).notNull(),
		position: smallint().notNull()
	},
	(t) => [check('stage_is_known', sql`${t.stage} in ('intake', 'later', 'after')`)]
);

/** A question is never edited: it gets a new version, and the former one is withdrawn. */
export const questionVersion = pgTable(
	'question_version',
	{
		questionId: text()
			.notNull()
			.references(() => question.id),
		version: smallint().notNull(),
		/** More than one answer may be chosen. */
		many: boolean().notNull().default(false),
		/** Also asked where the person is alone with the screen. */
		alone: boolean().notNull().default(true),
		since: instant().notNull(),
		withdrawnAt: instant()
	},
	(t) => [primaryKey({ columns: [t.questionId, t.version] })]
);

export const questionText = pgTable(
	'question_text',
	{
		questionId: text().notNull(),
		version: smallint().notNull(),
		lang: text().notNull(),
		/** « tu » and « vous » differ in some languages only: null where one form serves both. */
		tu: text(),
		vous: text().notNull(),
		help: text()
	},
	(t) => [
		primaryKey({ columns: [t.questionId, t.version, t.lang] }),
		foreignKey({
			name: 'text_of_a_version',
			columns: [t.questionId, t.version],
			foreignColumns: [questionVersion.questionId, questionVersion.version]
		})
	]
);

export const questionOption = pgTable(
	'question_option',
	{
		questionId: text().notNull(),
		version: smallint().notNull(),
		/** Of a question with a field: one of the codes that the field knows. */
		value: text().notNull(),
		position: smallint().notNull(),
		pictogram: text()
	},
	(t) => [
		primaryKey({ columns: [t.questionId, t.version, t.value] }),
		foreignKey({
			name: 'option_of_a_version',
			columns: [t.questionId, t.version],
			foreignColumns: [questionVersion.questionId, questionVersion.version]
		})
	]
);

export const questionOptionText = pgTable(
	'question_option_text',
	{
		questionId: text().notNull(),
		version: smallint().notNull(),
		value: text().notNull(),
		lang: text().notNull(),
		label: text().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.questionId, t.version, t.value, t.lang] }),
		foreignKey({
			name: 'text_of_an_option',
			columns: [t.questionId, t.version, t.value],
			foreignColumns: [questionOption.questionId, questionOption.version, questionOption.value]
		})
	]
);

/** No row: never asked. Coded values only, none for a question whose answer has a column of its own. */
export const visitAnswer = pgTable(
	'visit_answer',
	{
		visitId: uuid()
			.notNull()
			.references(() => visit.id),
		questionId: text().notNull(),
		version: smallint().notNull(),
		status: text({ enum: ['answered', 'declined', 'unknown'] }).notNull(),
		values: text().array().notNull().default([])
	},
	(t) => [
		primaryKey({ columns: [t.visitId, t.questionId] }),
		foreignKey({
			name: 'answer_to_a_version',
			columns: [t.questionId, t.version],
			foreignColumns: [questionVersion.questionId, questionVersion.version]
		}),
		check('answer_is_known', sql`${t.status} in ('answered', 'declined', 'unknown')`)
	]
);
