/**
 * A turn per site before any work is done for it: sixty callers at one site must not fill the event loop that
 * another site's helper waits for. Sites share a fixed number of lines, so that made-up names cost no memory.
 */
import { createHash } from 'node:crypto';
import pLimit from 'p-limit';

const LINES = 64;
/** Enough to fill a group at the door while the next one gathers. */
const AT_ONCE = 12;
/**
 * Nobody is known yet in these lines, so they end: this many are ten times what the busiest evening sends at once, and
 * are through in some seconds.
 */
const WAITING_AT_MOST = 400;

const lines = Array.from({ length: LINES }, () => pLimit(AT_ONCE));

/** Runs `serve` when it is this site's turn, first come, first served; null when too many wait there already. */
export function inTurn<R>(siteId: string, serve: () => Promise<R>): Promise<R> | null {
	const [first = 0] = createHash('sha1').update(siteId).digest();
	const line = lines[first % LINES];
	if (line === undefined) return serve();
	return line.pendingCount >= WAITING_AT_MOST ? null : line(serve);
}
