/** What an outcome of the doors says no with: a code, or « too many » with the time to wait. */
import type { Problem, ProblemCode } from '#lib/contract/problems.ts';
import { tooManyProblem, tooManyResponse } from '#lib/server/http/limited.ts';
import { problemOf, problemResponse } from '#lib/server/http/problem.ts';

type Refused =
	{ readonly refused: ProblemCode } | { readonly refused: 'too_many'; readonly retryAfterMs: number };

/** For a page. */
export function refusedProblem(outcome: Refused): Problem {
	return 'retryAfterMs' in outcome ? tooManyProblem(outcome.retryAfterMs) : problemOf(outcome.refused);
}

/** For the API. */
export function refusedResponse(outcome: Refused): Response {
	return 'retryAfterMs' in outcome ? tooManyResponse(outcome.retryAfterMs) : problemResponse(outcome.refused);
}
