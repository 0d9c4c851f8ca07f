/** A month of a site, in its own zone. */
import { boundsOfDay } from '#lib/server/store/local-time.ts';

export interface Month {
	readonly siteId: string;
	/** `YYYY-MM-01`. */
	readonly first: string;
	/** Instants in ms; `until` is the beginning of the next month. */
	readonly from: number;
	readonly until: number;
	readonly timezone: string;
}

/** The month `YYYY-MM` of a site. */
export function monthOf(siteId: string, month: string, timezone: string): Month {
	const first = `${month}-01`;
	const [year = 0, ordinal = 0] = month.split('-').map(Number);
	const next = ordinal === 12 ? `${year + 1}-01-01` : `${year}-${String(ordinal + 1).padStart(2, '0')}-01`;
	const [from, until] = [boundsOfDay(first, timezone).from, boundsOfDay(next, timezone).from];
	return { siteId, first, from, until, timezone };
}
