/**
 * Keys that open a door, by their hash. It opens nothing: it only tells who may stand where. A node knows the keys that
 * it has seen open one; for a strange one it asks the database for all that do, since after a restart, or at another
 * node, every key is strange.
 */

/** More than a network's browsers and screens; the one that was seen longest ago makes way. */
export const KNOWN_AT_MOST = 5_000;
/** A flood of made-up keys asks no more often than this. */
const ASK_EVERY_MS = 1_000;

interface Ports {
	/** The hashes of all keys that open a door, `KNOWN_AT_MOST` of them. */
	readonly readAll: () => Promise<readonly string[]>;
	/** A clock that never goes back, in ms. */
	readonly now: () => number;
}

export class LatelyKnown {
	readonly #ports: Ports;
	readonly #seen = new Set<string>();
	#askedAt = -Infinity;
	#asking: Promise<void> | null = null;

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	/** A key opened a door now. */
	add(hash: string): void {
		this.#seen.delete(hash);
		this.#seen.add(hash);
		if (this.#seen.size <= KNOWN_AT_MOST) return;
		for (const oldest of this.#seen) {
			this.#seen.delete(oldest);
			return;
		}
	}

	/** It opens none any more. */
	forget(hash: string): void {
		this.#seen.delete(hash);
	}

	/** The hash again when it opens a door as far as is known here, else null. Never fails. */
	async find(hash: string): Promise<string | null> {
		if (!this.#seen.has(hash)) await this.#ask();
		return this.#seen.has(hash) ? hash : null;
	}

	#ask(): Promise<void> {
		if (this.#asking !== null) return this.#asking;
		const now = this.#ports.now();
		if (now - this.#askedAt < ASK_EVERY_MS) return Promise.resolve();
		this.#askedAt = now;
		this.#asking = this.#readAll().finally(() => (this.#asking = null));
		return this.#asking;
	}

	async #readAll(): Promise<void> {
		try {
			for (const hash of await this.#ports.readAll()) if (!this.#seen.has(hash)) this.add(hash);
		} catch {
			// Without the database nobody comes in by any lane.
		}
	}
}
