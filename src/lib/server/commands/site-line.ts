/**
 * A line per site in front of the database: one group of commands holds a connection, the others wait in
 * memory. Without it 60 callers at one site made a command at another wait 2.6 s for the pool.
 */
import { within } from '#lib/server/observability/deadline.ts';

const LARGEST_GROUP = 32;
/** The database gives up a lock after 3 s and a statement after 5: whatever takes longer was lost on the way. */
const GROUP_MS = 9_000;

/** Does a group of items; answers in the same order. */
export type Run<T, R> = (siteId: string, items: readonly T[]) => Promise<readonly R[]>;

interface Waiting<T, R> {
	readonly item: T;
	readonly resolve: (result: R) => void;
	readonly reject: (error: unknown) => void;
}

/** First come, first served per site; while one group runs, the next one gathers. */
export class SiteLine<T, R> {
	readonly #lines = new Map<string, Waiting<T, R>[]>();
	readonly #run: Run<T, R>;
	readonly #isFaultOfOne: (error: unknown) => boolean;
	#idle: (() => void)[] = [];

	/** `isFaultOfOne` tells an error that one item caused from one that would meet each of them again. */
	constructor(run: Run<T, R>, isFaultOfOne: (error: unknown) => boolean) {
		this.#run = run;
		this.#isFaultOfOne = isFaultOfOne;
	}

	/** Resolves when the item's group has been committed; rejects when that item could not be done. */
	join(siteId: string, item: T): Promise<R> {
		return new Promise((resolve, reject) => {
			const waiting = { item, resolve, reject };
			const line = this.#lines.get(siteId);
			if (line !== undefined) return void line.push(waiting);
			this.#lines.set(siteId, [waiting]);
			void this.#serve(siteId);
		});
	}

	/** Resolves when nobody waits any more; used to drain before stopping. */
	idle(): Promise<void> {
		return this.#lines.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
	}

	async #serve(siteId: string): Promise<void> {
		const line = this.#lines.get(siteId) ?? [];
		// Let those that arrive in this turn of the event loop join the first group.
		await Promise.resolve();
		while (line.length > 0) await this.#serveGroup(siteId, line.splice(0, LARGEST_GROUP));
		this.#lines.delete(siteId);
		if (this.#lines.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
	}

	async #serveGroup(siteId: string, group: readonly Waiting<T, R>[]): Promise<void> {
		try {
			const results = await within(
				GROUP_MS,
				this.#run(
					siteId,
					group.map(({ item }) => item)
				)
			);
			group.forEach(({ resolve }, index) => resolve(results[index] as R));
		} catch (error) {
			if (group.length === 1 || !this.#isFaultOfOne(error)) {
				return group.forEach(({ reject }) => reject(error));
			}
			// One bad row fails its whole group: each gets a transaction of its own.
			for (const waiting of group) await this.#serveGroup(siteId, [waiting]);
		}
	}
}
