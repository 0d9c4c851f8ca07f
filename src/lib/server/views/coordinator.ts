/** Coordination: how a site is doing, without anybody's story. */
import type { CoordinatorView } from '#lib/contract/views.ts';
import type { Entry } from '#lib/domain/visit/state.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { teamHeader } from '#lib/server/views/header.ts';
import { coordinatorLooks } from '#lib/server/views/looks.ts';
import { placesWithLines } from '#lib/server/views/staff-entries.ts';

/** Places and counts of the open block. A person counts once, whatever they wait for; an animal never (R-Q9). */
export function coordinatorView(facts: BoardFacts): CoordinatorView {
	return {
		entries: placesWithLines(facts).map(({ line }) => line),
		looks: coordinatorLooks(facts),
		tallies: [...facts.tallies],
		counts: countsOf(facts),
		...teamHeader(facts)
	};
}

function countsOf(facts: BoardFacts): CoordinatorView['counts'] {
	const all = [...facts.visits.values()];
	const visits = all.filter(({ subject }) => subject === 'person');
	// Who is called still waits, until the encounter begins.
	const waits = visits.filter(
		(visit) => visit.entries.some(isWaited) && !visit.entries.some((e) => e.status === 'in_service')
	);
	const waitingAt = (level: string) =>
		waits.filter((visit) => visit.entries.some((e) => isWaited(e) && e.level === level)).length;
	const since = waits.length === 0 ? null : Math.min(...waits.map((visit) => visit.arrivedAt));
	const having = (status: string) =>
		visits.filter((visit) => visit.entries.some((e) => e.status === status)).length;
	return {
		arrived: visits.length,
		waiting: waits.length,
		inService: having('in_service'),
		seen: having('done'),
		left: visits.filter((visit) => visit.presence === 'left').length,
		deferred: having('deferred'),
		longestWaitSince: since === null ? null : new Date(since).toISOString(),
		now: waitingAt('now'),
		soonerToday: waitingAt('sooner_today'),
		animals: all.length - visits.length
	};
}

function isWaited({ status }: Entry): boolean {
	return status === 'waiting' || status === 'called';
}
