/** Answers to questions, as a file shows them. */
import type { AnswerShown, AnswerStatus } from '#lib/contract/questions.ts';
import { m } from '#lib/messages/compiled/messages.js';

/** What became of a question, in words; « answered » alone where the value has a place of its own. */
export const ANSWER_STATUS: Record<AnswerStatus, () => string> = {
	answered: m.answer_answered,
	declined: m.answer_declined,
	unknown: m.answer_unknown
};

/** Question and answer, for those whose value or refusal no other line of the file tells. */
export function answerTexts(answers: readonly AnswerShown[]): [string, string][] {
	return answers
		.filter(({ field, status }) => field === null || status !== 'answered')
		.map(({ text, status, values }) => [
			text,
			values.length > 0 ? values.map(({ label }) => label).join(', ') : ANSWER_STATUS[status]()
		]);
}
