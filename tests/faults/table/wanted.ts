/** What somebody typed behind `npm run faults --`. */
import { CASES, type Case } from './cases.ts';

const USAGE = `npm run faults -- [1 … 25] [--histories N] [--seed N]
  numbers       only these cases; without them all, in some forty minutes
  --histories N case 2 with so many afternoons (100); with --seed alone, one
  --seed N      the first seed of cases 1 and 2: the same choices again`;

export interface Wanted {
	readonly cases: readonly Case[];
	readonly variables: Readonly<Record<string, string>>;
}

/** @throws Error with the usage for what nobody can run. */
export function wantedBy(words: readonly string[]): Wanted {
	const numbers = new Set<number>();
	const options = new Map<string, string>();
	for (let i = 0; i < words.length; i += 1) {
		const word = words[i] as string;
		if (word === '--histories' || word === '--seed') options.set(word, whole(words[(i += 1)]));
		else numbers.add(Number(whole(word)));
	}
	// Options speak of the histories unless a case is named.
	if (numbers.size === 0 && options.size > 0) numbers.add(2);
	const cases = CASES.filter(({ number }) => numbers.size === 0 || numbers.has(number));
	if (numbers.size > 0 && cases.length < numbers.size) throw new Error(`No such case.\n${USAGE}`);
	const seed = options.get('--seed');
	const histories = options.get('--histories') ?? (seed === undefined ? undefined : '1');
	return {
		cases,
		variables: {
			...(seed !== undefined && { HALTE_FAULTS_SEED: seed }),
			...(histories !== undefined && { HALTE_FAULTS_HISTORIES: histories })
		}
	};
}

function whole(word: string | undefined): string {
	if (word === undefined || !/^[1-9]\d{0,8}$/.test(word)) throw new Error(`Not a number: ${word}\n${USAGE}`);
	return word;
}
