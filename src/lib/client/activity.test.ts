import { expect, test } from 'vitest';
import { presenceAt } from '#lib/client/activity.ts';

const TOUCH = 1_000_000;

test.each([
	[0, { is: 'here' }],
	[99_999, { is: 'here' }],
	[100_000, { is: 'leaving', seconds: 20 }],
	[100_001, { is: 'leaving', seconds: 20 }],
	[119_001, { is: 'leaving', seconds: 1 }],
	[119_999, { is: 'leaving', seconds: 1 }],
	[120_000, { is: 'gone' }],
	[36_000_000, { is: 'gone' }]
])('%d ms after the last touch: %o', (ms, presence) => {
	expect(presenceAt(TOUCH, TOUCH + ms)).toEqual(presence);
});
