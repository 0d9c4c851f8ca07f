/** How long each kind of data is kept (R-P8), and what is due at an instant. */

/** `recent_aliases` erases nothing: it is how far back a site's staff may pick among aliases. */
export const RETENTION_CATEGORIES = ['visit_values', 'person', 'recent_aliases'] as const;
export type RetentionCategory = (typeof RETENTION_CATEGORIES)[number];

export interface Keeping {
	readonly amount: number;
	readonly unit: 'hour' | 'day' | 'month';
}
export type Retention = Readonly<Record<RetentionCategory, Keeping>>;

/** What a network may choose; shorter than `least` nobody could be called any more, longer than `most` nothing is forgotten. */
export const RETENTION_BOUNDS = {
	visit_values: { unit: 'hour', least: 1, most: 30 * 24 },
	person: { unit: 'month', least: 1, most: 60 },
	recent_aliases: { unit: 'day', least: 1, most: 365 }
} as const satisfies Record<RetentionCategory, { unit: Keeping['unit']; least: number; most: number }>;

/** The calendar that months and days are counted by. */
export interface Calendar {
	/** The instant (ms) from which what began at `from` has been kept long enough. */
	after(from: number, keeping: Keeping): number;
	/** The local day of an instant, `YYYY-MM-DD`. */
	dayOf(at: number, timezone: string): string;
}

/** Somebody goes on looking after this, on a day of the site's calendar. */
export interface FollowUp {
	readonly on: string;
	readonly timezone: string;
}

export interface VisitKept {
	/** When its block was closed; else when it should have ended, and the day of the visit was over; ms. */
	readonly endedAt: number;
	readonly followUps: readonly FollowUp[];
}

/** A person with all who were merged into them: one history, forgotten at once. */
export interface FamilyKept {
	/** When each of them was last seen; ms. */
	readonly lastSeenAt: readonly number[];
	readonly followUps: readonly FollowUp[];
	/** Until when each of their unfinished visits may be waited for, as `VisitKept.endedAt`; ms. */
	readonly unfinishedUntil: readonly number[];
}

/** `kept`: its time has come, and something open holds it. */
export type Standing = 'due' | 'kept' | 'not_yet';

/** Values of a visit: `keeping` after the end of its block, unless a follow-up is open. */
export function standingOfVisit(
	visit: VisitKept,
	at: number,
	keeping: Keeping,
	calendar: Calendar
): Standing {
	if (at < calendar.after(visit.endedAt, keeping)) return 'not_yet';
	return hasOpen(visit.followUps, at, calendar) ? 'kept' : 'due';
}

/**
 * A family: `keeping` after any of them was last seen, unless one is here or a follow-up is open. Nobody is here in a
 * block that should have ended on an earlier day, though nobody closed it.
 */
export function standingOfFamily(
	family: FamilyKept,
	at: number,
	keeping: Keeping,
	calendar: Calendar
): Standing {
	if (at < calendar.after(Math.max(...family.lastSeenAt), keeping)) return 'not_yet';
	const isHere = family.unfinishedUntil.some((until) => until > at);
	return isHere || hasOpen(family.followUps, at, calendar) ? 'kept' : 'due';
}

function hasOpen(followUps: readonly FollowUp[], at: number, calendar: Calendar): boolean {
	return followUps.some(({ on, timezone }) => on >= calendar.dayOf(at, timezone));
}

const SHORTEST_MS = { hour: 3_600_000, day: 23 * 3_600_000, month: (28 * 24 - 1) * 3_600_000 };

/** No stretch of this length is shorter, in ms: what began later need not be looked at. */
export function shortestMs({ amount, unit }: Keeping): number {
	return amount * SHORTEST_MS[unit];
}

/** A clock this far behind the latest run was turned back; ms. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** How far the database's clock is behind the latest run, in ms, when that is more than clocks differ; else 0. */
export function behindBy(now: number, latestRunAt: number | null): number {
	const behind = latestRunAt === null ? 0 : latestRunAt - now;
	return behind > CLOCK_TOLERANCE_MS ? behind : 0;
}

/** The instant of a run: turning the clock back keeps nothing that was due. */
export function instantOfRun(now: number, latestRunAt: number | null): number {
	return Math.max(now, latestRunAt ?? now);
}

/**
 * True when a night was missed: the latest run (or, before any, the first visit) is older than the last time that
 * the job was due, `slot`. A clock that was turned back says nothing about nights: then it is always due.
 */
export function isNightMissed(
	{ latestRunAt, firstVisitAt }: { latestRunAt: number | null; firstVisitAt: number | null },
	slot: number,
	now: number
): boolean {
	if (behindBy(now, latestRunAt) > 0) return true;
	const since = latestRunAt ?? firstVisitAt;
	return since !== null && since < slot;
}
