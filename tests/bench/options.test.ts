import { expect, it } from 'vitest';
import { readOptions } from './options.ts';

const KNOWN = ['e2e', 'store', 'web'];

it('nothing said is everything, five times', () => {
	expect(readOptions([], KNOWN)).toEqual({ measures: KNOWN, runs: 5, isTry: false });
});

it('measures are taken in the order of the bench, whatever the order of the words', () => {
	const asked = readOptions(['store', '--runs', '3', 'e2e', '--try'], KNOWN);
	expect(asked).toEqual({ measures: ['e2e', 'store'], runs: 3, isTry: true });
});

it.each([[['nothing']], [['--runs']], [['--runs', '0']], [['--runs', 'many']]])('%j is refused', (words) => {
	expect(() => readOptions(words, KNOWN)).toThrow();
});
