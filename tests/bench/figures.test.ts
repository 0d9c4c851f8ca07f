import { expect, it } from 'vitest';
import { figuresOf, percentile, shown, table } from './figures.ts';

it('the middle of several runs, with the best and the worst', () => {
	expect(figuresOf([5, 1, 9])).toEqual({ median: 5, min: 1, max: 9 });
	expect(figuresOf([4, 2])).toEqual({ median: 2, min: 2, max: 4 });
	expect(() => figuresOf([])).toThrow('no run');
});

it('a percentile is a value that was there', () => {
	const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
	expect([50, 99, 100].map((p) => percentile(hundred, p))).toEqual([50, 99, 100]);
	expect(percentile([7], 50)).toBe(7);
	expect(() => percentile([], 50)).toThrow('no value');
});

it('is shown short when every run was the same', () => {
	expect(shown({ median: 3, min: 3, max: 3 })).toBe('3');
	expect(shown({ median: 3.14, min: 2, max: 5 }, 1)).toBe('3.1 (2.0–5.0)');
});

it('a table has its columns lined up', () => {
	expect(table(['page', 'kB'], [['list', '71']])).toBe('| page | kB  |\n| ---- | --- |\n| list | 71  |');
});
