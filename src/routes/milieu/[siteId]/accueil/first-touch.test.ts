import { expect, it } from 'vitest';
import { touchedAgain } from './first-touch.ts';

const minutes = (count: number) => count * 60_000;
const opened = { since: 0, last: 0 };

it('arrival is the first touch, however slow the rest', () => {
	const later = touchedAgain(opened, minutes(4), false);
	expect(touchedAgain(later, minutes(8), false)).toEqual({ since: 0, last: minutes(8) });
});

it('an interpreter who is long in coming moves nobody back', () => {
	expect(touchedAgain(opened, minutes(45), true).since).toBe(0);
});

it('a screen left open with nothing on it begins anew with the next person', () => {
	expect(touchedAgain(opened, minutes(6), false).since).toBe(minutes(6));
});
