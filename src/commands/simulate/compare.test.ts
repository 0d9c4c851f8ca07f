import { expect, it } from 'vitest';
import type { CoordinatorView } from '#lib/contract/views.ts';
import { addTallies, compareWeek, tallyOf } from './compare.ts';

const iso = (minute: number) => new Date(minute * 60_000).toISOString();
const summary = {
	site: 'corner',
	arrivals: 4,
	seen: 2,
	left: 1,
	absent: 1,
	deferred: 0,
	wait_median: 10,
	wait_p90: 20
};
const counts = { arrived: 4, seen: 2, left: 1, deferred: 0 };
const entries = [
	{ visitId: 'a', presence: 'here', arrivedAt: iso(-10), startedAt: iso(5) },
	{ visitId: 'b', presence: 'here', arrivedAt: iso(10), startedAt: iso(25) },
	{ visitId: 'c', presence: 'absent', arrivedAt: iso(10), startedAt: null },
	{ visitId: 'c', presence: 'absent', arrivedAt: iso(10), startedAt: null },
	{ visitId: 'd', presence: 'left', arrivedAt: iso(10), startedAt: null }
];
const tally = tallyOf({ counts, entries } as CoordinatorView, 0);

it('counts a person once, and waits from the opening', () => {
	expect(tally).toEqual({
		counts: { arrivals: 4, seen: 2, left: 1, absent: 1, deferred: 0 },
		waits: [5, 15]
	});
});

it('is equal whatever the waits, and different by one person', () => {
	const [equal] = compareWeek(new Map([['corner', tally]]), [summary]);
	expect(equal).toMatchObject({ equal: true, waits: [{ actual: 10 }, { expected: 20, actual: 15 }] });
	for (const name of ['arrivals', 'seen', 'left', 'absent', 'deferred'] as const) {
		const changed = { ...summary, [name]: summary[name] + 1 };
		expect(compareWeek(new Map([['corner', tally]]), [changed])[0]?.equal).toBe(false);
	}
});

it('is different when a site is on one side only', () => {
	expect(compareWeek(new Map(), [{ ...summary, arrivals: 0, seen: 0, left: 0, absent: 0 }])[0]?.equal).toBe(
		false
	);
	expect(compareWeek(new Map([['corner', tally]]), [])[0]?.equal).toBe(false);
});

it('adds the days of a site', () => {
	expect(addTallies([tally, tally])).toEqual({
		counts: { arrivals: 8, seen: 4, left: 2, absent: 2, deferred: 0 },
		waits: [5, 15, 5, 15]
	});
});
