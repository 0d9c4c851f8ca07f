/** Writes accesses down in transactions of their own: those of one chain that come together go together. */
import { recordAccesses, type Access } from '#lib/server/audit/access-log.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Db } from '#lib/server/store/database.ts';

/** Rows that one transaction takes at most. */
const TOGETHER = 64;

interface Waiting {
	readonly access: Access;
	readonly done: () => void;
	readonly failed: (error: unknown) => void;
}

/** A rush of sockets at one site waits for one connection, in one line per chain; never for the lock of a site. */
export class Recorder {
	readonly #db: Db;
	readonly #clock: Clock;
	/** A chain that is being written stands here even when nobody waits for it. */
	readonly #lines = new Map<string, Waiting[]>();
	readonly #writing = new Set<Promise<void>>();

	constructor(db: Db, clock: Clock) {
		this.#db = db;
		this.#clock = clock;
	}

	/** Resolves when the row is committed. @throws when it can't be written. */
	record(access: Access): Promise<void> {
		return new Promise<void>((done, failed) => {
			const line = this.#lines.get(access.chain);
			if (line !== undefined) {
				line.push({ access, done, failed });
				return;
			}
			const begun = [{ access, done, failed }];
			this.#lines.set(access.chain, begun);
			const work = this.#write(access.chain, begun).finally(() => this.#writing.delete(work));
			this.#writing.add(work);
		});
	}

	/** Resolves when nothing of what was given waits any more. */
	async idle(): Promise<void> {
		await Promise.all(this.#writing);
	}

	async #write(chain: string, line: Waiting[]): Promise<void> {
		while (line.length > 0) {
			const group = line.splice(0, TOGETHER);
			const accesses = group.map(({ access }) => access);
			try {
				await this.#db.begin(async (tx) => recordAccesses(tx, chain, accesses, await this.#clock(tx)));
				for (const { done } of group) done();
			} catch (error) {
				for (const { failed } of group) failed(error);
			}
		}
		this.#lines.delete(chain);
	}
}
