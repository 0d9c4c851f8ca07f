import { expect, test } from 'vitest';
import { patienceAt } from './idle.ts';

test.each([
	[0, 'here'],
	[44.9, 'here'],
	[45, 'asked'],
	[59.9, 'asked'],
	[60, 'gone'],
	[3_600, 'gone']
])('%d seconds after the last touch somebody is %s', (seconds, patience) => {
	expect(patienceAt(1_000_000, 1_000_000 + seconds * 1000)).toBe(patience);
});
