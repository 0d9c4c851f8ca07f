/** Sends answers as a command of their own, so that a question that changed costs nobody their place. */
import { send } from '#lib/client/send.ts';
import type { Problem } from '#lib/contract/problems.ts';
import type { QuestionSet } from '#lib/contract/questions.ts';
import { answersOf, columnsOf, type AllSaid, type SeenAt } from '#lib/contract/said-answers.ts';
import { without } from './said.ts';

export interface Noted {
	/** Why nothing more could be noted; null when all the rest is. */
	readonly problem: Problem | null;
	/** Questions that changed while the screen was open: what was said to them is not noted. */
	readonly changed: readonly string[];
}

/**
 * Notes what was said, all but the questions that were withdrawn meanwhile. With `columns`, the visit's own columns go
 * along; a new visit has them already. With `seen`, nothing is noted over an answer that the screen did not show: the
 * problem is then `answered_meanwhile`.
 */
export async function noteAnswers(
	visitId: string,
	questions: QuestionSet,
	said: AllSaid,
	{ columns, seen }: { columns: boolean; seen?: SeenAt }
): Promise<Noted> {
	const changed: string[] = [];
	let left = said;
	while (Object.keys(left).length > 0) {
		const answers = answersOf(questions, left, seen);
		if (answers.length === 0) break;
		const values = columns ? columnsOf(questions, left) : {};
		const step = Object.keys(values).length > 0 ? 'details' : 'answers';
		const sent = await send(`/visits/${visitId}/${step}`, { ...values, answers });
		if (sent.ok) break;
		const gone = sent.problem.code === 'question_withdrawn' ? sent.problem.fields?.[0]?.path : undefined;
		if (gone === undefined || !(gone in left)) return { problem: sent.problem, changed };
		changed.push(gone);
		left = without(left, [gone]);
	}
	return { problem: null, changed };
}
