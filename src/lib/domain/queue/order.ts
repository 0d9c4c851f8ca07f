/** Who passes first. Total, explainable, and the same on every screen (R-Q1, R-Q2, R-Q6). */
import { LEVELS, activeEntry, type Entry, type Visit } from '#lib/domain/visit/state.ts';

/** One place in the queue: an entry together with the visit that brought it. */
export interface Place {
	readonly visit: Visit;
	readonly entry: Entry;
}

/** Negative when `a` passes before `b`: level, then back in time after an absence, then arrival, then id. */
export function comparePlaces(a: Place, b: Place): number {
	return (
		LEVELS.indexOf(a.entry.level) - LEVELS.indexOf(b.entry.level) ||
		Number(b.visit.returnedInGrace) - Number(a.visit.returnedInGrace) ||
		a.visit.arrivedAt - b.visit.arrivedAt ||
		compareIds(a.visit.id, b.visit.id) ||
		compareIds(a.entry.id, b.entry.id)
	);
}

/** Waiting entries of visits that are here and with nobody: those that may be called now. */
export function callablePlaces(visits: Iterable<Visit>, services: ReadonlySet<string>): Place[] {
	const places: Place[] = [];
	for (const visit of visits) {
		if (visit.presence !== 'here' || activeEntry(visit) !== undefined) continue;
		for (const entry of visit.entries) {
			if (entry.status === 'waiting' && services.has(entry.service)) places.push({ visit, entry });
		}
	}
	return places.sort(comparePlaces);
}

/** Why a place passes before an earlier arrival, or null when it does not (shown to the team). */
export type PassesEarlier =
	{ why: 'level'; level: Entry['level']; cause: Entry['levelCause'] } | { why: 'returned_in_grace' };

/** Kept with the place, so that whoever asks « pourquoi avant moi ? » gets the true answer. */
export function passesEarlier({ visit, entry }: Place): PassesEarlier | null {
	if (entry.level !== 'arrival_order') return { why: 'level', level: entry.level, cause: entry.levelCause };
	return visit.returnedInGrace ? { why: 'returned_in_grace' } : null;
}

function compareIds(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
