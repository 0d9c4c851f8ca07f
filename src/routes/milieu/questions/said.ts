/** What is said to questions on a screen, touch by touch, until it is sent. */
import type { QuestionShown } from '#lib/contract/questions.ts';
import type { AllSaid, Said } from '#lib/contract/said-answers.ts';

/** The same without some questions. */
export function without(said: AllSaid, ids: readonly string[]): AllSaid {
	return Object.fromEntries(Object.entries(said).filter(([id]) => !ids.includes(id)));
}

/** A choice touched: the only one, or one more, or taken back. */
export function chosen(question: QuestionShown, before: Said | undefined, value: string): Said | undefined {
	const values = before?.values ?? [];
	if (!question.many) return { status: 'answered', values: [value] };
	const after = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
	return after.length === 0 ? undefined : { status: 'answered', values: after };
}
