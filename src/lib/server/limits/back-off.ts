/** Waits that double after wrong tries at one secret of one account. */
import type { Allowed, Counter, Counters } from '#lib/server/limits/counters.ts';
import type { Tries } from '#lib/server/limits/table.ts';

/** A try that may be made now, and which one since the last right one it is. */
export type Begun = { readonly ok: true; readonly nth: number } | Exclude<Allowed, { ok: true }>;

/** The wait before the next try, in s, when this many in a row were wrong. */
export function waitAfterS({ free, firstWaitS, longestWaitS }: Tries, wrong: number): number {
	return wrong < free ? 0 : Math.min(longestWaitS, firstWaitS * 2 ** (wrong - free));
}

export class BackOff {
	readonly #row: Tries;
	readonly #wrong: Counter;
	/** Closed from the beginning of a try until the next one may be made. */
	readonly #gate: Counter;

	constructor(row: Tries, counters: Counters) {
		this.#row = row;
		this.#wrong = counters.counter(1, row.forgetAfterS);
		this.#gate = counters.counter(1, row.longestWaitS);
	}

	/**
	 * Counts the try as a wrong one before it is made, so that of many at once no more pass than one by one. A try
	 * that must wait does not count.
	 */
	async begin(key: string): Promise<Begun> {
		const nth = await this.#wrong.add(key);
		const waitS = waitAfterS(this.#row, nth);
		if (waitS === 0) return { ok: true, nth };
		const passed = await this.#gate.take(gateOf(key), waitS);
		if (passed.ok) return { ok: true, nth };
		await this.#wrong.giveBack(key);
		return passed;
	}

	/** The secret was right. */
	async right(key: string, nth: number): Promise<void> {
		switch (this.#row.right) {
			case 'clears':
				await Promise.all([this.#wrong.clear(key), this.#gate.clear(gateOf(key))]);
				return;
			case 'is_not_counted':
				return this.takeBack(key, nth);
		}
	}

	/** As if the try had not been made. */
	async takeBack(key: string, nth: number): Promise<void> {
		await this.#wrong.giveBack(key);
		// Only who passed the gate may open it again.
		if (waitAfterS(this.#row, nth) > 0) await this.#gate.clear(gateOf(key));
	}
}

function gateOf(key: string): string {
	return `${key}.`;
}
