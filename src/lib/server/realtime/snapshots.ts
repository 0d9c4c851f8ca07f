/** Reads of a site that many wait for at once: one read serves all, and none is older than its question. */
import type { Board } from '#lib/contract/views.ts';
import { roomName, type Room } from '#lib/server/realtime/rooms.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { project } from '#lib/server/views/project.ts';

/** A site at one instant, with the board of each room made once. */
export class Snapshot {
	readonly #boards = new Map<string, Board>();

	constructor(readonly facts: BoardFacts) {}

	boardOf(room: Room): Board {
		const name = roomName(room);
		const board = this.#boards.get(name) ?? project(this.facts, room.audience, room.gives);
		this.#boards.set(name, board);
		return board;
	}
}

/** At most two reads of a site are due at any time: the one that runs, and the one for all who came since. */
export class Snapshots {
	readonly #read: (siteId: string) => Promise<BoardFacts | null>;
	readonly #running = new Map<string, Promise<Snapshot | null>>();
	readonly #next = new Map<string, Promise<Snapshot | null>>();

	constructor(read: (siteId: string) => Promise<BoardFacts | null>) {
		this.#read = read;
	}

	/**
	 * A snapshot that was begun after this call: what was committed before is in it. Null when there is no such site.
	 * @throws what the read throws; the next caller reads anew.
	 */
	take(siteId: string): Promise<Snapshot | null> {
		const running = this.#running.get(siteId);
		if (running === undefined) return this.#start(siteId);
		const waiting = this.#next.get(siteId);
		if (waiting !== undefined) return waiting;
		const start = () => {
			this.#next.delete(siteId);
			return this.#start(siteId);
		};
		const next = running.then(start, start);
		this.#next.set(siteId, next);
		return next;
	}

	#start(siteId: string): Promise<Snapshot | null> {
		const reading = this.#read(siteId)
			.then((facts) => (facts === null ? null : new Snapshot(facts)))
			.finally(() => {
				if (this.#running.get(siteId) === reading) this.#running.delete(siteId);
			});
		this.#running.set(siteId, reading);
		return reading;
	}
}
