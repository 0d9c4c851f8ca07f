/** Calling the next person: the decision that must never call two for one, or one for two. */
import { isHiddenFrom } from '#lib/domain/person/known.ts';
import { accept, type Decision } from '#lib/domain/queue/decision.ts';
import type { CallNext } from '#lib/domain/queue/commands.ts';
import { callablePlaces, type Place } from '#lib/domain/queue/order.ts';
import { refuse } from '#lib/domain/queue/refusals.ts';
import type { Context, SiteState } from '#lib/domain/queue/site-state.ts';
import { may } from '#lib/domain/policy/policy.ts';
import type { Visit } from '#lib/domain/visit/state.ts';

/**
 * The first callable place among the services that the caller gives, with those of its party that are
 * called together with it. Nobody eligible is no refusal: `told.about` is then `nobody`.
 */
export function decideCallNext(state: SiteState, command: CallNext, ctx: Context): Decision {
	if (command.services?.some((service) => !state.services.has(service)))
		return refuse('unknown_service', { field: 'services' });
	if (command.services?.some((service) => !may(ctx.actor, 'call_next', { service })))
		return refuse('forbidden');
	if (!may(ctx.actor, 'call_next')) return refuse('forbidden');
	if (state.block === null) return refuse('no_open_block');
	if (command.room !== null && !state.rooms.has(command.room))
		return refuse('unknown_room', { field: 'room' });
	if (!command.alsoCall && isStillCalling(state, ctx.actor.id)) return refuse('still_calling');

	const services = new Set(command.services ?? ctx.actor.gives);
	const places = callablePlaces(callableBy(state, ctx), services);
	const first = places[0];
	if (first === undefined) return accept([], { about: 'nobody' });
	return callPlaces(state, withParty(first, places), command.room, ctx);
}

/** Visits of the open block that this account may call: « pas cette personne-là » is kept here too. */
export function* callableBy(state: SiteState, { actor, at }: Context): Iterable<Visit> {
	for (const visit of inBlock(state)) if (!isHiddenFrom(state, visit, actor.id, at)) yield visit;
}

/** Calls these places together, each in the given room, else in the one the caller used last. */
export function callPlaces(
	state: SiteState,
	places: readonly Place[],
	room: string | null,
	ctx: Context
): Decision {
	const where = room ?? state.usualRooms.get(ctx.actor.id) ?? null;
	const events = places.map(({ visit, entry }) => ({
		type: 'EntryCalled' as const,
		visitId: visit.id,
		entryId: entry.id,
		room: where
	}));
	const entries = places.map(({ visit, entry }) => ({ visitId: visit.id, entryId: entry.id }));
	return accept(events, { about: 'entries', entries });
}

/** Somebody was called by this account and has not been met yet. */
export function isStillCalling(state: SiteState, accountId: string): boolean {
	for (const visit of inBlock(state)) {
		if (visit.entries.some((e) => e.status === 'called' && e.calledBy === accountId)) return true;
	}
	return false;
}

/** A party that stays together is called at once: for each of its other visits, its first callable place (R-Q8). */
export function withParty(first: Place, places: readonly Place[]): Place[] {
	const { partyId, partyMode } = first.visit;
	if (partyId === null || partyMode === 'one_after_other') return [first];
	const party = new Map<string, Place>([[first.visit.id, first]]);
	for (const place of places) {
		if (place.visit.partyId === partyId && !party.has(place.visit.id)) party.set(place.visit.id, place);
	}
	return [...party.values()];
}

/** The visits of the open block: those left over from an earlier one are no longer called. */
function* inBlock(state: SiteState): Iterable<Visit> {
	for (const visit of state.visits.values()) if (visit.blockId === state.block?.id) yield visit;
}
