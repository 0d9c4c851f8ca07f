/** A site's local day and wall clock (America/Toronto), never UTC: the clinic's day turns at local midnight. */
import { Temporal } from '@js-temporal/polyfill';

/** The local calendar day of an instant (ms), as `YYYY-MM-DD`. */
export function localDayOf(at: number, timezone: string): string {
	return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).toPlainDate().toString();
}

/** ISO weekday of a local day: 1 is Monday. */
export function weekdayOf(localDay: string): number {
	return Temporal.PlainDate.from(localDay).dayOfWeek;
}

/** The instant (ms) of a wall-clock time on a local day; in a skipped hour, the first instant after it. */
export function instantOf(localDay: string, wallTime: string, timezone: string): number {
	const time = Temporal.PlainTime.from(wallTime);
	return Temporal.PlainDate.from(localDay).toZonedDateTime({ timeZone: timezone, plainTime: time })
		.epochMilliseconds;
}

/** First and last instant (ms) of a local day; 23 or 25 hours apart when the clock changes. */
export function boundsOfDay(localDay: string, timezone: string): { from: number; until: number } {
	const start = Temporal.PlainDate.from(localDay).toZonedDateTime({ timeZone: timezone });
	return { from: start.epochMilliseconds, until: start.add({ days: 1 }).epochMilliseconds - 1 };
}

/** The local day so many days later. */
export function daysAfter(localDay: string, days: number): string {
	return Temporal.PlainDate.from(localDay).add({ days }).toString();
}

/** How many days after `from` the day `until` is. */
export function daysBetween(from: string, until: string): number {
	return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until)).days;
}
