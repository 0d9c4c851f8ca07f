/** The questions of this page, and the way to the newest ones. */
import { invalidate } from '$app/navigation';
import type { QuestionSet } from '#lib/contract/questions.ts';

export interface Asked {
	readonly form: 'tu' | 'vous';
	readonly set: QuestionSet;
}

/** Reads them again: one of them changed while the page was open. */
export function renewQuestions(): Promise<void> {
	return invalidate('halte:questions');
}
