/** A clinician's list: the reason and the alias stand only beside the services given (ADR 4). */
import type { ClinicianView, EntryForCare, NamedRow } from '#lib/contract/views.ts';
import type { Place } from '#lib/domain/queue/order.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { companyOf } from '#lib/server/views/company.ts';
import { teamHeader } from '#lib/server/views/header.ts';
import { clinicianLooks } from '#lib/server/views/looks.ts';
import { isOpen, nameOf, placesWithLines } from '#lib/server/views/staff-entries.ts';

/** Places of the services given, with what care needs; the others without it. */
export function clinicianView(facts: BoardFacts, gives: readonly string[]): ClinicianView {
	return {
		gives: [...gives].sort(),
		entries: placesWithLines(facts).map((place) => ({
			care: isForCare(facts, place, gives) ? care(facts, place) : null,
			...place.line
		})),
		looks: clinicianLooks(facts),
		...teamHeader(facts)
	};
}

function isForCare(facts: BoardFacts, { visit, entry }: Place, gives: readonly string[]): boolean {
	return gives.includes(entry.service) && isOpen(entry) && !facts.masked.has(visit.id);
}

function care(facts: BoardFacts, { visit, entry }: Place): EntryForCare {
	return {
		alias: facts.aliases.get(visit.id) ?? null,
		reasons: reasonsFor(facts, visit.reasons, entry.service),
		language: visit.language,
		peerWanted: visit.peerWanted,
		traineeAccepted: visit.traineeAccepted,
		personId: visit.personId,
		...companyOf(facts, visit)
	};
}

/**
 * The reasons whose route names this service, or that lead to nobody else here: what somebody came for at
 * another service is not told at this one (ADR 4).
 */
function reasonsFor(facts: BoardFacts, reasons: readonly string[], service: string): NamedRow[] {
	const offered = facts.block?.services ?? [];
	const routeOf = (id: string) => facts.reasons.find((reason) => reason.id === id)?.route ?? [];
	const told = reasons.filter((id) => {
		const route = routeOf(id);
		return route.includes(service) || !route.some((step) => offered.includes(step));
	});
	return told.map((id) => nameOf(facts.reasons, id));
}
