/** Two tablets at the same person's questions: which answers are newer than those that this screen began with. */
import type { FileAnswer } from '#lib/contract/answers.ts';
import type { AnswerShown, QuestionField, QuestionSet } from '#lib/contract/questions.ts';
import type { AllSaid, Said, SeenAt } from '#lib/contract/said-answers.ts';

type File = FileAnswer['visit'];

/** Where a file keeps what was said to a question with a field; those that it keeps beside are in the answer itself. */
const COLUMN: Partial<Record<QuestionField, (file: File) => string | null>> = {
	alias: ({ alias }) => alias,
	call_by: ({ callBy }) => callBy,
	language: ({ language }) => language,
	pressing: ({ pressing }) => pressing,
	peer_wanted: ({ peerWanted }) => peerWanted,
	trainee_accepted: ({ traineeAccepted }) => traineeAccepted,
	quiet_corner: ({ quietCorner }) => quietCorner,
	dim_light: ({ dimLight }) => dimLight,
	health_card: ({ healthCard }) => healthCard
};

/** The answers of a file, with the values that it keeps in places of their own. */
export function answersIn(file: File, questions: QuestionSet): AnswerShown[] {
	return file.answers.map((answer) => {
		const value = answer.field === null ? undefined : COLUMN[answer.field]?.(file);
		if (value == null || answer.status !== 'answered') return answer;
		const options = questions.find(({ id }) => id === answer.question)?.options ?? [];
		const label = options.find((option) => option.value === value)?.label ?? value;
		return { ...answer, values: [{ value, label }] };
	});
}

/** When each was noted. */
export function seenAt(answers: readonly AnswerShown[]): SeenAt {
	return Object.fromEntries(answers.map(({ question, at }) => [question, at]));
}

/** Those of the touched questions that somebody noted since, and that say something else. */
export function newerAnswers(seen: SeenAt, now: readonly AnswerShown[], touched: AllSaid): AnswerShown[] {
	return now.filter((answer) => {
		const mine = touched[answer.question];
		return mine !== undefined && seen[answer.question] !== answer.at && !saysTheSame(answer, mine);
	});
}

function saysTheSame({ status, values }: AnswerShown, mine: Said): boolean {
	if (status !== mine.status) return false;
	const own = mine.text === undefined ? [...mine.values] : [mine.text];
	return status !== 'answered' || values.map(({ value }) => value).join() === own.join();
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
