import { expect, it } from 'vitest';
import { ageAt, timeOfDay } from './paper-arrival.ts';

const minutes = (count: number) => count * 60_000;

it('the card says when: so long ago was that', () => {
	expect(ageAt('13:05', '13:50')).toBe(minutes(45));
	expect(ageAt('13:50', '13:50')).toBe(0);
});

it('a card that is a little ahead of the tablet counts from now; a later time is still to come', () => {
	expect(ageAt('13:53', '13:50')).toBe(0);
	expect(ageAt('14:30', '13:50')).toBeNull();
	expect(ageAt('', '13:50')).toBeNull();
});

it('after midnight, a card of the evening before is not tomorrow’s', () => {
	expect(ageAt('23:50', '00:10')).toBe(minutes(20));
});

it('the time is the site’s, whatever zone the tablet is in', () => {
	expect(timeOfDay(Date.UTC(2026, 9, 3, 17, 5), 'America/Toronto')).toBe('13:05');
});
