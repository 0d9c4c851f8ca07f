/** What one socket asks to look at: one question after the other, and not without end. */

/** A page asks once when it opens, comes back or finds itself behind. */
const AT_MOST = 10;
const WINDOW_MS = 10_000;
/** No page asks this much at once, even a board of every site: the line is cut. */
const WAITING_AT_MOST = 100;

export class Watches {
	readonly #now: () => number;
	readonly #served: number[] = [];
	#waiting = 0;
	#line: Promise<void> = Promise.resolve();

	/** `now` is a monotonic clock in ms. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/**
	 * Serves the question after those before it; lets it fall when ten were served in the last ten seconds: a screen
	 * that is behind hears so from the next head. `serve` tells whether it opened a site that this socket did not look
	 * at yet, which counts for nothing: a board of thirty sites opens them all at once. False when far too many wait.
	 */
	take(serve: () => Promise<boolean>): boolean {
		if (this.#waiting >= WAITING_AT_MOST) return false;
		this.#waiting += 1;
		this.#line = this.#line.then(async () => {
			if (this.#mayNow() && (await serve())) this.#served.pop();
			this.#waiting -= 1;
		});
		return true;
	}

	#mayNow(): boolean {
		const now = this.#now();
		while (this.#served[0] !== undefined && this.#served[0] <= now - WINDOW_MS) this.#served.shift();
		if (this.#served.length >= AT_MOST) return false;
		this.#served.push(now);
		return true;
	}
}
