/**
 * The number of a Québec health card (NAM): twelve characters that carry a birth date and a check digit.
 * Source of the rules: INSPQ « Utilitaire NAM », Java, commit d5f7b76. A right number proves nobody's identity
 * (13 % of random well-formed strings pass), and a wrong one is no reason to turn anybody away.
 */

/** `format`: not shaped like one. `date`: no real birth date. `check`: the last digit does not fit. */
export type NamProblem = 'format' | 'date' | 'check';

export type ParsedNam =
	| {
			readonly ok: true;
			/** Twelve characters without spaces. */
			readonly nam: string;
			/** `YYYY-MM-DD`. The check digit tells the century: at most one fits. */
			readonly birthDate: string;
			/** As printed on the card: `AAAA 9999 9999`. */
			readonly display: string;
	  }
	| { readonly ok: false; readonly reason: NamProblem };

/**
 * Reads a number as somebody typed it, as a scanner sent it (with whatever stands around it), or as a camera
 * misread it. `today` (`YYYY-MM-DD`) bounds the birth date: not in the future, 130 years ago at most.
 */
export function parseNam(text: string, { today }: { today: string }): ParsedNam {
	const plain = text
		.normalize('NFKD')
		.toUpperCase()
		.replaceAll(/[^A-Z0-9]/g, '');
	const windows = Array.from({ length: Math.max(1, plain.length - LENGTH + 1) }, (_, start) => {
		const twelve = plain.slice(start, start + LENGTH);
		const nam = repaired(twelve);
		return { parsed: parseTwelve(nam, today), asRead: nam === twelve };
	});
	// The first right one counts, one that needed no repair before others; else the one that came nearest.
	return windows.reduce((best, next) => (rank(next) > rank(best) ? next : best)).parsed;
}

const LENGTH = 12;

/** Letters before a number on a card's stripe must not be taken for its first: no repair is better than one. */
function rank({ parsed, asRead }: { readonly parsed: ParsedNam; readonly asRead: boolean }): number {
	const nearness = parsed.ok ? 3 : ['format', 'date', 'check'].indexOf(parsed.reason);
	return 2 * nearness + (asRead ? 1 : 0);
}

/** Female numbers have 50 added to the month. What the card says of a sex is used for the sum and never kept. */
const SHAPE = /^([A-Z]{4})(\d{2})(0[1-9]|1[0-2]|5[1-9]|6[0-2])(0[1-9]|[12]\d|3[01])([1-9A-HJ-NP-Z])(\d)$/;

function parseTwelve(nam: string, today: string): ParsedNam {
	const [, name, year, month, day, differentiator, check] = SHAPE.exec(nam) ?? [];
	if (!name || !year || !month || !day || !differentiator || !check) return { ok: false, reason: 'format' };
	const female = Number(month) > 50;
	const realMonth = String(Number(month) % 50).padStart(2, '0');
	const dates = CENTURIES.map((century) => ({ fullYear: `${century}${year}`, month: realMonth, day })).filter(
		(date) => isBirthDate(date, today)
	);
	if (dates.length === 0) return { ok: false, reason: 'date' };
	const born = dates.find(
		({ fullYear }) =>
			checkDigit(`${name}${fullYear}${female ? 'F' : 'M'}${realMonth}${day}${differentiator}`) ===
			Number(check)
	);
	if (born === undefined) return { ok: false, reason: 'check' };
	return {
		ok: true,
		nam,
		birthDate: `${born.fullYear}-${born.month}-${born.day}`,
		display: `${nam.slice(0, 4)} ${nam.slice(4, 8)} ${nam.slice(8)}`
	};
}

const CENTURIES = ['20', '19', '18'];
const OLDEST_YEARS = 130;

function isBirthDate(date: { fullYear: string; month: string; day: string }, today: string): boolean {
	const year = Number(date.fullYear);
	const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(date.month) - 1] ?? 0;
	const oldest = `${Number(today.slice(0, 4)) - OLDEST_YEARS}${today.slice(4)}`;
	const iso = `${date.fullYear}-${date.month}-${date.day}`;
	return Number(date.day) <= days && iso <= today && iso >= oldest;
}

/** Weights by position: name, year, sex, month, day, differentiator. */
const WEIGHTS = [1, 3, 7, 9, 1, 7, 1, 3, 4, 5, 7, 6, 9, 1];

/** The sum of the characters' EBCDIC (Cp1047) values by their weights, modulo 10. */
function checkDigit(fourteen: string): number {
	return [...fourteen].reduce((sum, char, i) => sum + ebcdic(char) * (WEIGHTS[i] ?? 0), 0) % 10;
}

/** A–I are 193–201, J–R 209–217, S–Z 226–233, digits 240–249. */
function ebcdic(char: string): number {
	const at = 'ABCDEFGHI.......JKLMNOPQR........STUVWXYZ......0123456789'.indexOf(char);
	return 193 + at;
}

/** What cameras and tired eyes take for something else; nothing right is changed by it. */
const AS_LETTER: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 2: 'Z', 5: 'S', 8: 'B' };
const AS_DIGIT: Readonly<Record<string, string>> = { O: '0', I: '1', Z: '2', S: '5', B: '8' };
const DIFFERENTIATOR = 10;

function repaired(text: string): string {
	return [...text]
		.map((char, i) => {
			if (i < 4) return AS_LETTER[char] ?? char;
			// Letters may stand there, all but I and O.
			if (i === DIFFERENTIATOR) return char === 'I' ? '1' : char;
			return AS_DIGIT[char] ?? char;
		})
		.join('');
}
