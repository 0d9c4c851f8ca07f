/**
 * What a screen advises while somebody who was called does not come: up to three calls over ten minutes, then to keep
 * their place (R-Q6). Nothing happens by itself.
 */
const MINUTE = 60_000;

/** Calls in all: one more is advised from each of these on, since the first. */
const AGAIN_FROM = [5 * MINUTE, 10 * MINUTE];
/** So long after the last advised call, for somebody who heard that one to come. */
const HEARD_MS = 2 * MINUTE;

type CallAdvice = 'wait' | 'recall' | 'keep_place';

/** `calledAt` is the first of these calls, `callCount` how often they were called in all; null for nobody called. */
export function callAdvice(
	{ calledAt, callCount }: { readonly calledAt: string | null; readonly callCount: number },
	nowMs: number
): CallAdvice | null {
	if (calledAt === null) return null;
	const waited = nowMs - Date.parse(calledAt);
	const due = AGAIN_FROM.filter((from) => waited >= from).length;
	if (callCount <= due) return 'recall';
	return waited >= Math.max(...AGAIN_FROM) + HEARD_MS ? 'keep_place' : 'wait';
}
