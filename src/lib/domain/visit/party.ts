/** Who came together (R-Q8). A party has no row of its own: its visits hold the same id and the same mode. */
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import type { VisitEvent } from '#lib/domain/visit/events.ts';
import type { PartyMode, Visit } from '#lib/domain/visit/state.ts';

/** A family comes as one party; a whole class is welcomed one by one, or as several. */
export const LARGEST_PARTY = 8;

/** The visits of a party in the open block, without those that were merged into another. */
export function membersOf(state: SiteState, partyId: string | null): Visit[] {
	if (partyId === null) return [];
	return [...state.visits.values()].filter(
		(visit) => visit.partyId === partyId && visit.blockId === state.block?.id && visit.mergedInto === null
	);
}

/** What makes these visits one party in this mode; nothing for those that are in it already. */
export function joining(visits: readonly Visit[], partyId: string, mode: PartyMode): VisitEvent[] {
	return visits
		.filter((visit) => visit.partyId !== partyId || visit.partyMode !== mode)
		.map(({ id: visitId }) => ({ type: 'PartyJoined', visitId, partyId, mode }));
}

/** The visit leaves its party; a party of one is none. */
export function leaving(state: SiteState, { id, partyId }: Visit): VisitEvent[] {
	const others = membersOf(state, partyId).filter((visit) => visit.id !== id);
	const alone = others.length === 1 ? others.map((visit) => visit.id) : [];
	return [id, ...alone].map((visitId) => ({ type: 'PartyLeft', visitId }));
}
