import { describe, expect, it } from 'vitest';
import { blockByHand, blockDue } from '#lib/server/commands/block-keeper.ts';

const at = (iso: string) => Date.parse(iso);
const plan = {
	siteId: 'a site',
	timezone: 'America/Toronto',
	practice: false,
	isOpen: false,
	weekly: [{ weekday: 1, starts_at: '12:30:00', ends_at: '15:30:00' }],
	services: ['care'],
	defaultService: 'care',
	openedDays: new Set<string>()
};

describe('a block opens by the calendar', () => {
	it('from three hours before its start, so that a host can begin the list', () => {
		expect(blockDue(plan, at('2026-01-19T09:29:59-05:00'), false)).toBeNull();
		expect(blockDue(plan, at('2026-01-19T09:30:00-05:00'), false)).toEqual({
			localDay: '2026-01-19',
			startsAt: at('2026-01-19T12:30:00-05:00'),
			endsAt: at('2026-01-19T15:30:00-05:00')
		});
	});

	it('not once its end has passed, nor on another day, nor twice on one day', () => {
		expect(blockDue(plan, at('2026-01-19T15:30:00-05:00'), false)).toBeNull();
		expect(blockDue(plan, at('2026-01-20T12:30:00-05:00'), false)).toBeNull();
		const opened = { ...plan, openedDays: new Set(['2026-01-19']) };
		expect(blockDue(opened, at('2026-01-19T13:00:00-05:00'), false)).toBeNull();
	});

	it.each([
		['an ordinary day', '2026-01-20T20:30:00-05:00', '2026-01-20', 24],
		['the day when the clock jumps ahead', '2026-03-08T12:00:00-04:00', '2026-03-08', 23],
		['the day when the clock falls back', '2026-11-01T12:00:00-05:00', '2026-11-01', 25],
		['a late evening, when it is already tomorrow in UTC', '2026-01-20T23:59:00-05:00', '2026-01-20', 24]
	])('in demo mode over the whole local day: %s', (_, now, localDay, hours) => {
		const due = blockDue(plan, at(now), true);
		expect(due?.localDay).toBe(localDay);
		expect((due?.endsAt ?? 0) - (due?.startsAt ?? 0)).toBe(hours * 3_600_000 - 1);
	});
});

describe('the block for practice', () => {
	const sand = { ...plan, practice: true, weekly: [] };
	const evening = at('2026-01-20T22:00:00-05:00');

	it('is open over every local day, whatever the week says and outside of the demo', () => {
		expect(blockDue(sand, evening, false)).toMatchObject({ localDay: '2026-01-20' });
	});

	it('is opened once, and again when somebody has closed it', () => {
		const opened = { ...sand, openedDays: new Set(['2026-01-20']) };
		expect(blockDue({ ...opened, isOpen: true }, evening, false)).toBeNull();
		expect(blockDue({ ...opened, isOpen: false }, evening, false)).toMatchObject({ localDay: '2026-01-20' });
	});

	it('that somebody opens anew lasts until the day is over', () => {
		expect(blockByHand(sand, evening, undefined).endsAt).toBe(at('2026-01-20T23:59:59.999-05:00'));
	});
});

describe('a block that somebody opens by hand', () => {
	it('ends when the planned one of that day ends', () => {
		const span = blockByHand(plan, at('2026-01-19T08:00:00-05:00'), undefined);
		expect(span.endsAt).toBe(at('2026-01-19T15:30:00-05:00'));
	});

	it('lasts three hours on a day without a plan, or as long as is asked', () => {
		const now = at('2026-01-20T08:00:00-05:00');
		expect(blockByHand(plan, now, undefined).endsAt - now).toBe(3 * 3_600_000);
		expect(blockByHand(plan, now, 45).endsAt - now).toBe(45 * 60_000);
	});
});
