/** A component that comes after the page's first picture: when the browser is idle, or once it is needed. */
import { untilThere } from '#lib/client/until-there.ts';

/** How long other work may hold it up: a tablet that loses the wifi after that has the whole page. */
const IDLE_AT_MOST_MS = 3_000;

export class Later<C> {
	/** Null until it is there, and on the server. */
	component: C | null = $state.raw(null);
	#asked = false;
	readonly #fetch: () => Promise<{ default: C }>;

	constructor(fetchModule: () => Promise<{ default: C }>) {
		this.#fetch = fetchModule;
	}

	/** Fetches it now; asking again changes nothing. */
	need(): void {
		if (this.#asked) return;
		this.#asked = true;
		void untilThere(this.#fetch).then((module) => (this.component = module.default));
	}
}

/** Fetches them as soon as the browser has nothing better to do, unless the function that it returns is called before. */
export function whenIdle(...parts: readonly Later<unknown>[]): () => void {
	const fetchAll = () => {
		for (const part of parts) part.need();
	};
	// Safari has no idle callback.
	if (typeof requestIdleCallback !== 'function') {
		const timer = setTimeout(fetchAll, IDLE_AT_MOST_MS);
		return () => clearTimeout(timer);
	}
	const handle = requestIdleCallback(fetchAll, { timeout: IDLE_AT_MOST_MS });
	return () => cancelIdleCallback(handle);
}
