/** One afternoon in November: every test starts at the same minute. */
const MINUTE = 60_000;

/** The block's start: 13:00 in America/Toronto on 18 November 2026. */
export const OPENING = Date.UTC(2026, 10, 18, 18, 0);
export const TODAY = '2026-11-18';
export const TOMORROW = '2026-11-19';

/** The instant so many minutes after the opening. */
export const minute = (minutes: number): number => OPENING + minutes * MINUTE;
export const minutes = (count: number): number => count * MINUTE;
export const seconds = (count: number): number => count * 1000;

/** `prefix-1`, `prefix-2`… */
export function counter(prefix: string): () => string {
	let count = 0;
	return () => `${prefix}-${++count}`;
}
