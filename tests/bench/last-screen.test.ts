import { expect, it } from 'vitest';
import { faultOfNumbers, toLastScreen } from './last-screen.ts';

it('counts until the slowest screen, from when it should have been sent', () => {
	const sent = [{ intended: 100, seq: 1 }];
	const screens = [
		[{ seq: 1, at: 105 }],
		[
			{ seq: 0, at: 50 },
			{ seq: 1, at: 130 }
		]
	];
	expect(toLastScreen(sent, screens)).toEqual([30]);
});

it('a view of something later holds what came before; what never came counts as never', () => {
	const sent = [
		{ intended: 20, seq: 2 },
		{ intended: 10, seq: 1 },
		{ intended: 30, seq: 3 }
	];
	expect(toLastScreen(sent, [[{ seq: 2, at: 25 }]])).toEqual([15, 5, Infinity]);
});

it('a number given twice and a number left out are told', () => {
	expect(faultOfNumbers([4, 3, 5])).toBeNull();
	expect(faultOfNumbers([3, 4, 4])).toBe('1 numbers were given twice');
	expect(faultOfNumbers([3, 6])).toBe('2 numbers were left out');
});
