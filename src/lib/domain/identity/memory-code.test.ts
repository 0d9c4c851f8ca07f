import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { memoryCodeTexts, parseMemoryCode, type MemoryCodeText } from '#lib/domain/identity/memory-code.ts';

const textsOf = (text: string): readonly MemoryCodeText[] => {
	const code = parseMemoryCode(text);
	if (code === null) throw new Error(`« ${text} » is no code`);
	return memoryCodeTexts(code) ?? [];
};
const shared = (a: string, b: string): number[] =>
	textsOf(a)
		.filter((one) => textsOf(b).some((two) => two.leftOut === one.leftOut && two.text === one.text))
		.map(({ leftOut }) => leftOut);

describe('What is a code', () => {
	test.each([
		['NAER14', ['NA', 'ER', '14']],
		['na-er 14', ['NA', 'ER', '14']],
		['Na ér 01', ['NA', 'ER', '01']],
		['ŒU·ça–31', ['ŒU', 'CA', '31']],
		['XXER14', [null, 'ER', '14']],
		['NAXX14', ['NA', null, '14']],
		['NAERXX', ['NA', 'ER', null]],
		['naxxxx', ['NA', null, null]],
		['XXXX14', [null, null, '14']],
		['XXXXXX', null],
		['NAER00', null],
		['NAER32', null],
		['NAER1', null],
		['NAER141', null],
		['N1ER14', null],
		['', null],
		['Nuage', null]
	])('%s', (text, elements) => {
		expect(parseMemoryCode(text)).toEqual(elements);
	});

	it('every day of a month is one, in any writing that has two letters twice', () => {
		for (let day = 1; day <= 31; day += 1) {
			expect(parseMemoryCode(`NAER${String(day).padStart(2, '0')}`)).not.toBeNull();
		}
		expect(parseMemoryCode('ЖаНи07')).toEqual(['ЖА', 'НИ', '07']);
	});
});

describe('What is hashed of it', () => {
	it('the whole, and each with one element left out', () => {
		expect(textsOf('NAER14')).toEqual([
			{ leftOut: 0, text: 'NA ER 14' },
			{ leftOut: 1, text: '* ER 14' },
			{ leftOut: 2, text: 'NA * 14' },
			{ leftOut: 3, text: 'NA ER *' }
		]);
	});

	it('with one XX only what is left: it can never match as a whole', () => {
		expect(textsOf('NAXX14')).toEqual([{ leftOut: 2, text: 'NA * 14' }]);
		expect(shared('NAXX14', 'NAXX14')).toEqual([2]);
	});

	test.each(['XXXX14', 'XXERXX', 'NAXXXX'])('%s is accepted and links to nobody (scenario 13)', (text) => {
		const code = parseMemoryCode(text);
		expect(code).not.toBeNull();
		expect(code && memoryCodeTexts(code)).toBeNull();
	});
});

describe('Who could be the same', () => {
	test.each([
		['NAER14', 'na er 14', [0, 1, 2, 3]],
		['NAER14', 'MAER14', [1]],
		['NAER14', 'NAIR14', [2]],
		['NAER14', 'NAER15', [3]],
		['NAER14', 'XXER14', [1]],
		['NAER14', 'MAIR14', []],
		['NAER14', 'XXIR14', []],
		// The elements swapped are another code.
		['NAER14', 'ERNA14', []],
		['XXER14', 'NAXX14', []]
	])('%s and %s', (a, b, leftOut) => {
		expect(shared(a, b)).toEqual(leftOut);
		expect(shared(b, a)).toEqual(leftOut);
	});

	it('one element off is found, two are not, whatever the code', () => {
		const letters = fc.stringMatching(/^[A-W]{2}$/);
		const day = fc.integer({ min: 1, max: 31 }).map((n) => String(n).padStart(2, '0'));
		const code = fc.tuple(letters, letters, day);
		fc.assert(
			fc.property(code, code, (a, b) => {
				const off = a.filter((element, i) => element !== b[i]).length;
				return shared(a.join(''), b.join('')).length > 0 === off < 2;
			})
		);
	});
});
