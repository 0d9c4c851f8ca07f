/** What somebody typed behind `npm run faults --`. */
import { CASES, type Case } from './cases.ts';

const USAGE = `npm run faults -- [1 … 26] [longevity] [--histories N] [--seed N] [--minutes N]
  numbers       only these cases; without them the first 25, in some fifty minutes
  longevity     case 26, which takes an hour
  --minutes N   case 26 in so many minutes (60), with as many events in each
  --histories N case 2 with so many afternoons (100); with --seed alone, one
  --seed N      the first seed of cases 1 and 2: the same choices again`;

const OPTIONS: readonly string[] = ['--histories', '--seed', '--minutes'];

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
		const named = CASES.find(({ name }) => name === word);
		if (OPTIONS.includes(word)) options.set(word, whole(words[(i += 1)]));
		else numbers.add(named?.number ?? Number(whole(word)));
	}
	// Options speak of one case unless another is named.
	if (numbers.size === 0 && options.size > 0) numbers.add(options.has('--minutes') ? 26 : 2);
	const isWanted = ({ number, name }: Case) =>
		numbers.size === 0 ? name === undefined : numbers.has(number);
	const cases = CASES.filter(isWanted);
	if (numbers.size > 0 && cases.length < numbers.size) throw new Error(`No such case.\n${USAGE}`);
	const seed = options.get('--seed');
	const minutes = options.get('--minutes');
	const histories = options.get('--histories') ?? (seed === undefined ? undefined : '1');
	return {
		cases,
		variables: {
			...(seed !== undefined && { HALTE_FAULTS_SEED: seed }),
			...(histories !== undefined && { HALTE_FAULTS_HISTORIES: histories }),
			...(minutes !== undefined && { HALTE_FAULTS_MINUTES: minutes })
		}
	};
}

function whole(word: string | undefined): string {
	if (word === undefined || !/^[1-9]\d{0,8}$/.test(word)) throw new Error(`Not a number: ${word}\n${USAGE}`);
	return word;
}
