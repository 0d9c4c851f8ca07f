import type { Problem } from '#lib/contract/problems.ts';

/** The sentence for the person in front of the screen. */
export function problemText(problem: Pick<Problem, 'detail'>): string {
	return problem.detail;
}
