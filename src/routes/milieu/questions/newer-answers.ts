/** Two tablets at the same person's questions: which answers are newer than those that this screen began with. */
import type { AnswerShown, QuestionSet } from '#lib/contract/questions.ts';
import type { AllSaid, Said } from '#lib/contract/said-answers.ts';

/** Those of the touched questions that somebody noted since, and that say something else. */
export function newerAnswers(
	before: readonly AnswerShown[],
	now: readonly AnswerShown[],
	touched: AllSaid
): AnswerShown[] {
	return now.filter((answer) => {
		const mine = touched[answer.question];
		if (mine === undefined || saysTheSame(answer, mine)) return false;
		return before.find(({ question }) => question === answer.question)?.at !== answer.at;
	});
}

function saysTheSame({ field, status, values }: AnswerShown, mine: Said): boolean {
	// The value of a question with a field is not in the answer: two values can't be told apart, so both are shown.
	if (status !== mine.status) return false;
	if (status !== 'answered') return true;
	return field === null && values.map(({ value }) => value).join() === [...mine.values].join();
}

/** What a file says already, to begin from. */
export function saidBefore(questions: QuestionSet, answers: readonly AnswerShown[]): AllSaid {
	return Object.fromEntries(
		answers
			.filter(({ question, version }) => questions.some((q) => q.id === question && q.version === version))
			.map(({ question, status, values }) => [
				question,
				{ status, values: values.map(({ value }) => value) } satisfies Said
			])
	);
}
