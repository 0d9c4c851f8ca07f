import { describe, expect, it, test } from 'vitest';
import { trainingAt } from '#lib/domain/access/training.ts';

describe('A training of 22 November 2025', () => {
	test.each([
		['2025-11-22', 'fresh'],
		['2026-10-21', 'fresh'],
		['2026-10-22', 'due'],
		['2026-11-21', 'due'],
		['2026-11-22', 'stopped'],
		['2030-01-01', 'stopped']
	])('is on %s %s', (today, state) => {
		expect(trainingAt(today, '2025-11-22')).toEqual({ state, lastDay: '2026-11-21' });
	});
});

test.each([
	// A month that has no such day ends on its last one; never a day later than the year.
	['2025-08-31', '2026-07-30', 'fresh'],
	['2025-08-31', '2026-07-31', 'due'],
	['2025-03-31', '2026-02-28', 'due'],
	['2024-02-29', '2025-02-27', 'due'],
	['2024-02-29', '2025-02-28', 'stopped'],
	['2024-12-31', '2025-11-29', 'fresh'],
	['2024-12-31', '2025-11-30', 'due']
])('A training of %s is on %s %s', (trainedOn, today, state) => {
	expect(trainingAt(today, trainedOn).state).toBe(state);
});

test.each([
	['2025-01-01', '2025-12-31'],
	['2025-03-01', '2026-02-28'],
	['2023-03-01', '2024-02-29'],
	['2025-05-31', '2026-05-30']
])('A training of %s holds until %s', (trainedOn, lastDay) => {
	expect(trainingAt(trainedOn, trainedOn)).toEqual({ state: 'fresh', lastDay });
	expect(trainingAt(lastDay, trainedOn).state).toBe('due');
});

it('Nobody is trained before it was recorded', () => {
	expect(trainingAt('2026-11-22', null)).toEqual({ state: 'stopped', lastDay: null });
});
