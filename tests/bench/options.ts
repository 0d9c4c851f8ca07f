/** What stands behind `npm run bench --`: which measures, how often, or only a try of the bench itself. */

export interface Options {
	/** In the order of the bench; all when none was named. */
	readonly measures: readonly string[];
	/** How often each side of a comparison runs, one after the other. */
	readonly runs: number;
	/** A small fraction of the work, and nothing is written down: to see that the bench works. */
	readonly isTry: boolean;
}

/** Three are the least for a middle, five for a 99th percentile. */
const RUNS = 5;

/** @throws Error with a sentence for whoever typed it. */
export function readOptions(words: readonly string[], known: readonly string[]): Options {
	const wanted: string[] = [];
	let runs = RUNS;
	let isTry = false;
	const rest = [...words];
	for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
		if (word === '--try') isTry = true;
		else if (word === '--runs') {
			runs = Number(rest.shift());
			if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs demande un nombre à partir de 1.');
		} else if (known.includes(word)) wanted.push(word);
		else throw new Error(`Mesure inconnue : ${word}`);
	}
	return {
		measures: wanted.length === 0 ? known : known.filter((name) => wanted.includes(name)),
		runs,
		isTry
	};
}
