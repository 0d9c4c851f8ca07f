/** One person was put on the list twice: the two visits become the earlier one. */
import { isHiddenFrom, restrictionsOf, rootOf } from '#lib/domain/person/known.ts';
import type { MergeVisits } from '#lib/domain/queue/commands.ts';
import { accept, type Decision } from '#lib/domain/queue/decision.ts';
import { comparePlaces } from '#lib/domain/queue/order.ts';
import { refuse } from '#lib/domain/queue/refusals.ts';
import type { Context, SiteState } from '#lib/domain/queue/site-state.ts';
import { may } from '#lib/domain/policy/policy.ts';
import type { TakenPlace, VisitEvent } from '#lib/domain/visit/events.ts';
import { companyAround, takenCompany } from '#lib/domain/visit/merged-company.ts';
import { activeEntry, isActive, isFinished, LEVELS, type Visit } from '#lib/domain/visit/state.ts';

/**
 * The earlier arrival stays and takes over the places of the other that it does not hold yet, each at the more
 * urgent of the two levels. Refused while somebody of the team has the later one in hand.
 */
export function decideMergeVisits(state: SiteState, command: MergeVisits, ctx: Context): Decision {
	const one = state.visits.get(command.visitId);
	const other = state.visits.get(command.otherVisitId);
	if (one === undefined || other === undefined) return refuse('not_found');
	if (!may(ctx.actor, 'merge_visits')) return refuse('forbidden');
	if ([one, other].some((visit) => isHiddenFrom(state, visit, ctx.actor.id, ctx.at)))
		return refuse('file_unavailable');
	if (one.id === other.id) return refuse('same_visit');
	if ([one, other].some((visit) => visit.blockId !== state.block?.id)) return refuse('block_closed');
	if ([one, other].some(isFinished)) return refuse('not_open');
	if (one.subject !== other.subject || areDifferentPeople(state, one, other))
		return refuse('different_people');
	const [kept, absorbed] = isEarlier(one, other) ? [one, other] : [other, one];
	if (activeEntry(absorbed) !== undefined) return refuse('entry_active');
	const personId = kept.personId ?? absorbed.personId;
	return accept(
		[
			{ type: 'VisitAbsorbed', visitId: absorbed.id, intoId: kept.id },
			{
				type: 'VisitTookOver',
				visitId: kept.id,
				absorbedId: absorbed.id,
				personId,
				reasons: [...new Set([...kept.reasons, ...absorbed.reasons])],
				places: absorbed.entries.flatMap((entry) => takenPlace(kept, entry, ctx)),
				company: takenCompany(state, kept, absorbed)
			},
			// Whoever may not see one of them may not see the one that stays.
			...keptFrom(state, absorbed, { ...kept, personId }, ctx),
			...companyAround(state, kept, absorbed)
		],
		{ about: 'visit', visitId: kept.id }
	);
}

/**
 * The absorbed visit comes back, for it was another person: the one that stayed, and those that took that one's place
 * in turn, give back the person and the values that came from it. Who could not see them before still can't.
 */
export function givenBack(state: SiteState, absorbed: Visit, ctx: Context): VisitEvent[] {
	const events: VisitEvent[] = [];
	let id = absorbed.mergedInto;
	while (id !== null) {
		const kept = state.visits.get(id);
		if (kept === undefined) break;
		// One key is on the list once: the other one can have it from nowhere else.
		const person = absorbed.personId !== null && kept.personId === absorbed.personId;
		events.push({ type: 'VisitGaveBack', visitId: kept.id, toId: absorbed.id, person });
		if (person) events.push(...keptFrom(state, kept, { ...kept, personId: null }, ctx));
		id = kept.mergedInto;
	}
	return events;
}

/** What keeps colleagues from `from` and not yet from `visit`, asked for it too. */
function keptFrom(state: SiteState, from: Visit, visit: Visit, { newId }: Context): VisitEvent[] {
	const standing = new Set(restrictionsOf(state, visit).map(({ accountId }) => accountId));
	const asked = new Set(restrictionsOf(state, from).map(({ accountId }) => accountId));
	return [...asked]
		.filter((accountId) => !standing.has(accountId))
		.map((accountId) => ({
			type: 'RestrictionSet',
			visitId: visit.id,
			restrictionId: newId(),
			accountId,
			ofPerson: visit.personId !== null
		}));
}

/** Two keys that are known to be two people. */
function areDifferentPeople(state: SiteState, a: Visit, b: Visit): boolean {
	if (a.personId === null || b.personId === null) return false;
	return rootOf(state, a.personId) !== rootOf(state, b.personId);
}

function isEarlier(a: Visit, b: Visit): boolean {
	const place = (visit: Visit) => ({ visit: { ...visit, returnedInGrace: false }, entry: LEVEL_FREE });
	return comparePlaces(place(a), place(b)) < 0;
}

const LEVEL_FREE = { id: '', level: 'arrival_order' } as Visit['entries'][number];

/** What the kept visit does with one waiting place: a new one, or a higher level for its own. */
function takenPlace(kept: Visit, entry: Visit['entries'][number], { newId }: Context): TakenPlace[] {
	if (entry.status !== 'waiting') return [];
	const { service, level, levelCause, levelBy, levelAt } = entry;
	const standing = kept.entries.find((e) => e.service === service && (e.status === 'waiting' || isActive(e)));
	const taken = { service, level, levelCause, levelBy, levelAt };
	if (standing === undefined) return [{ ...taken, entryId: newId() }];
	const isHigher = LEVELS.indexOf(level) < LEVELS.indexOf(standing.level);
	return isHigher ? [{ ...taken, entryId: standing.id }] : [];
}
