/** Names of people inside of a text that should name nobody (R-B4). */
import { normalAlias } from '#lib/domain/identity/alias.ts';

/** A part of a text, by the positions of its signs: from `start` until before `end`. */
export interface Range {
	readonly start: number;
	readonly end: number;
}

/** A shorter name would be found in every other sentence. */
const SHORTEST = 3;

/**
 * Where these names stand in the text, as whole words and whatever their accents and capitals; a name of several
 * words as all of them in a row. Names of fewer than three signs are not looked for. In order, without overlaps.
 */
export function namesIn(text: string, names: Iterable<string>): Range[] {
	const known = namesByFirstWord(names);
	const words = wordsOf(text);
	const found = words.flatMap((word, i) =>
		(known.get(word.normal) ?? [])
			.filter((name) => name.every((part, k) => words[i + k]?.normal === part))
			.map((name) => ({ start: word.start, end: words[i + name.length - 1]?.end ?? word.end }))
	);
	return withoutOverlaps(found);
}

/** A piece of a text, and whether it is a name that was found. */
export interface Piece {
	readonly text: string;
	readonly isName: boolean;
}

/** The whole text in pieces, so that a screen can mark the names in it. `ranges` as `namesIn` gives them. */
export function piecesOf(text: string, ranges: readonly Range[]): Piece[] {
	const cuts = [0, ...ranges.flatMap(({ start, end }) => [start, end]), text.length];
	return cuts
		.slice(1)
		.map((end, i) => ({ text: text.slice(cuts[i], end), isName: i % 2 === 1 }))
		.filter((piece) => piece.text !== '');
}

interface Word extends Range {
	readonly normal: string;
}

/** One sign can be several words when it is spelt out (« ½ »): they share its place. */
function wordsOf(text: string): Word[] {
	return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].flatMap(({ 0: word, index }) =>
		normalAlias(word)
			.split(' ')
			.filter((normal) => normal !== '')
			.map((normal) => ({ normal, start: index, end: index + word.length }))
	);
}

function namesByFirstWord(names: Iterable<string>): Map<string, string[][]> {
	const known = new Map<string, string[][]>();
	for (const normal of new Set([...names].map(normalAlias))) {
		if ([...normal.replaceAll(' ', '')].length < SHORTEST) continue;
		const words = normal.split(' ');
		const [first = ''] = words;
		known.set(first, [...(known.get(first) ?? []), words]);
	}
	return known;
}

function withoutOverlaps(ranges: readonly Range[]): Range[] {
	const joined: Range[] = [];
	for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
		const last = joined.at(-1);
		if (last === undefined || range.start >= last.end) joined.push(range);
		else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
	}
	return joined;
}
