/** What people of a team do by chance in an afternoon: likely steps mostly, and some that make no sense. */
import type { Asked, PlaceName, PlaceVerb } from '../checker/history.ts';
import type { Chance } from './chance.ts';

export interface Person {
	readonly id: string;
	/** Puts people on the list, or calls them for a service. */
	readonly gives: string | null;
	readonly maySetLevel: boolean;
}

/** What this person knows of the list. */
export interface Known {
	/** Places that somebody was told of. */
	readonly places: readonly PlaceName[];
	/** Those that this person called or met, the last one last. */
	readonly own: readonly PlaceName[];
}

/** The next thing that this person asks for; `newVisit` is for somebody who comes. */
export function nextAsked(
	{ gives, maySetLevel }: Person,
	{ places, own }: Known,
	chance: Chance,
	newVisit: () => string
): Exclude<Asked, { verb: 'read' }> {
	if (gives === null) {
		if (places.length === 0 || chance.percent(55)) {
			const services = chance.of([['infirmier'], ['infirmier'], ['dentaire'], ['infirmier', 'dentaire']]);
			return { verb: 'register', visit: newVisit(), services };
		}
		const verb = chance.of(['step_out', 'return', 'return', 'leave'] as const);
		return { verb, visit: chance.of(places).visit };
	}
	const mine = places.filter(({ service }) => service === gives);
	const latest = own.at(-1);
	if (latest === undefined || chance.percent(45)) {
		if (mine.length > 0 && chance.percent(20)) return { verb: 'call', alsoCall: true, ...chance.of(mine) };
		return { verb: 'call_next', services: [gives], alsoCall: chance.percent(70) };
	}
	// Somebody may be met whose place nobody was told of, since the answer was lost.
	if (maySetLevel && chance.percent(20) && mine.length > 0) {
		const level = chance.of(['now', 'sooner_today', 'arrival_order'] as const);
		return { verb: 'level', level, ...chance.of(mine) };
	}
	const steps: readonly PlaceVerb[] = ['start', 'start', 'complete', 'absent', 'release', 'undo', 'undo'];
	return { verb: chance.of(steps), ...(chance.percent(80) ? latest : chance.of(own)) };
}
