/** What a form answers when too many wait for a hash: nothing was done, and when to press again. */
import { fail } from '@sveltejs/kit';
import type { TooMany } from '#lib/server/auth/passwords.ts';
import { refusedProblem } from '#lib/server/http/refusals.ts';

/** The failure that the page's notice shows. */
export function tooMany(refused: TooMany) {
	const problem = refusedProblem(refused);
	return fail(problem.status, { problem });
}
