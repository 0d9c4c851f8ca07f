/** What stands behind `npm run cluster --`. */
import { BALANCERS, type BalancerName } from '../support/balancer.ts';

export interface Options {
	/** Two to four. */
	readonly nodes: number;
	readonly proxy: BalancerName;
}

const MOST = 4;

/** @throws Error with a sentence for whoever typed it. */
export function readOptions(words: readonly string[]): Options {
	let nodes = 2;
	let proxy: BalancerName = 'haproxy';
	const rest = [...words];
	for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
		if (word === '--nodes') {
			nodes = Number(rest.shift());
			if (!Number.isInteger(nodes) || nodes < 2 || nodes > MOST)
				throw new Error('--nodes demande un nombre de 2 à 4.');
		} else if (word === '--proxy') {
			const named = BALANCERS.find((name) => name === rest[0]);
			if (named === undefined) throw new Error('--proxy demande haproxy ou nginx.');
			proxy = named;
			rest.shift();
		} else throw new Error(`Option inconnue : ${word}. npm run cluster -- --nodes 3 --proxy nginx`);
	}
	return { nodes, proxy };
}
