/** One lane of the entrance: so many come in per second, so few ask the database at once. */

/** Ten sites that all come back after a restart are in after half a second. */
const PER_TICK = 2;
const TICK_MS = 10;
const AT_A_STROKE = 20;
/** Ten seconds' worth. Whoever comes then is sent away, and tries again by itself. */
const WAITING_AT_MOST = 2_000;

export class Lane {
	readonly #atOnce: number;
	readonly #waiting: ((admitted: boolean) => void)[] = [];
	#places = AT_A_STROKE;
	#timer: NodeJS.Timeout | undefined;
	readonly #line: (() => void)[] = [];
	#working = 0;

	/** `atOnce` may ask the database at a time. */
	constructor(atOnce: number) {
		this.#atOnce = atOnce;
	}

	/** True when it is the caller's turn to come in; false when too many wait already. */
	admit(): Promise<boolean> {
		if (this.#waiting.length >= WAITING_AT_MOST) return Promise.resolve(false);
		return new Promise((resolve) => {
			this.#waiting.push(resolve);
			this.#let();
			this.#timer ??= setInterval(() => this.#tick(), TICK_MS).unref();
		});
	}

	/** Does `work` that asks the database, a few at once, first come, first served. */
	async ask<R>(work: () => Promise<R>): Promise<R> {
		if (this.#working >= this.#atOnce) await new Promise<void>((resolve) => this.#line.push(resolve));
		else this.#working += 1;
		try {
			return await work();
		} finally {
			// The place goes straight to the next one, so that nobody slips in between.
			const next = this.#line.shift();
			if (next === undefined) this.#working -= 1;
			else next();
		}
	}

	/** Sends those away who still wait. */
	close(): void {
		clearInterval(this.#timer);
		for (const resolve of this.#waiting.splice(0)) resolve(false);
	}

	#tick(): void {
		this.#places = Math.min(AT_A_STROKE, this.#places + PER_TICK);
		this.#let();
		if (this.#places < AT_A_STROKE) return;
		clearInterval(this.#timer);
		this.#timer = undefined;
	}

	#let(): void {
		for (const resolve of this.#waiting.splice(0, this.#places)) {
			this.#places -= 1;
			resolve(true);
		}
	}
}
