/** Whether answers fit the questions that they were given to. */
import { KEPT_BESIDE, type AskedQuestion, type GivenAnswer } from '#lib/domain/question/question.ts';
import type { VisitEvent } from '#lib/domain/visit/events.ts';
import { refuse, type Refusal } from '#lib/domain/queue/refusals.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';

/** One answer among those of a site: a question of a visit. */
export const answerKey = (visitId: string, question: string): string => `${visitId} ${question}`;

/**
 * Null when each answer fits, and none would silently replace one that somebody else noted meanwhile; else what is
 * wrong with the first that does not, and with which question.
 */
export function answersRefusal(
	{ questions, answeredAt }: Pick<SiteState, 'questions' | 'answeredAt'>,
	visitId: string,
	answers: readonly GivenAnswer[]
): Refusal | null {
	for (const [at, answer] of answers.entries()) {
		const isSecond = answers.findIndex(({ question }) => question === answer.question) !== at;
		const refusal = isSecond ? unfit(answer) : answerRefusal(questions.get(answer.question), answer);
		if (refusal !== null) return refusal;
	}
	const overtaken = answers.find(
		({ question, over }) =>
			over !== undefined && over !== (answeredAt.get(answerKey(visitId, question)) ?? null)
	);
	return overtaken === undefined ? null : refuse('answered_meanwhile', { field: overtaken.question });
}

function answerRefusal(question: AskedQuestion | undefined, answer: GivenAnswer): Refusal | null {
	const { version, status, values } = answer;
	const asked = question?.versions.get(version);
	if (question === undefined || asked === undefined)
		return refuse('unknown_question', { field: answer.question });
	if (asked.withdrawn) return refuse('question_withdrawn', { field: answer.question });
	const inColumn = question.field !== null && !KEPT_BESIDE.includes(question.field);
	if (inColumn || status !== 'answered') return values.length === 0 ? null : unfit(answer);
	if (values.length === 0 || (values.length > 1 && !asked.many)) return unfit(answer);
	const isKnown = values.every((value, at) => asked.options.has(value) && values.indexOf(value) === at);
	return isKnown ? null : unfit(answer);
}

function unfit({ question }: GivenAnswer): Refusal {
	return refuse('unknown_answer', { field: question });
}

/** Says that questions were answered, when some were. */
export function answeredEvents(visitId: string, answers: readonly GivenAnswer[]): VisitEvent[] {
	if (answers.length === 0) return [];
	const which = answers.map(({ question, version }) => ({ question, version }));
	return [{ type: 'QuestionsAnswered', visitId, answers: which }];
}
