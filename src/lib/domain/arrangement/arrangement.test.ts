import { expect, test } from 'vitest';
import { mayLast, standingOf } from '#lib/domain/arrangement/arrangement.ts';

test.each([
	[-1, false],
	[0, true],
	[30, true],
	[31, false]
])('may last %i days: %s', (days, yes) => {
	expect(mayLast(days)).toBe(yes);
});

test.each([
	['2026-11-22', false, 'shown'],
	['2026-11-21', false, 'shown'],
	['2026-11-20', false, 'to_review'],
	['2026-11-22', true, 'reviewed'],
	['2026-11-20', true, 'reviewed']
])('until %s, reviewed: %s, it is on the 21st %s', (until, reviewed, standing) => {
	expect(standingOf({ until, reviewed }, '2026-11-21')).toBe(standing);
});
