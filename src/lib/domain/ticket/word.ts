/**
 * Ticket words: noun + digit 2-9 (« Huard 4 »), noun + 10-99 when those run out (R-D4).
 * 0 and 1 are never used: they look like a rank.
 */
const SMALL = { from: 2, to: 9 } as const;
const LARGE = { from: 10, to: 99 } as const;

/** Words that nobody may be given now. */
export interface UsedWords {
	has(word: string): boolean;
}

/** Those, and one more. What a batch draws is kept apart: a long day's words are not copied for each of them. */
export class WordsAlso implements UsedWords {
	readonly #before: UsedWords;
	readonly #drawn: ReadonlySet<string>;

	constructor(before: UsedWords, drawn: ReadonlySet<string> = new Set()) {
		this.#before = before;
		this.#drawn = drawn;
	}

	has(word: string): boolean {
		return this.#drawn.has(word) || this.#before.has(word);
	}

	and(word: string): WordsAlso {
		return new WordsAlso(this.#before, new Set(this.#drawn).add(word));
	}
}

/** So often a word is drawn from all of them, before those that are free are looked for one by one. */
const TRIES = 8;

/**
 * A free word, drawn evenly. `random` gives a number in [0, 1); null when both pools are empty.
 * `used` holds the words of the local day and of the last 24 h.
 */
export function drawWord(nouns: readonly string[], used: UsedWords, random: () => number): string | null {
	for (const numbers of [SMALL, LARGE]) {
		const all = nouns.length * (numbers.to - numbers.from + 1);
		const draw = (count: number) => Math.floor(random() * count);
		for (let tries = 0; tries < TRIES && all > 0; tries += 1) {
			const word = wordAt(nouns, numbers, draw(all));
			if (!used.has(word)) return word;
		}
		const words = Array.from({ length: all }, (_, index) => wordAt(nouns, numbers, index));
		const free = words.filter((word) => !used.has(word));
		const drawn = free[draw(free.length)];
		if (drawn !== undefined) return drawn;
	}
	return null;
}

/** One of the words that these nouns and numbers make, noun by noun. */
function wordAt(nouns: readonly string[], { from, to }: { from: number; to: number }, index: number): string {
	const each = to - from + 1;
	return `${nouns[Math.floor(index / each)]} ${from + (index % each)}`;
}

/** The word is made of one of the site's nouns and a number from 2 to 99. */
export function isWordOf(nouns: readonly string[], word: string): boolean {
	const { noun, number } = splitWord(word);
	return nouns.includes(noun) && number >= SMALL.from && number <= LARGE.to && word === `${noun} ${number}`;
}

/** « Huard 4 » → noun « Huard », number 4. */
export function splitWord(word: string): { noun: string; number: number } {
	const space = word.lastIndexOf(' ');
	return { noun: word.slice(0, space), number: Number(word.slice(space + 1)) };
}
