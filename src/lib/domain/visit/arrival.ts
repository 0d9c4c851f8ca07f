/** When somebody arrived, from how long ago it was (ADR 10). */
import type { Block } from '#lib/domain/queue/site-state.ts';

const MINUTE = 60_000;
/** A list may be opened by the host before the team arrives, not the day before. */
const EARLIEST_BEFORE_BLOCK = 180 * MINUTE;
/** A slow form is not a moved arrival; more than this is shown to the team. */
const SHOWN_FROM = 2 * MINUTE;

/** `at − ageMs`, not before the block's start less three hours; flagged when moved or clamped. */
export function arrivalOf(
	at: number,
	ageMs: number,
	block: Pick<Block, 'startsAt'>
): { arrivedAt: number; backdated: boolean } {
	const earliest = Math.min(block.startsAt - EARLIEST_BEFORE_BLOCK, at);
	const wanted = at - ageMs;
	const arrivedAt = Math.max(wanted, earliest);
	return { arrivedAt, backdated: ageMs > SHOWN_FROM || arrivedAt !== wanted };
}
