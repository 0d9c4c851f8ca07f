/** The tablet at the door: the whole list, and what is needed to welcome somebody. */
import type { ReceptionView } from '#lib/contract/views.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { teamHeader } from '#lib/server/views/header.ts';
import { placesInOrder, staffEntry } from '#lib/server/views/staff-entries.ts';

/** Reasons are in a person's file, one by one; the list itself does not say why anybody came. */
export function receptionView(facts: BoardFacts): ReceptionView {
	return {
		...teamHeader(facts),
		reasons: facts.reasons.map(({ id, name, short, pictogram, route }) => ({
			id,
			name,
			short,
			pictogram,
			route
		})),
		defaultService: facts.block?.default_service ?? null,
		entries: placesInOrder(facts).map((place) => ({
			...staffEntry(facts, place),
			alias: facts.aliases.get(place.visit.id) ?? null,
			language: place.visit.language,
			peerWanted: place.visit.peerWanted
		}))
	};
}
