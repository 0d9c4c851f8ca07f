/** The one thing this device keeps: the key of this screen, which names a site and no person (ADR 17). */
import type { DisplayKey } from '#lib/client/sockets.ts';
import { keyIn } from './heard.ts';

const STORED_AS = 'halte.display';
/**
 * Until then a power cut may bring back what was stored before. Chromium writes 5 s after a change, but no more than
 * sixty times an hour, so that after some changes it takes a minute (its `local_storage_impl.cc`).
 */
export const ON_DISK_MS = 70_000;

export interface ScreenKey {
	token: string;
	siteId: string;
}

/** Where a browser keeps things; one that keeps nothing throws at every call. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Time as this device has it, in ms; it never goes back. */
interface DeviceTime {
	now(): number;
	pause(ms: number): Promise<void>;
}

/** The key as all tabs of this browser share it. Without storage the screen works until it is switched off. */
export class KeptKey implements DisplayKey {
	readonly #store: () => Store;
	readonly #time: DeviceTime;
	/** For a browser that stores nothing. */
	#held: ScreenKey | null = null;
	#since: { token: string; at: number } | null = null;

	/** Even naming the storage may throw, so that `store` is asked each time. */
	constructor(store: () => Store, time: DeviceTime) {
		this.#store = store;
		this.#time = time;
	}

	/** Null when this screen has not been paired, or was sent away. */
	read(): ScreenKey | null {
		try {
			const stored = this.#store().getItem(STORED_AS);
			return stored === null ? this.#held : (keyIn(JSON.parse(stored)) ?? this.#held);
		} catch {
			return this.#held;
		}
	}

	token(): string | null {
		return this.read()?.token ?? null;
	}

	keep(key: ScreenKey): void {
		this.#held = key;
		try {
			this.#store().setItem(STORED_AS, JSON.stringify(key));
		} catch {
			// A device that stores nothing is paired again after its next start.
		}
	}

	/** The key is of no more use. */
	forget(): void {
		this.#held = null;
		try {
			this.#store().removeItem(STORED_AS);
		} catch {
			// Nothing was stored.
		}
	}

	/**
	 * Takes the new token, unless another tab already has a newer one, and says when it is on the disk. What is
	 * said to be kept must be what will be shown from now on, also after a power cut: the one before is then given up.
	 */
	async renew(shown: string, next: string): Promise<boolean> {
		const before = this.read();
		if (before === null || (before.token !== shown && before.token !== next)) return false;
		if (before.token !== next) this.keep({ ...before, token: next });
		if (this.#since?.token !== next) this.#since = { token: next, at: this.#time.now() };
		const left = this.#since.at + ON_DISK_MS - this.#time.now();
		if (left > 0) await this.#time.pause(left);
		return this.token() === next;
	}
}
