/** A clinician's list: the reason and the alias stand only beside the services given (ADR 4). */
import type { ClinicianView, EntryForCare } from '#lib/contract/views.ts';
import type { Place } from '#lib/domain/queue/order.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { teamHeader } from '#lib/server/views/header.ts';
import { isOpen, nameOf, placesInOrder, staffEntry } from '#lib/server/views/staff-entries.ts';

/** Places of the services given, with what care needs; the others without it. */
export function clinicianView(facts: BoardFacts, gives: readonly string[]): ClinicianView {
	return {
		...teamHeader(facts),
		gives: [...gives].sort(),
		entries: placesInOrder(facts).map((place) => ({
			...staffEntry(facts, place),
			care: gives.includes(place.entry.service) && isOpen(place.entry) ? care(facts, place) : null
		}))
	};
}

function care(facts: BoardFacts, { visit }: Place): EntryForCare {
	return {
		alias: facts.aliases.get(visit.id) ?? null,
		reasons: visit.reasons.map((id) => nameOf(facts.reasons, id)),
		language: visit.language,
		peerWanted: visit.peerWanted,
		traineeAccepted: visit.traineeAccepted
	};
}
