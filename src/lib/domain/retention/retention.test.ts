import { describe, expect, it } from 'vitest';
import {
	behindBy,
	instantOfRun,
	isNightMissed,
	shortestMs,
	standingOfFamily,
	standingOfVisit,
	type Keeping
} from '#lib/domain/retention/retention.ts';
import { calendar, lastNight } from '#lib/server/retention/calendar.ts';

const at = (local: string) => Date.parse(local);
const A_DAY: Keeping = { amount: 24, unit: 'hour' };
const TWO_YEARS: Keeping = { amount: 24, unit: 'month' };
const here = (on: string) => ({ on, timezone: 'America/Toronto' });

describe('Given values of a visit whose block ended at noon, kept for 24 hours', () => {
	const endedAt = at('2026-11-18T12:00:00-05:00');
	const standing = (now: string, ...days: string[]) =>
		standingOfVisit({ endedAt, followUps: days.map(here) }, at(now), A_DAY, calendar);

	it('when it is a second before noon the next day, then they stay', () => {
		expect(standing('2026-11-19T11:59:59-05:00')).toBe('not_yet');
	});

	it('when it is noon, then they are due', () => {
		expect(standing('2026-11-19T12:00:00-05:00')).toBe('due');
	});

	it('when somebody looks after it that day or later, then they are kept', () => {
		expect(standing('2026-11-19T23:59:00-05:00', '2026-11-19')).toBe('kept');
		expect(standing('2026-12-24T03:30:00-05:00', '2027-01-05')).toBe('kept');
	});

	it('when that day is over where the site is, then they are due, whatever the day in UTC', () => {
		expect(standing('2026-11-20T23:59:00-05:00', '2026-11-20')).toBe('kept');
		expect(standing('2026-11-21T00:00:00-05:00', '2026-11-20')).toBe('due');
	});

	it('when a clock goes back in between, then 24 hours are 24 hours', () => {
		const ended = { endedAt: at('2026-10-31T16:00:00-04:00'), followUps: [] };
		expect(standingOfVisit(ended, at('2026-11-01T14:59:59-05:00'), A_DAY, calendar)).toBe('not_yet');
		expect(standingOfVisit(ended, at('2026-11-01T15:00:00-05:00'), A_DAY, calendar)).toBe('due');
	});
});

describe('Given a person last seen on 29 February 2024, kept for 24 months', () => {
	const seen = at('2024-02-29T15:00:00-05:00');
	const family = { lastSeenAt: [seen], followUps: [], unfinishedUntil: [] };
	const standing = (now: string, more: object = {}) =>
		standingOfFamily({ ...family, ...more }, at(now), TWO_YEARS, calendar);

	it('when it is 27 February 2026, then they stay; the day after, at the hour, they are due', () => {
		expect(standing('2026-02-27T23:59:59-05:00')).toBe('not_yet');
		expect(standing('2026-02-28T14:59:59-05:00')).toBe('not_yet');
		expect(standing('2026-02-28T15:00:00-05:00')).toBe('due');
	});

	it('when one who was merged into them was seen later, then the latest counts', () => {
		const lastSeenAt = [seen, at('2024-06-01T10:00:00-04:00')];
		expect(standing('2026-05-31T23:00:00-04:00', { lastSeenAt })).toBe('not_yet');
		expect(standing('2026-06-01T10:00:00-04:00', { lastSeenAt })).toBe('due');
	});

	it('when a visit is unfinished but its time is over, then they are due', () => {
		const unfinishedUntil = [seen, at('2026-03-01T12:00:00-05:00')];
		expect(standing('2026-03-01T12:00:00-05:00', { unfinishedUntil })).toBe('due');
	});

	it('when a visit is unfinished or a follow-up open, then they are kept', () => {
		const unfinishedUntil = [seen, at('2026-03-01T12:00:00-05:00')];
		expect(standing('2026-03-01T11:59:59-05:00', { unfinishedUntil })).toBe('kept');
		expect(standing('2026-03-01T00:00:00-05:00', { followUps: [here('2026-03-01')] })).toBe('kept');
		expect(standing('2026-03-02T00:00:00-05:00', { followUps: [here('2026-03-01')] })).toBe('due');
	});
});

describe('What need not be looked at', () => {
	it.each([
		{ amount: 24, unit: 'hour' },
		{ amount: 30, unit: 'day' },
		{ amount: 1, unit: 'month' },
		{ amount: 60, unit: 'month' }
	] as const)('began later than %o ago at the shortest', (keeping) => {
		for (let day = 0; day < 366; day += 1) {
			const from = at('2027-01-01T02:00:00-05:00') + day * 86_400_000;
			expect(calendar.after(from, keeping) - from).toBeGreaterThanOrEqual(shortestMs(keeping));
		}
	});
});

describe('The clock', () => {
	const ran = at('2026-11-22T03:30:00-05:00');

	it('when it was turned back, then a run is at the instant of the latest one', () => {
		expect(instantOfRun(at('2025-01-01T00:00:00-05:00'), ran)).toBe(ran);
		expect(instantOfRun(ran + 1, ran)).toBe(ran + 1);
		expect(instantOfRun(ran, null)).toBe(ran);
	});

	it('is said to be behind from five minutes on', () => {
		expect(behindBy(ran - 5 * 60_000, ran)).toBe(0);
		expect(behindBy(ran - 5 * 60_000 - 1, ran)).toBe(5 * 60_000 + 1);
		expect(behindBy(ran, null)).toBe(0);
	});
});

describe('A night is missed', () => {
	const slot = (now: string) => lastNight(at(now));
	const missed = (latest: string | null, now: string, first: string | null = null) =>
		isNightMissed(
			{
				latestRunAt: latest === null ? null : at(latest),
				firstVisitAt: first === null ? null : at(first)
			},
			slot(now),
			at(now)
		);

	it('the job is due at 3:30 where the network is, also in the nights when the clock changes', () => {
		expect(slot('2026-11-22T03:29:59-05:00')).toBe(at('2026-11-21T03:30:00-05:00'));
		expect(slot('2026-11-22T03:30:00-05:00')).toBe(at('2026-11-22T03:30:00-05:00'));
		expect(slot('2026-03-08T04:00:00-04:00')).toBe(at('2026-03-08T03:30:00-04:00'));
		expect(slot('2026-11-01T12:00:00-05:00')).toBe(at('2026-11-01T03:30:00-05:00'));
	});

	it('when the latest run is older than that', () => {
		expect(missed('2026-11-21T03:30:01-05:00', '2026-11-22T08:00:00-05:00')).toBe(true);
		expect(missed('2026-11-22T03:30:01-05:00', '2026-11-22T08:00:00-05:00')).toBe(false);
		expect(missed('2026-11-21T03:30:01-05:00', '2026-11-22T03:00:00-05:00')).toBe(false);
	});

	it('when none ran yet and somebody came before it; never in an empty house', () => {
		expect(missed(null, '2026-11-22T08:00:00-05:00', '2026-11-21T10:00:00-05:00')).toBe(true);
		expect(missed(null, '2026-11-22T08:00:00-05:00', '2026-11-22T07:00:00-05:00')).toBe(false);
		expect(missed(null, '2026-11-22T08:00:00-05:00')).toBe(false);
	});

	it('when the clock was turned back: it says nothing about nights', () => {
		expect(missed('2026-11-22T03:30:00-05:00', '2026-10-22T08:00:00-04:00')).toBe(true);
	});
});
