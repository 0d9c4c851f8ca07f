/** Writes down what clients ask and hear, in the order in which it happens in this process. */
import type { Answer, Asked, History, HistoryEvent } from '../checker/history.ts';

export class Recorder {
	readonly #events: HistoryEvent[] = [];
	readonly #now: () => number;

	/** `now` is a clock in ms that never goes back. */
	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	get history(): History {
		return this.#events;
	}

	invoke(key: string, by: string, asked: Asked): void {
		this.#events.push({ type: 'invoke', key, by, asked, ms: this.#now() });
	}

	ok(key: string, answer: Answer): void {
		this.#events.push({ type: 'ok', key, answer, ms: this.#now() });
	}

	fail(key: string, code: string): void {
		this.#events.push({ type: 'fail', key, code, ms: this.#now() });
	}

	info(key: string): void {
		this.#events.push({ type: 'info', key, ms: this.#now() });
	}
}
