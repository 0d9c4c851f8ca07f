/** From what was sent and what each screen saw: how long until the last screen had it. */
import type { Sight } from './raw-screen.ts';

export interface Sent {
	/** When it should have been sent, of `performance.now()`. */
	readonly intended: number;
	/** Its place in the site's history, by the answer. */
	readonly seq: number;
}

/** In ms, one for each sent; Infinity when a screen never had it. A later view holds all that came before. */
export function toLastScreen(sent: readonly Sent[], screens: readonly (readonly Sight[])[]): number[] {
	const inOrder = [...sent].sort((a, b) => a.seq - b.seq);
	const last = inOrder.map(() => -Infinity);
	for (const sights of screens) {
		let next = 0;
		inOrder.forEach(({ seq }, index) => {
			while (next < sights.length && (sights[next] as Sight).seq < seq) next += 1;
			last[index] = Math.max(last[index] ?? 0, sights[next]?.at ?? Infinity);
		});
	}
	return inOrder.map(({ intended }, index) => (last[index] ?? Infinity) - intended);
}

/** What is wrong with the numbers that were answered: each once, none left out. Null when nothing is. */
export function faultOfNumbers(seqs: readonly number[]): string | null {
	const [min, max] = [Math.min(...seqs), Math.max(...seqs)];
	const distinct = new Set(seqs).size;
	if (distinct < seqs.length) return `${seqs.length - distinct} numbers were given twice`;
	if (max - min + 1 > seqs.length) return `${max - min + 1 - seqs.length} numbers were left out`;
	return null;
}
