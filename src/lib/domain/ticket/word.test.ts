import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawWord, isWordOf, splitWord, WordsAlso } from '#lib/domain/ticket/word.ts';

const NOUNS = ['Huard', 'Loutre', 'Grand-duc'];
const everyWord = NOUNS.flatMap((noun) => Array.from({ length: 98 }, (_, index) => `${noun} ${index + 2}`));
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('A ticket word', () => {
	it('is free, one of the site’s, and never numbered 0 or 1, whatever chance says', () => {
		fc.assert(
			fc.property(fc.subarray(everyWord), chance, (used, random) => {
				const word = drawWord(NOUNS, new Set(used), () => random);
				expect(word === null).toBe(used.length === everyWord.length);
				if (word === null) return;
				expect(used).not.toContain(word);
				expect(isWordOf(NOUNS, word)).toBe(true);
				expect(splitWord(word).number).toBeGreaterThanOrEqual(2);
			})
		);
	});

	it('has one digit while there is any such word left, and two only then', () => {
		const used = new Set<string>();
		for (let n = 0; n < everyWord.length; n++) {
			const word = drawWord(NOUNS, used, () => (n * 0.37) % 1);
			expect(splitWord(word!).number < 10).toBe(n < NOUNS.length * 8);
			used.add(word!);
		}
		expect(drawWord(NOUNS, used, () => 0)).toBeNull();
	});

	it('is drawn evenly from those that are free', () => {
		const used = new Set(['Huard 2', 'Huard 3']);
		const DRAWS = 6_000;
		// Steps of the golden ratio fill [0, 1) evenly.
		let chance = 0;
		const random = () => (chance = (chance + 0.618_034) % 1);
		const counts = new Map<string, number>();
		for (let draw = 0; draw < DRAWS; draw += 1) {
			const word = drawWord(['Huard'], used, random)!;
			counts.set(word, (counts.get(word) ?? 0) + 1);
		}
		expect([...counts.keys()].sort()).toEqual([4, 5, 6, 7, 8, 9].map((n) => `Huard ${n}`));
		for (const count of counts.values()) expect(count / (DRAWS / 6)).toBeCloseTo(1, 1);
	});

	it('is found also when chance always hits one that is taken', () => {
		const used = new Set(['Huard 2', 'Huard 3']);
		expect(drawWord(['Huard'], used, () => 0)).toBe('Huard 4');
		expect(drawWord(['Huard'], new Set([...used, 'Huard 9']), () => 0.999_999)).toBe('Huard 8');
	});

	it('is in use once it was drawn, and those before it still are', () => {
		const one = new WordsAlso(new Set(['Huard 2'])).and('Huard 3');
		const two = one.and('Huard 4');
		expect(['Huard 2', 'Huard 3', 'Huard 4', 'Huard 5'].map((word) => two.has(word))).toEqual([
			true,
			true,
			true,
			false
		]);
		expect(one.has('Huard 4')).toBe(false);
	});

	it('cannot be drawn at a site without nouns', () => {
		expect(drawWord([], new Set(), () => 0)).toBeNull();
	});

	it.each(['Huard 2', 'Huard 9', 'Huard 10', 'Huard 99', 'Grand-duc 4'])('may be « %s »', (word) => {
		expect(isWordOf(NOUNS, word)).toBe(true);
	});

	it.each([
		'Huard 0',
		'Huard 1',
		'Huard 100',
		'Huard 04',
		'Huard 4.0',
		'Huard 4 ',
		'Huard  4',
		'huard 4',
		'Huard'
	])('is never « %s »', (word) => {
		expect(isWordOf(NOUNS, word)).toBe(false);
	});
});
