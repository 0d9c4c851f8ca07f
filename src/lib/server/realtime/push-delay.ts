/** How long a change takes from its bell to the screens of this node. */

export class PushDelay {
	readonly #since = new Map<string, number>();
	readonly #now: () => number;

	/** `now` is a monotonic clock in ms. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** A site's bell; of several before the next push, the first counts. */
	rang(siteId: string): void {
		if (!this.#since.has(siteId)) this.#since.set(siteId, this.#now());
	}

	/** A push begins: it shows what rang until now. The answer, called when it is sent, tells the delay in s, or null. */
	begin(siteId: string): () => number | null {
		const since = this.#since.get(siteId);
		this.#since.delete(siteId);
		return () => (since === undefined ? null : (this.#now() - since) / 1000);
	}
}
