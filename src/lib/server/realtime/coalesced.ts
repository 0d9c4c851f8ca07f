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
			if (this.#early(site) > 0) await passed(this.#early(site));
			site.dirty = false;
			site.lastAt = this.#now();
			await this.#read(siteId);
			// Stay until the next read may begin: a ring that comes before must still keep its distance.
			if (!site.dirty && this.#early(site) > 0) await passed(this.#early(site));
		}
		this.#sites.delete(siteId);
	}

	/** Ms until the next read may begin: from one beginning to the next, so that after a long read nobody waits again. */
	#early({ lastAt }: Site): number {
		return lastAt + APART_MS - this.#now();
	}
}

function passed(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
