import { expect, it } from 'vitest';
import { lastMonths } from './months.ts';

it('begins with the month that it is there, and goes back over the turn of the year', () => {
	const months = lastMonths('2026-03-01T03:00:00.000Z', 'America/Toronto');
	expect(months.slice(0, 3)).toEqual(['2026-02', '2026-01', '2025-12']);
	expect(months).toHaveLength(12);
	expect(lastMonths('2026-03-01T03:00:00.000Z', 'UTC')[0]).toBe('2026-03');
});
