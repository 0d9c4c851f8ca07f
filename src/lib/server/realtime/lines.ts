/** The open lines of each key, a session or a screen: beyond a number the oldest makes way. */
import type { HalteSocket } from '#lib/server/realtime/needs.ts';

/**
 * The newest stays and the oldest goes, never the other way round: a tablet that lost its wifi comes back while its
 * former line still counts as open, for 45 s.
 */
export class Lines {
	readonly #atMost: number;
	readonly #open = new Map<string, Set<HalteSocket>>();

	constructor(atMost: number) {
		this.#atMost = atMost;
	}

	/** Counts a socket among its key's until it ends. */
	hold(key: string, socket: HalteSocket): void {
		const lines = this.#open.get(key) ?? new Set();
		this.#open.set(key, lines.add(socket));
		socket.on('disconnect', () => {
			lines.delete(socket);
			if (lines.size === 0 && this.#open.get(key) === lines) this.#open.delete(key);
		});
		const [oldest] = lines;
		if (lines.size > this.#atMost) oldest?.disconnect(true);
	}
}
