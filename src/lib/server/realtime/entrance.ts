/**
 * The entrance of the sockets. A rush there must not be felt by those who work over HTTP, nor at another site: so many
 * come in per second, so few stand before the database at once, and the others wait outside, where they cost little.
 * Whoever shows a key that this node has seen open a door lately comes in by a lane of their own: a flood of strangers
 * keeps nobody of the team out. A key that brings too many stands with the strangers.
 */
import { Lane } from '#lib/server/realtime/lane.ts';

/** Of the readers' twelve connections: the rest is for those who are inside. */
const AT_ONCE = { known: 4, anybody: 2 };
/** Of one key in the lane of those who are known: some tabs that come back at once, and a tablet beside them. */
const OF_ONE_KEY = 20;

export class Entrance {
	readonly #known = new Lane(AT_ONCE.known);
	readonly #anybody = new Lane(AT_ONCE.anybody);
	readonly #ofKey = new Map<string, number>();

	/** True when it is the caller's turn to come in; false when too many wait already. `key` is null for a stranger. */
	admit(key: string | null): Promise<boolean> {
		return this.#through(key, (lane) => lane.admit());
	}

	/** Does `work` that asks the database, a few at once, first come, first served. */
	ask<R>(key: string | null, work: () => Promise<R>): Promise<R> {
		return this.#through(key, (lane) => lane.ask(work));
	}

	/** Sends those away who still wait. */
	close(): void {
		this.#known.close();
		this.#anybody.close();
	}

	async #through<R>(key: string | null, pass: (lane: Lane) => Promise<R>): Promise<R> {
		const before = key === null ? OF_ONE_KEY : (this.#ofKey.get(key) ?? 0);
		if (key === null || before >= OF_ONE_KEY) return pass(this.#anybody);
		this.#ofKey.set(key, before + 1);
		try {
			return await pass(this.#known);
		} finally {
			const left = (this.#ofKey.get(key) ?? 1) - 1;
			if (left === 0) this.#ofKey.delete(key);
			else this.#ofKey.set(key, left);
		}
	}
}
