/** What the person at the terminal asked for. */
import { parseArgs } from 'node:util';

export interface Options {
	/** Simulated seconds per real second. */
	readonly speed: number;
	/** A running server to drive; null starts a node of our own. */
	readonly url: string | null;
	/** The same number draws the same words and the same walks outside. */
	readonly seed: number;
}

export const USAGE = `Usage : npm run simulate -- [--speed N] [--seed N] [--url http://…]
  --speed N   secondes simulées par seconde réelle (1200)
  --seed N    hasard reproductible (1)
  --url …     fait travailler un serveur de démonstration en marche, sans comparer les totaux`;

/** @throws Error with a sentence for the operator. */
export function readOptions(args: readonly string[]): Options {
	const { speed, url, seed } = parse(args);
	return { speed: numberOf('--speed', speed, 0.001), seed: numberOf('--seed', seed, 0), url: addressOf(url) };
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			options: {
				speed: { type: 'string', default: '1200' },
				seed: { type: 'string', default: '1' },
				url: { type: 'string' }
			}
		}).values;
	} catch (error) {
		throw new Error('Option inconnue ou sans valeur.', { cause: error });
	}
}

function numberOf(name: string, text: string, least: number): number {
	const number = Number(text);
	if (text.trim() !== '' && Number.isFinite(number) && number >= least) return number;
	throw new Error(`${name} doit être un nombre d’au moins ${least}.`);
}

function addressOf(text: string | undefined): string | null {
	if (text === undefined) return null;
	const protocol = URL.canParse(text) ? new URL(text).protocol : '';
	if (protocol !== 'http:' && protocol !== 'https:') throw new Error('--url doit commencer par http://.');
	return new URL(text).origin;
}
