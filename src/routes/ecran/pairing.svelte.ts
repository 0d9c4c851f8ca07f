/** Asking to be paired: a code on the screen, and a question every few seconds until the team has entered it. */
import { send } from '#lib/client/send.ts';
import { keyIn, pairingIn } from './heard.ts';
import type { ScreenKey } from './screen-key.ts';

const AGAIN_MS = 5_000;
/** What RFC 8628 (3.5) adds to the pause of whoever asks too often. */
const SLOWER_MS = 5_000;

export class Pairing {
	/** The letters to be entered; null until there are some. */
	code: string | null = $state(null);
	/** When this code makes way for another, by this device's clock. */
	expiresAt = $state(0);
	lost = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#stopped = false;

	/** Asks until the screen is paired or the function that it returns is called. */
	start(onpaired: (key: ScreenKey) => void): () => void {
		this.#stopped = false;
		void this.#ask(onpaired);
		return () => {
			this.#stopped = true;
			clearTimeout(this.#timer);
		};
	}

	async #ask(onpaired: (key: ScreenKey) => void): Promise<void> {
		const sent = await send('/displays/pairings', {});
		const answer = sent.ok ? pairingIn(sent.body) : null;
		if (this.#stopped) return;
		this.lost = answer === null;
		if (answer === null) return this.#later(AGAIN_MS, () => this.#ask(onpaired));
		const { deviceCode, userCode, expiresIn, interval } = answer;
		this.code = userCode.replace(/[^A-Z0-9]/gi, '');
		this.expiresAt = Date.now() + expiresIn * 1000;
		this.#later(interval * 1000, () => this.#poll(deviceCode, interval * 1000, onpaired));
	}

	async #poll(deviceCode: string, pause: number, onpaired: (key: ScreenKey) => void): Promise<void> {
		const sent = await send('/displays/token', { deviceCode });
		if (this.#stopped) return;
		const key = sent.ok ? keyIn(sent.body) : null;
		if (key !== null) return onpaired(key);
		const code = sent.ok ? 'unexpected' : sent.problem.code;
		this.lost = code === 'not_saved' || code === 'unexpected';
		if (code === 'pairing_expired' || Date.now() >= this.expiresAt) return this.#ask(onpaired);
		const next = code === 'slow_down' ? pause + SLOWER_MS : pause;
		this.#later(next, () => this.#poll(deviceCode, next, onpaired));
	}

	#later(pause: number, run: () => Promise<void>) {
		if (!this.#stopped) this.#timer = setTimeout(() => void run(), pause);
	}
}
