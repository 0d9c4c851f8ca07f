/** Somebody who was put on the list a moment ago, for the screen that shows their word. */
import type { VisitAnswer } from '#lib/contract/answers.ts';
import type { QuestionSet } from '#lib/contract/questions.ts';
import type { Noted } from '../../questions/note-answers.ts';
import type { AllSaid } from '#lib/contract/said-answers.ts';

export interface Registered {
	readonly visit: VisitAnswer['visit'];
	/** They were not asked yet whether they want to be known the next time. */
	readonly askAgain: boolean;
	/** Typed from a card; the next one is a card too. */
	readonly paper: boolean;
	/** Questions that were on the screen. */
	readonly seen: readonly string[];
	/** What became of the answers; null when nothing was asked. */
	readonly unsent: (Noted & { questions: QuestionSet; said: AllSaid }) | null;
}
