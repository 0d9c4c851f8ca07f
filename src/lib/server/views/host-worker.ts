/** The host's own worker: words and places, never why (R-B5). */
import type { HostWorkerEntry, HostWorkerView } from '#lib/contract/views.ts';
import { activeEntry, type EntryStatus, type Visit } from '#lib/domain/visit/state.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { areasOf, whereOf } from '#lib/server/views/company.ts';
import { siteHeader, ticketOf } from '#lib/server/views/header.ts';
import { hostWorkerLooks } from '#lib/server/views/looks.ts';
import { nameOf } from '#lib/server/views/staff-entries.ts';

/** One line per visit, by arrival: the order of passing would tell who is more ill. */
export function hostWorkerView(facts: BoardFacts): HostWorkerView {
	const visits = [...facts.visits.values()].sort(
		(a, b) => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1)
	);
	return {
		areas: areasOf(facts),
		entries: visits.flatMap((visit) => line(facts, visit)),
		looks: hostWorkerLooks(facts),
		tallies: [...facts.tallies],
		...siteHeader(facts)
	};
}

function line(facts: BoardFacts, visit: Visit): HostWorkerEntry[] {
	const entry = activeEntry(visit) ?? visit.entries.find(({ status }) => status === 'waiting');
	if (entry === undefined || !isShown(entry.status)) return [];
	return [
		{
			id: entry.id,
			visitId: visit.id,
			status: entry.status,
			presence: visit.presence,
			callBy: visit.callBy,
			room: entry.room === null ? null : nameOf(facts.rooms, entry.room).name,
			where: whereOf(facts, visit)?.name ?? null,
			...ticketOf(facts, visit.word)
		}
	];
}

function isShown(status: EntryStatus): status is HostWorkerEntry['status'] {
	return status === 'waiting' || status === 'called' || status === 'in_service';
}
