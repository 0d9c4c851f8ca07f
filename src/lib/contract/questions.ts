/** Questions of the welcome and the answers to them, over the wire (R-I2). */
import { z } from '#lib/contract/schema.ts';
import {
	ANSWER_STATUSES,
	QUESTION_FIELDS,
	QUESTION_STAGES,
	type GivenAnswer
} from '#lib/domain/question/question.ts';

export { ANSWER_STATUSES, type AnswerStatus, type QuestionField } from '#lib/domain/question/question.ts';

/** The id of a question, which is a row. */
const questionId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);
/** The code of a choice: « 65+ », « other_province ». */
const optionValue = z.string().regex(/^[a-z0-9][a-z0-9_+-]{0,39}$/);
const version = z.int().min(1).max(32_000);

/** Most questions that one command may answer. */
const MOST_ANSWERS = 40;

/** What was said to questions; values only with `answered`, and none where the value has a column of its own. */
export const answersBody = z
	.array(
		z.strictObject({
			question: questionId,
			version,
			status: z.enum(ANSWER_STATUSES),
			values: z.array(optionValue).max(20).optional(),
			/**
			 * `at` of the answer that was on the screen, null when there was none: somebody else's answer since then is
			 * not replaced, the command is refused (`answered_meanwhile`). Without it, the last answer stands.
			 */
			over: z.iso.datetime().nullable().optional()
		})
	)
	.max(MOST_ANSWERS);
export type AnswersBody = z.infer<typeof answersBody>;

/** The command's form of it. */
export function givenAnswers(body: AnswersBody | undefined): GivenAnswer[] {
	return (body ?? []).map(({ values = [], over, ...answer }) => ({
		...answer,
		values,
		...(over !== undefined && { over: over === null ? null : Date.parse(over) })
	}));
}

/** One question in one language, as a screen asks it. */
export const questionShown = z.object({
	id: z.string(),
	version: z.int(),
	/** Where the answer goes; null for one that only reports will ask for. */
	field: z.enum(QUESTION_FIELDS).nullable(),
	stage: z.enum(QUESTION_STAGES),
	/** More than one choice may hold. */
	many: z.boolean(),
	/** Also asked where the person is alone with the screen. */
	alone: z.boolean(),
	/** `tu` is null where one form serves both. */
	text: z.object({ tu: z.string().nullable(), vous: z.string(), help: z.string().nullable() }),
	options: z.array(z.object({ value: z.string(), label: z.string(), pictogram: z.string().nullable() })),
	/** The language asked for has no text: this one is French. */
	fallback: z.boolean()
});
export type QuestionShown = z.infer<typeof questionShown>;
/** The questions of today in one language, in the order of asking. */
export type QuestionSet = QuestionShown[];

/** An answer as a visit's file shows it, in French. */
export const answerShown = z.object({
	question: z.string(),
	version: z.int(),
	/** As it was asked. */
	text: z.string(),
	/** Where its value is; null when `values` holds it. */
	field: z.enum(QUESTION_FIELDS).nullable(),
	status: z.enum(ANSWER_STATUSES),
	values: z.array(z.object({ value: z.string(), label: z.string() })),
	/** Who noted it last, and when. */
	by: z.string(),
	at: z.iso.datetime()
});
export type AnswerShown = z.infer<typeof answerShown>;

/** The form of a file of questions, for `npm run admin -- questions load`. */
const lang = z.string().regex(/^[a-z]{2,4}(-[A-Za-z0-9]{2,8})?$/);
const sentence = z.string().trim().min(1).max(200);
const label = z.string().trim().min(1).max(60);
export const questionFile = z.object({
	questions: z
		.array(
			z.strictObject({
				id: questionId,
				field: z.enum(QUESTION_FIELDS).nullable().default(null),
				stage: z.enum(QUESTION_STAGES),
				many: z.boolean().default(false),
				alone: z.boolean().default(true),
				/** By language; French is needed, since every other one falls back to it. */
				texts: z.record(
					lang,
					z.strictObject({
						tu: sentence.nullable().default(null),
						vous: sentence,
						help: sentence.nullable().default(null)
					})
				),
				options: z
					.array(
						z.strictObject({
							value: optionValue,
							pictogram: z.string().max(40).nullable().default(null),
							labels: z.record(lang, label)
						})
					)
					.max(40)
					.default([])
			})
		)
		.max(60)
});
export type QuestionFile = z.infer<typeof questionFile>;
