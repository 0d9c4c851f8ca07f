import { describe, expect, it } from 'vitest';
import { clockTime, dayAndTime, minutesSince } from './duration.ts';

const at = '2026-01-05T18:08:59.000Z';

describe('minutesSince', () => {
	it('counts whole minutes', () => expect(minutesSince(at, Date.parse(at) + 119_000)).toBe(1));
	it('is never negative', () => expect(minutesSince(at, Date.parse(at) - 60_000)).toBe(0));
});

describe('times as they are said', () => {
	it('says the hour in the zone', () => expect(clockTime(at, 'America/Toronto')).toBe('13\u00A0h\u00A008'));
	it('says midnight as zero', () =>
		expect(clockTime('2026-01-05T05:00:00Z', 'America/Toronto')).toBe('0\u00A0h'));
	it('says the day', () => expect(dayAndTime(at, 'America/Toronto')).toBe('lundi 13\u00A0h\u00A008'));
});
