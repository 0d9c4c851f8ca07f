/** Months and days as people count them; the night of the network. */
import { Temporal } from '@js-temporal/polyfill';
import type { Calendar } from '#lib/domain/retention/retention.ts';
import { localDayOf } from '#lib/server/store/local-time.ts';

/** Where the network is: months of keeping are counted, and the job runs, by this clock. */
export const NETWORK_TIMEZONE = 'America/Toronto';
const NIGHT = { hour: 3, minute: 30 };
/** The same for croner. */
export const EVERY_NIGHT = `${NIGHT.minute} ${NIGHT.hour} * * *`;

const zoned = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(NETWORK_TIMEZONE);

/** 24 months after 29 February is 28 February; hours are hours, also in the night when the clock changes. */
export const calendar: Calendar = {
	after: (from, { amount, unit }) => {
		const durations = { hour: { hours: amount }, day: { days: amount }, month: { months: amount } };
		return zoned(from).add(durations[unit]).epochMilliseconds;
	},
	dayOf: localDayOf
};

/** The last instant (ms) before or at `now` when the job was due. */
export function lastNight(now: number): number {
	const here = zoned(now);
	const tonight = here.with({ ...NIGHT, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
	return (tonight.epochMilliseconds <= now ? tonight : tonight.subtract({ days: 1 })).epochMilliseconds;
}
