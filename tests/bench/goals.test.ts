import { expect, it } from 'vitest';
import { comparedRow, limitRow, verdict } from './goals.ts';

it('a limit counts as met when it is just reached', () => {
	expect(verdict(1.5, { atMost: 1.5 })).toBe('≤ 1.5, met');
	expect(verdict(1.51, { atMost: 1.5 })).toBe('≤ 1.5, **missed**');
	expect(verdict(8, { atLeast: 8 })).toBe('≥ 8, met');
	expect(verdict(7.9, { atLeast: 8 })).toBe('≥ 8, **missed**');
});

it('the middles of both sides are compared, not their best', () => {
	const row = comparedRow({ name: 'p50', product: [3, 6, 90], floor: [2, 3, 4], goal: { atMost: 2 } });
	expect(row).toEqual(['p50', '6.0 (3.0–90.0)', '3.0 (2.0–4.0)', '2.00×', '≤ 2, met']);
});

it('a limit without a floor is judged by the worst run', () => {
	const figures = { median: 40, min: 20, max: 120 };
	expect(limitRow('slowest', figures, { atMost: 100 }).at(-1)).toBe('≤ 100, **missed**');
	expect(limitRow('calls', figures, { atLeast: 20 }).at(-1)).toBe('≥ 20, met');
});
