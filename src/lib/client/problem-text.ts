import type { Problem } from '#lib/contract/problems.ts';
import { m } from '#lib/messages/compiled/messages.js';

/** The sentence for the person in front of the screen, with the number to give to those who keep the log. */
export function problemText({ detail, errorId }: Pick<Problem, 'detail' | 'errorId'>): string {
	return errorId === undefined ? detail : `${detail} ${m.ui_error_id({ id: errorId })}`;
}
