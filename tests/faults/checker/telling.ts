/** Short histories by hand, for the tests of the checker. */
import type { Answer, Asked, History, HistoryEvent, Presence, SeenPlace, Status } from './history.ts';

/** Tells what happened, event by event; a second passes between two. */
export class Telling {
	readonly #events: HistoryEvent[] = [];
	#keys = 0;

	get history(): History {
		return this.#events;
	}

	/** Asks, and gives the key to answer with; the same key again is the same command. */
	asks(by: string, asked: Asked, key = `k${(this.#keys += 1)}`): string {
		this.#events.push({ type: 'invoke', key, by, asked, ms: this.#ms });
		return key;
	}

	hears(key: string, answer: Answer): this {
		this.#events.push({ type: 'ok', key, answer, ms: this.#ms });
		return this;
	}

	isRefused(key: string, code: string): this {
		this.#events.push({ type: 'fail', key, code, ms: this.#ms });
		return this;
	}

	hearsNothing(key: string): this {
		this.#events.push({ type: 'info', key, ms: this.#ms });
		return this;
	}

	/** Asks and hears at once. */
	does(by: string, asked: Asked, answer: Answer): this {
		return this.hears(this.asks(by, asked), answer);
	}

	/** Somebody is put on the list for « nursing »; `arrivedAt` is 100 times the number unless told. */
	comes(visit: string, seq: number, arrivedAt = seq * 100): this {
		return this.does('tablet', register(visit), here(seq, arrivedAt));
	}

	get #ms(): number {
		return this.#events.length * 1_000;
	}
}

export const register = (visit: string): Asked => ({ verb: 'register', visit, services: ['nursing'] });
export const callNext: Asked = { verb: 'call_next', services: ['nursing'], alsoCall: true };
export const nobody: Answer = { about: 'nobody' };

export const here = (seq: number, arrivedAt: number): Answer => ({
	...{ about: 'visit', seq, presence: 'here', arrivedAt, places: ['nursing waiting'] }
});
export const visit = (seq: number, presence: Presence, status: Status): Answer => ({
	...{ about: 'visit', seq, presence, places: [`nursing ${status}`] }
});
export const place = (seq: number, name: string, status: Status, by: string | null): Answer => {
	const seen: SeenPlace = { visit: name, service: 'nursing', status, by };
	return { about: 'places', seq, places: [seen] };
};
export const all = (seq: number, ...places: string[]): Answer => ({ about: 'all', seq, places });
