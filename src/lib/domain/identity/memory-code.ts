/**
 * The code-mémoire: six characters that a person can say again without a card, to be counted once (R-P3). The first
 * two letters of somebody they choose, the first two of the name they chose for themselves, and a day of birth; each
 * may be `XX`, « je ne sais pas ». It is never kept: only keyed hashes of these texts are.
 */

/** The elements in their order; null for `XX`. */
export type MemoryCode = readonly [chosen: string | null, own: string | null, day: string | null];

/** A text to hash: of the whole code (0), or of the code without its first, second or third element. */
export interface MemoryCodeText {
	readonly leftOut: 0 | 1 | 2 | 3;
	readonly text: string;
}

const UNKNOWN = 'XX';
const SHAPE = /^(\p{Lu}{2})(\p{Lu}{2})(\d{2}|XX)$/u;

/**
 * Reads « na-er 14 », « NAÉRXX »… Accents, case, spaces and dashes do not matter. Null when it is no code, or when all
 * three elements are `XX`: then nothing was said.
 */
export function parseMemoryCode(text: string): MemoryCode | null {
	const plain = text
		.normalize('NFKD')
		.replaceAll(/[\p{M}\p{P}\p{Z}\s]/gu, '')
		.toUpperCase();
	const [, chosen, own, day] = SHAPE.exec(plain) ?? [];
	if (chosen === undefined || own === undefined || day === undefined) return null;
	if (day !== UNKNOWN && (Number(day) < 1 || Number(day) > 31)) return null;
	const code: MemoryCode = [known(chosen), known(own), known(day)];
	return code.every((element) => element === null) ? null : code;
}

/**
 * What to hash so that a code is found again, also with one element wrong: two codes of which all but one element
 * agree have one text without an element in common. An `XX` is an element that may be wrong, so only the text
 * without it is given. Null with two `XX` or more: one element links far too many; such a code is accepted and counts
 * as not linked (domain scenario 13).
 */
export function memoryCodeTexts(code: MemoryCode): readonly MemoryCodeText[] | null {
	const missing = POSITIONS.filter((position) => code[position - 1] === null);
	if (missing.length > 1) return null;
	const leftOut = missing.length === 1 ? missing : ([0, ...POSITIONS] as const);
	return leftOut.map((position) => ({ leftOut: position, text: without(code, position) }));
}

const POSITIONS = [1, 2, 3] as const;

/** The place of the missing element stands in the text: without its own, `NA` is another code than with another's. */
function without(code: MemoryCode, position: number): string {
	return code.map((element, i) => (i + 1 === position ? '*' : element)).join(' ');
}

function known(element: string): string | null {
	return element === UNKNOWN ? null : element;
}
