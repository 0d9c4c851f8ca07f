/** Turns many bells of a site into few reads: one in flight, at most one per 25 ms, and always one after the last bell. */
const APART_MS = 25;

interface Site {
	dirty: boolean;
	lastAt: number;
}

/** Calls `read` for a site after each ring, coalesced. The first ring reads at once. */
export class Coalesced {
	readonly #sites = new Map<string, Site>();
	readonly #read: (siteId: string) => Promise<void>;
	readonly #now: () => number;

	/** `now` is a monotonic clock in ms. */
	constructor(read: (siteId: string) => Promise<void>, now: () => number) {
		this.#read = read;
		this.#now = now;
	}

	ring(siteId: string): void {
		const known = this.#sites.get(siteId);
		if (known !== undefined) {
			known.dirty = true;
			return;
		}
		const site = { dirty: true, lastAt: -Infinity };
		this.#sites.set(siteId, site);
		void this.#serve(siteId, site);
	}

	async #serve(siteId: string, site: Site): Promise<void> {
		while (site.dirty) {
			const wait = site.lastAt + APART_MS - this.#now();
			if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
			site.dirty = false;
			site.lastAt = this.#now();
			await this.#read(siteId);
			// Stay for one interval: a ring that comes right after must still keep its distance.
			if (!site.dirty) await new Promise((resolve) => setTimeout(resolve, APART_MS));
		}
		this.#sites.delete(siteId);
	}
}
