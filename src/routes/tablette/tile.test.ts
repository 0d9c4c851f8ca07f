import { describe, expect, it, test } from 'vitest';
import { initialOf, toneOf } from './tile.ts';

describe('a tile', () => {
	test.each([
		['Rosalie Thibodeau-Kane', 'R'],
		['Émile Gauvreau', 'É'],
		['Dre Aïcha Lemire', 'A'],
		['Dr Hugo Sirois', 'H'],
		['  ', ''],
		['élan', 'É']
	])('of %s shows « %s »', (name, initial) => {
		expect(initialOf(name)).toBe(initial);
	});

	it('keeps its colour, and colleagues have different ones', () => {
		const ids = ['pa1', 'pa2', 'inf1', 'inf2', 'coo1', 'med1', 'hot1'];
		expect(ids.map(toneOf)).toEqual(ids.map(toneOf));
		expect(new Set(ids.map(toneOf)).size).toBeGreaterThan(2);
	});
});
