/** Chance that can be had again: the same seed, the same choices (mulberry32, 32 bits of state). */
export class Chance {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** In [0, 1). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** True so many times of a hundred. */
	percent(share: number): boolean {
		return this.next() * 100 < share;
	}

	/** A whole number in [0, below). */
	below(below: number): number {
		return Math.floor(this.next() * below);
	}

	/** One of them. @throws Error when there is none. */
	of<T>(choices: readonly T[]): T {
		if (choices.length === 0) throw new Error('nothing to choose from');
		return choices[this.below(choices.length)] as T;
	}

	/** Another source that takes nothing away from this one. */
	fork(): Chance {
		return new Chance(Math.floor(this.next() * 2 ** 32));
	}
}
