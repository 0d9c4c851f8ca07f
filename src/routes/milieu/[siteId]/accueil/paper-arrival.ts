/** When the person of a paper card came, from what is written on it. */

/** Choices of « il y a », in minutes. */
export const PAPER_MINUTES = [5, 10, 20, 30, 45, 60, 90] as const;

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
/** Two clocks are never quite the same: a card may be a little ahead of this one. */
const AHEAD_MINUTES = 5;

/** How long ago `time` (« 13:05 ») was, at the site's own clock `now`; null when it is still to come. */
export function ageAt(time: string, now: string): number | null {
	const [at, here] = [minuteOf(time), minuteOf(now)];
	if (at === null || here === null) return null;
	const ago = here - at;
	if (ago >= 0) return ago * MINUTE;
	if (-ago <= AHEAD_MINUTES) return 0;
	// Just after midnight, a card of the evening before.
	const fromYesterday = ago + DAY_MINUTES;
	return fromYesterday <= DAY_MINUTES / 2 ? fromYesterday * MINUTE : null;
}

/** The site's own time of day, « 13:05 ». */
export function timeOfDay(nowMs: number, timeZone: string): string {
	return new Intl.DateTimeFormat('en-GB', {
		...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
		timeZone
	}).format(nowMs);
}

function minuteOf(time: string): number | null {
	const found = /^(\d{2}):(\d{2})/.exec(time);
	return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}
