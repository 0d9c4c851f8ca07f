/**
 * Who watches an identifying board, and until when: a row when somebody begins and one when they have left, whatever
 * is pushed in between. A watch is that of a session at a site: its tabs are one, and so is a line that was lost and
 * came back within `COMING_BACK_MS`.
 */
import type { Audience } from '#lib/domain/policy/policy.ts';
import type { Access, Write } from '#lib/server/audit/access-log.ts';
import type { Looker } from '#lib/server/audit/board-reads.ts';
import { identifies } from '#lib/server/audit/identifying.ts';

/** Bad wifi takes a line away for seconds; the end is written down this long after the last line of a watch. */
export const COMING_BACK_MS = 30_000;

interface Watch {
	readonly access: Omit<Access, 'kind'>;
	/** Lines that show it now. */
	readonly lines: Set<string>;
	readonly begun: Promise<void>;
	leaving?: NodeJS.Timeout;
}

export class WatchLog {
	readonly #write: Write;
	readonly #onFault: (error: unknown) => void;
	readonly #watches = new Map<string, Watch>();
	#closed = false;

	/** `onFault` hears of ends that could not be written; they are tried again. */
	constructor(write: Write, onFault: (error: unknown) => void) {
		this.#write = write;
		this.#onFault = onFault;
	}

	/**
	 * Resolves when this line may be shown the board. A line shows one board of a site: the one before is left.
	 * @throws when the row can't be written, or its end could not be: then nothing may be shown on it.
	 */
	async join(line: string, looker: Looker, siteId: string, audience: Audience): Promise<void> {
		if (this.#closed) throw new Error('the node stops');
		const key = `${looker.sessionId}|${siteId}|${audience}`;
		if (identifies(audience)) await this.#hold(line, key, looker, siteId, audience);
		for (const [other, { access }] of this.#watches) {
			if (other !== key && access.chain === siteId) this.#release(line, other);
		}
	}

	/** The line is gone. */
	leave(line: string): void {
		for (const key of this.#watches.keys()) this.#release(line, key);
	}

	/** The node stops: every watch ends now, and none begins any more. */
	close(): void {
		this.#closed = true;
		for (const [key, watch] of this.#watches) {
			clearTimeout(watch.leaving);
			this.#end(key, watch);
		}
	}

	async #hold(line: string, key: string, looker: Looker, siteId: string, audience: Audience): Promise<void> {
		const watch = this.#watches.get(key) ?? this.#begin(key, looker, siteId, audience);
		clearTimeout(watch.leaving);
		watch.lines.add(line);
		await watch.begun;
	}

	#begin(key: string, looker: Looker, siteId: string, audience: Audience): Watch {
		const access = { chain: siteId, by: looker.accountId, details: { audience } };
		const begun = this.#write({ ...access, kind: 'watch_begun' });
		const watch: Watch = { access, lines: new Set(), begun };
		this.#watches.set(key, watch);
		// Whoever waits for it hears of the fault; the next one tries anew.
		begun.catch(() => {
			clearTimeout(watch.leaving);
			if (this.#watches.get(key) === watch) this.#watches.delete(key);
		});
		return watch;
	}

	#release(line: string, key: string): void {
		const watch = this.#watches.get(key);
		if (watch === undefined || !watch.lines.delete(line) || watch.lines.size > 0) return;
		watch.leaving = setTimeout(() => this.#end(key, watch), COMING_BACK_MS).unref();
	}

	#end(key: string, watch: Watch): void {
		this.#watches.delete(key);
		this.#tell(watch.access);
	}

	#tell(access: Omit<Access, 'kind'>): void {
		this.#write({ ...access, kind: 'watch_ended' }).catch((error: unknown) => {
			this.#onFault(error);
			setTimeout(() => this.#tell(access), COMING_BACK_MS).unref();
		});
	}
}
