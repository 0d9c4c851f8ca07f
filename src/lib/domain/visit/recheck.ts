/** « Ça va toujours ? » : when somebody who waits is to be asked (R-I6). It moves no place. */
import { activeEntry, type Entry, type Visit } from '#lib/domain/visit/state.ts';

const MINUTE = 60_000;

/** A site's minutes between two times of asking. */
export interface RecheckMinutes {
	readonly usual: number;
	/** For those who pass earlier today. */
	readonly sooner: number;
}

/** The instant from which to ask; null for an animal, for those who are not here, and where nobody waits. */
export function recheckDueAt(visit: Visit, entry: Entry, minutes: RecheckMinutes): number | null {
	if (visit.subject === 'animal' || visit.presence !== 'here') return null;
	if (entry.status !== 'waiting' || activeEntry(visit) !== undefined) return null;
	const since = Math.max(visit.registeredAt, visit.presenceAt, visit.checkedAt ?? 0, entry.levelAt ?? 0);
	const wait = entry.level === 'arrival_order' ? minutes.usual : minutes.sooner;
	return since + wait * MINUTE;
}
