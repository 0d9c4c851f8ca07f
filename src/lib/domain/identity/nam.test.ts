import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseNam, type ParsedNam } from '#lib/domain/identity/nam.ts';

const TODAY = '2026-11-22';
const parse = (text: string, today = TODAY) => parseNam(text, { today });
const born = (text: string, today = TODAY) => {
	const parsed = parse(text, today);
	return parsed.ok ? parsed.birthDate : parsed.reason;
};

const DIFFERENTIATORS = [...'123456789ABCDEFGHJKLMNPQRSTUVWXYZ'];

describe('Right numbers', () => {
	test.each([
		['TREM87531414', '1987-03-14'],
		['TREM87531425', '1987-03-14'],
		['GAGL59123111', '1959-12-31'],
		['LHEE78052410', '1978-05-24'],
		['STFA12580919', '2012-08-09'],
		['NGXW01010117', '2001-01-01'],
		['NGUT66560616', '1966-06-06'],
		// Of the INSPQ: the last digit alone tells the century.
		['TREM04121925', '2004-12-19'],
		['TREM04121916', '1904-12-19'],
		['ASDA20011313', '2020-01-13'],
		['TREM04621918', '2004-12-19'],
		['COTS80051012', '1980-05-10'],
		['SERE75613018', '1975-11-30'],
		['COTS800510A4', '1980-05-10'],
		['QWEA10510170', '2010-01-01'],
		// Clic Santé's example.
		['TEST54122816', '1954-12-28']
	])('%s: born on %s', (nam, birthDate) => {
		const display = `${nam.slice(0, 4)} ${nam.slice(4, 8)} ${nam.slice(8)}`;
		expect(parse(nam)).toEqual({ ok: true, nam, birthDate, display });
	});

	it('the nine of the INSPQ that differ in the last two digits', () => {
		const nine = Array.from({ length: 9 }, (_, i) => `TREM000118${i + 1}${i + 1}`);
		expect(nine.map((nam) => born(nam))).toEqual(Array(9).fill('2000-01-18'));
	});

	it('the thirty-three of the INSPQ: each differentiator, none of them I, O or 0', () => {
		const right = DIFFERENTIATORS.map((one) => {
			const fitting = [...'0123456789'].filter((digit) => parse(`SERE756130${one}${digit}`).ok);
			expect(fitting, one).toHaveLength(1);
			return fitting[0];
		});
		expect(right.slice(0, 9)).toEqual([...'890123456']);
		// EBCDIC: A follows 9 of 240 as 193, J is 209, S is 226.
		expect(right.slice(9, 11)).toEqual(['0', '1']);
		expect(new Set(right).size).toBe(10);
		expect(right).toHaveLength(33);
		for (const one of ['I', 'O', '0']) {
			const any = [...'0123456789'].map((digit) => parse(`SERE756130${one}${digit}`));
			// I is repaired to 1, which is what a camera meant.
			expect(any.some(({ ok }) => ok)).toBe(one === 'I');
		}
	});
});

describe('Wrong numbers say what is wrong', () => {
	test.each([
		['TREM04121935', 'check'],
		['TREM87531411', 'check'],
		['AAAA01010100', 'format'],
		['AAAA02290112', 'format'],
		['ABCD01130112', 'format'],
		['RAMQ00000000', 'format'],
		['TREM01022912', 'date'],
		['TREM00023012', 'date'],
		['', 'format'],
		['TREM8753141', 'format'],
		['TREM875314-4', 'format'],
		['TREM875314,4', 'format'],
		['Nuage', 'format'],
		['🛷🛷🛷🛷🛷🛷', 'format']
	] as const)('%s: %s', (text, reason) => {
		expect(parse(text)).toEqual({ ok: false, reason });
	});

	it('dashes and commas do not get through at the eleventh place', () => {
		for (const odd of ['-', ',', '.', '*', 'É']) {
			for (const digit of '0123456789') {
				const parsed = parse(`COTS800510${odd}${digit}`);
				// Accents are taken off: É reads as E, which is a differentiator.
				expect(parsed.ok && odd !== 'É', odd).toBe(false);
			}
		}
	});
});

/** The numbers of somebody « TREM », born then, that are right on the day. */
function numbersOf(birthDate: string, today: string): string[] {
	const [, year = '', month = '', day = ''] = /^\d\d(\d\d)-(\d\d)-(\d\d)$/.exec(birthDate) ?? [];
	return [...'0123456789']
		.map((digit) => `TREM${year}${month}${day}1${digit}`)
		.filter((nam) => born(nam, today) === birthDate);
}

describe('The century', () => {
	it('one at most fits, and it is the last digit that tells', () => {
		for (const birthDate of ['1904-12-19', '2004-12-19']) {
			expect(numbersOf(birthDate, TODAY)).toHaveLength(1);
		}
		const dates = [...'0123456789'].map((digit) => born(`TREM0412191${digit}`));
		expect(new Set(dates)).toEqual(new Set(['check', '1904-12-19', '2004-12-19']));
		expect(dates.filter((date) => date !== 'check')).toHaveLength(2);
	});

	test.each([
		['today', '2026-11-22', 1],
		['tomorrow', '2026-11-23', 0],
		['130 years ago', '1896-11-22', 1],
		['130 years and a day ago', '1896-11-21', 0]
	])('born %s', (_, birthDate, count) => {
		expect(numbersOf(birthDate, TODAY)).toHaveLength(count);
	});

	it('29 February is a day of a leap year only: 2000 was one, 1900 was none', () => {
		expect(numbersOf('2000-02-29', TODAY)).toHaveLength(1);
		expect(numbersOf('1900-02-29', TODAY)).toHaveLength(0);
		expect(numbersOf('1996-02-29', TODAY)).toHaveLength(1);
		expect(numbersOf('1997-02-29', TODAY)).toHaveLength(0);
	});

	it('a birth date of the nineteenth century is read as long as anybody can be that old', () => {
		expect(numbersOf('1899-06-01', TODAY)).toHaveLength(1);
		expect(numbersOf('1899-06-01', '2029-06-02')).toHaveLength(0);
	});
});

const RIGHT = 'TREM87531414';

describe('As it comes from hands, cameras and scanners', () => {
	test.each([
		['spaces as on the card', 'TREM 8753 1414'],
		['small letters', 'trem 8753 1414'],
		['dashes and dots', 'Trem-8753.1414'],
		['no-break spaces', 'TREM\u00A08753\u202F1414'],
		['accents', 'TRÉM 8753 1414'],
		['full-width letters', 'ＴＲＥＭ８７５３１４１４'],
		['a line end', 'TREM87531414\r\n'],
		['marks of a track', '%TREM87531414?'],
		['control characters around', '\u0002TREM87531414\u0003'],
		['what the card says besides', '%BTREM87531414^TREMBLAY^MARIE^2811?'],
		['words in front of it', 'RAMQ NAM: TREM 8753 1414 exp 2028/11'],
		['digits in front of it', '0012345TREM87531414'],
		['digits behind it', 'TREM8753141402811'],
		['twice', 'TREM87531414 TREM87531414']
	])('%s', (_, text) => {
		expect(parse(text)).toMatchObject({ ok: true, nam: RIGHT, birthDate: '1987-03-14' });
	});

	test.each([
		['TREM8753I4I4', RIGHT],
		['TREMB75314I4', RIGHT],
		['TREM87S31414', RIGHT],
		['GAGLS9I23I11', 'GAGL59123111'],
		['LHEE7805Z4IO', 'LHEE78052410'],
		['5TFA1258O919', 'STFA12580919'],
		['NGXWO1O1O117', 'NGXW01010117'],
		['TREM0412I92S', 'TREM04121925'],
		['C0TS80051012', 'COTS80051012'],
		['COT580O51OA4', 'COTS800510A4']
	])('a camera read %s', (misread, meant) => {
		expect(parse(misread)).toMatchObject({ ok: true, nam: meant });
	});

	it('among several the first right one counts, a wrong one before it does not hide it', () => {
		expect(parse('TREM87531411 GAGL59123111')).toMatchObject({ ok: true, nam: 'GAGL59123111' });
		expect(parse('GAGL59123111 TREM87531414')).toMatchObject({ ok: true, nam: 'GAGL59123111' });
	});

	it('without a right one, the one that came nearest says what is wrong', () => {
		expect(parse('RAMQ00000000 TREM87531411')).toEqual({ ok: false, reason: 'check' });
	});
});

describe('Whatever is typed', () => {
	const isWhole = (parsed: ParsedNam): boolean =>
		!parsed.ok ||
		(/^[A-Z]{4}\d{6}[1-9A-HJ-NP-Z]\d$/.test(parsed.nam) &&
			/^\d{4}-\d{2}-\d{2}$/.test(parsed.birthDate) &&
			parsed.birthDate <= TODAY &&
			parsed.display.replaceAll(' ', '') === parsed.nam);

	it('one wrong digit is never an error, only a warning; few slip through', () => {
		let slipped = 0;
		let tried = 0;
		for (let at = 4; at < RIGHT.length; at += 1) {
			for (const digit of '0123456789') {
				if (digit === RIGHT[at]) continue;
				const parsed = parse(RIGHT.slice(0, at) + digit + RIGHT.slice(at + 1));
				expect(isWhole(parsed)).toBe(true);
				tried += 1;
				if (parsed.ok) slipped += 1;
			}
		}
		expect(tried).toBe(72);
		expect(slipped).toBeLessThan(8);
	});

	it('any text is read without a fault, and a yes is always whole', () => {
		const near = fc.stringMatching(/^[A-Z0-9]{4}\d{2}[0156]\d[0-3]\d[A-Z0-9]\d$/);
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), near), (text) => isWhole(parse(text))),
			{ numRuns: 2_000 }
		);
	});

	it('what it gives is read again to the same', () => {
		const near = fc.stringMatching(/^[A-Z]{4}\d{2}[0156]\d[0-3]\d[1-9]\d$/);
		fc.assert(
			fc.property(near, (text) => {
				const parsed = parse(text);
				return !parsed.ok || JSON.stringify(parse(parsed.display)) === JSON.stringify(parsed);
			}),
			{ numRuns: 2_000 }
		);
	});
});

describe('A stripe whose number has a letter that is taken for a digit', () => {
	it('is read from where the number begins', () => {
		expect(parseNam('%BTREO40510110^', { today: '2026-11-22' })).toMatchObject({
			...{ ok: true, nam: 'TREO40510110', birthDate: '1940-01-01' }
		});
	});

	it('whatever that letter is', () => {
		const today = '2026-11-22';
		const letters = fc.string({
			unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
			minLength: 3,
			maxLength: 3
		});
		const two = (from: number, to: number) =>
			fc.integer({ min: from, max: to }).map((n) => String(n).padStart(2, '0'));
		const month = fc.oneof(two(1, 12), two(51, 62));
		const parts = fc.tuple(letters, fc.constantFrom(...'OIZSB'), two(0, 99), month, two(1, 28));
		fc.assert(
			fc.property(parts, fc.constantFrom('1', '2', '9', 'A'), (read, differentiator) => {
				const numbers = Array.from({ length: 10 }, (_, check) => [...read, differentiator, check].join(''));
				const right = numbers.find((number) => parseNam(number, { today }).ok);
				fc.pre(right !== undefined);
				for (const stripe of [`%B${right}^`, `%${right}^`, `B${right}`])
					expect(parseNam(stripe, { today })).toEqual(parseNam(right, { today }));
			})
		);
	});
});
