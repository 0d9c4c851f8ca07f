/** What somebody alone answered, as the command takes it. */
import type { RegisterBody } from '#lib/contract/commands.ts';
import type { AnswersBody, QuestionShown } from '#lib/contract/questions.ts';
import { answersOf, columnsOf, type AllSaid } from '#lib/contract/said-answers.ts';

type Answer = AnswersBody[number];

/** These have a screen of their own, or nothing to touch. */
const ASKED_OTHERWISE: readonly QuestionShown['field'][] = ['alias', 'language', 'reasons', 'pressing'];

/** True when a question with this field is one of those that follow each other. */
export function isKept(field: QuestionShown['field']): boolean {
	return !ASKED_OTHERWISE.includes(field);
}

/**
 * Values that have a column go there, the others stay with their question. An answer to what is not asked any more
 * is left out: nobody loses a place on the list because a question changed meanwhile.
 */
export function keptAnswers(
	questions: readonly QuestionShown[],
	given: AnswersBody
): Partial<RegisterBody> & { readonly answers: AnswersBody } {
	const fitting = given.filter((answer) => questions.some((question) => fits(question, answer)));
	const said: AllSaid = Object.fromEntries(
		fitting.map(({ question, status, values = [] }) => [question, { status, values }])
	);
	const asked = [...questions];
	// The options of a question with a field are codes of that field: the question's own rows were checked so.
	return { ...(columnsOf(asked, said) as Partial<RegisterBody>), answers: answersOf(asked, said) };
}

function fits({ id, version, options, field, many }: QuestionShown, answer: Answer): boolean {
	const values = answer.values ?? [];
	if (answer.question !== id || answer.version !== version || !isKept(field)) return false;
	if (answer.status !== 'answered') return values.length === 0;
	const known = values.every((value) => options.some((option) => option.value === value));
	return known && values.length > 0 && (many || values.length === 1);
}
