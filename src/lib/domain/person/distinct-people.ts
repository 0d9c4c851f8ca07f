/** How many different people came: an estimate, said with how much of it is known (R-P7). */

export interface CountedVisits {
	readonly visits: number;
	/** Visits of somebody who could be recognised. */
	readonly linked: number;
	/** Different people among those. */
	readonly people: number;
}

export interface PeopleEstimate {
	/** Null when no visit is linked: there is nothing to estimate from. */
	readonly about: number | null;
	/** Of all visits, in whole percent. */
	readonly linkedPercent: number;
}

/** Those who are not known are taken to come as often as those who are. */
export function estimatePeople({ visits, linked, people }: CountedVisits): PeopleEstimate {
	if (linked === 0) return { about: null, linkedPercent: 0 };
	const others = Math.round(((visits - linked) * people) / linked);
	return { about: people + others, linkedPercent: Math.round((100 * linked) / visits) };
}
