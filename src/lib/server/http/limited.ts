/** « Too many »: in which words, and when to try again. */
import type { Problem } from '#lib/contract/problems.ts';
import { m } from '#lib/messages/compiled/messages.js';
import type { Limits, Who } from '#lib/server/limits/limits.ts';
import type { CountName } from '#lib/server/limits/table.ts';
import { problemOf } from '#lib/server/http/problem.ts';

const LONGEST_IN_SECONDS = 90;

/** The body of a 429 that says how long to wait. */
export function tooManyProblem(retryAfterMs: number): Problem {
	const seconds = toSeconds(retryAfterMs);
	const detail =
		seconds <= LONGEST_IN_SECONDS
			? m.problem_too_many_seconds({ count: seconds })
			: m.problem_too_many_minutes({ count: Math.ceil(seconds / 60) });
	return { ...problemOf('too_many'), detail };
}

/** 429 with Retry-After: whole seconds, never too few. */
export function tooManyResponse(retryAfterMs: number): Response {
	const problem = tooManyProblem(retryAfterMs);
	return new Response(JSON.stringify(problem), {
		status: problem.status,
		headers: {
			'content-type': 'application/problem+json',
			'cache-control': 'no-store',
			'retry-after': String(toSeconds(retryAfterMs))
		}
	});
}

/** Whose points an account's request takes: the enrolled tablet's or, all together, those of other browsers. */
export function whoOf({ device }: Pick<App.Locals, 'device'>, account: string): Who {
	return { account, deviceId: device?.id ?? null };
}

/** Takes one point; the refusal when none is left, else null. */
export async function refusalOver(limits: Limits, limit: CountName, who: Who): Promise<Response | null> {
	const allowed = await limits.consume(limit, who);
	return allowed.ok ? null : tooManyResponse(allowed.retryAfterMs);
}

function toSeconds(ms: number): number {
	return Math.max(1, Math.ceil(ms / 1000));
}
