/** First paints and reads of boards over HTTP: written down once in a while, not at each (R-P6). */
import type { Audience } from '#lib/domain/policy/policy.ts';
import type { Write } from '#lib/server/audit/access-log.ts';
import { identifies } from '#lib/server/audit/identifying.ts';

/** A page that is opened again within this time is still the same look. */
export const SAME_LOOK_MS = 15 * 60_000;

/** Who looks: an account, in one of its sessions. */
export interface Looker {
	readonly accountId: string;
	/** The session's public id. */
	readonly sessionId: string;
}

export class BoardReads {
	readonly #write: Write;
	readonly #now: () => number;
	/** When a look was written down last, or is being: by session, site and audience. */
	readonly #looks = new Map<string, { at: number; written: Promise<void> }>();

	/** `now` is a monotonic clock in ms. */
	constructor(write: Write, now: () => number) {
		this.#write = write;
		this.#now = now;
	}

	/**
	 * Resolves when the board may be shown: at once when it identifies nobody, or when this session's look at it was
	 * written down in the last fifteen minutes.
	 * @throws when the row can't be written: then the board is not shown, and the next try writes again.
	 */
	note({ accountId, sessionId }: Looker, siteId: string, audience: Audience): Promise<void> {
		if (!identifies(audience)) return Promise.resolve();
		const now = this.#now();
		const key = `${sessionId}|${siteId}|${audience}`;
		const last = this.#looks.get(key);
		if (last !== undefined && now - last.at < SAME_LOOK_MS) return last.written;
		this.#forget(now);
		const access = { chain: siteId, kind: 'board_read', by: accountId, details: { audience } } as const;
		const written = this.#write(access);
		const look = { at: now, written };
		this.#looks.set(key, look);
		written.catch(() => {
			if (this.#looks.get(key) === look) this.#looks.delete(key);
		});
		return written;
	}

	#forget(now: number): void {
		for (const [key, { at }] of this.#looks) {
			// In the order of their times: those behind are newer.
			if (now - at < SAME_LOOK_MS) return;
			this.#looks.delete(key);
		}
	}
}
