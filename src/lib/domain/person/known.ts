/** Who is who at a site, and who may not see whom. */
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import { isFinished, type Visit } from '#lib/domain/visit/state.ts';

/** The key at the end of a line of merges; the key itself for somebody who is not among the facts. */
export function rootOf(state: SiteState, personId: string): string {
	return state.people.get(personId)?.rootId ?? personId;
}

/** The unfinished visit of this person, under whichever of their keys, in the open block of this site. */
export function activeVisitOf(state: SiteState, personId: string): Visit | undefined {
	const root = rootOf(state, personId);
	for (const visit of state.visits.values()) {
		// Whoever was left over at the end of a block is not here any more, whatever their places say.
		if (visit.personId === null || visit.blockId !== state.block?.id || isFinished(visit)) continue;
		if (rootOf(state, visit.personId) === root) return visit;
	}
	return undefined;
}

/** Another unfinished visit of the same person here: this one can't begin again beside it. */
export function otherActiveVisit(state: SiteState, visit: Visit): Visit | undefined {
	if (visit.personId === null) return undefined;
	const active = activeVisitOf(state, visit.personId);
	return active?.id === visit.id ? undefined : active;
}

/**
 * True when this account may see of the visit no more than its word: the person asked so, and the account has not
 * opened it for a reason that will be reviewed. `at` is in ms.
 */
export function isHiddenFrom(state: SiteState, visit: Visit, accountId: string, at: number): boolean {
	return restrictionsOf(state, visit).some(
		(r) => r.accountId === accountId && (r.glassUntil === null || r.glassUntil < at)
	);
}

/** The restrictions that hold for a visit: its own and its person's. */
export function restrictionsOf(state: SiteState, { id, personId }: Visit) {
	const root = personId === null ? null : rootOf(state, personId);
	return state.restrictions.filter(
		(r) => r.visitId === id || (r.personId !== null && rootOf(state, r.personId) === root)
	);
}

/** The same for a person, whether or not they are here. */
export function isPersonHiddenFrom(
	state: SiteState,
	personId: string,
	accountId: string,
	at: number
): boolean {
	const root = rootOf(state, personId);
	return state.restrictions.some(
		(r) =>
			r.accountId === accountId &&
			r.personId !== null &&
			rootOf(state, r.personId) === root &&
			(r.glassUntil === null || r.glassUntil < at)
	);
}
