/** What somebody typed behind `npm run faults --`. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CASES, type Case } from './cases.ts';

const USAGE = `npm run faults -- [1 … 26] [longevity] [--histories N] [--seed N] [--minutes N] [--beside FOLDER]
  numbers       only these cases; without them the first 25, in some forty minutes
  longevity     case 26, which takes an hour
  --minutes N   case 26 in so many minutes (60), with as many events in each
  --histories N case 2 with so many afternoons (100); with --seed alone, one
  --beside F    case 16 with the version that is built in that folder, first replaced by this one
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
	let beside: string | undefined;
	for (let i = 0; i < words.length; i += 1) {
		const word = words[i] as string;
		const named = CASES.find(({ name }) => name === word);
		if (word === '--beside') beside = folderOf(words[(i += 1)]);
		else if (OPTIONS.includes(word)) options.set(word, whole(words[(i += 1)]));
		else numbers.add(named?.number ?? Number(whole(word)));
	}
	// Options speak of one case unless another is named.
	if (numbers.size === 0 && beside !== undefined) numbers.add(16);
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
			...(minutes !== undefined && { HALTE_FAULTS_MINUTES: minutes }),
			...(beside !== undefined && { HALTE_FAULTS_BESIDE: beside })
		}
	};
}

/** Absolute, since a node of that version runs in it. */
function folderOf(word: string | undefined): string {
	const folder = resolve(word ?? '');
	if (word === undefined || !existsSync(join(folder, 'build/handler.js')))
		throw new Error(`Nothing is built in: ${word}\n${USAGE}`);
	return folder;
}

function whole(word: string | undefined): string {
	if (word === undefined || !/^[1-9]\d{0,8}$/.test(word)) throw new Error(`Not a number: ${word}\n${USAGE}`);
	return word;
}
