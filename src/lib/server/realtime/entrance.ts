/**
 * The entrance of the sockets. A rush there must not be felt by those who work over HTTP, nor at another site: so many
 * come in per second, so few stand before the database at once, and the others wait outside, where they cost little.
 * Whoever shows the key of an open session, or of a screen, comes in by a lane of their own, one for each of both: a
 * flood of strangers keeps nobody of the team out and no screen dark. A key that brings too many stands with the strangers.
 */
import { Lane } from '#lib/server/realtime/lane.ts';

/** A key that is known here, and what it is of. */
export interface Key {
	readonly of: 'session' | 'screen';
	readonly name: string;
}

/** Of the readers' twelve connections: the rest is for those who are inside. */
const AT_ONCE = { session: 4, screen: 2, anybody: 2 };
/** Of one key in its lane: some tabs that come back at once, and a tablet beside them. */
const OF_ONE_KEY = 20;

export class Entrance {
	readonly #lanes = {
		session: new Lane(AT_ONCE.session),
		screen: new Lane(AT_ONCE.screen),
		anybody: new Lane(AT_ONCE.anybody)
	};
	readonly #ofKey = new Map<string, number>();

	/** True when it is the caller's turn to come in; false when too many wait already. `key` is null for a stranger. */
	admit(key: Key | null): Promise<boolean> {
		return this.#through(key, (lane) => lane.admit());
	}

	/** Does `work` that asks the database, a few at once, first come, first served. */
	ask<R>(key: Key | null, work: () => Promise<R>): Promise<R> {
		return this.#through(key, (lane) => lane.ask(work));
	}

	/** Sends those away who still wait. */
	close(): void {
		for (const lane of Object.values(this.#lanes)) lane.close();
	}

	async #through<R>(key: Key | null, pass: (lane: Lane) => Promise<R>): Promise<R> {
		const name = key === null ? '' : `${key.of} ${key.name}`;
		const before = this.#ofKey.get(name) ?? 0;
		if (key === null || before >= OF_ONE_KEY) return pass(this.#lanes.anybody);
		this.#ofKey.set(name, before + 1);
		try {
			return await pass(this.#lanes[key.of]);
		} finally {
			const left = (this.#ofKey.get(name) ?? 1) - 1;
			if (left === 0) this.#ofKey.delete(name);
			else this.#ofKey.set(name, left);
		}
	}
}
