/** Keys that this node has seen open a door lately, by their hash. It opens nothing: it only tells who may stand where. */

/** More than a network's browsers and screens; the one that was seen longest ago makes way. */
const AT_MOST = 5_000;

export class LatelyKnown {
	readonly #seen = new Set<string>();

	/** A key opened a door now. */
	add(hash: string): void {
		this.#seen.delete(hash);
		this.#seen.add(hash);
		if (this.#seen.size <= AT_MOST) return;
		for (const oldest of this.#seen) {
			this.#seen.delete(oldest);
			return;
		}
	}

	/** It opens none any more. */
	forget(hash: string): void {
		this.#seen.delete(hash);
	}

	/** The hash again when it was seen, else null. */
	find(hash: string): string | null {
		return this.#seen.has(hash) ? hash : null;
	}
}
