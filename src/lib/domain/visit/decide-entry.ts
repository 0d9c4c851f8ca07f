/** One step of one place. */
import { callableBy, callPlaces, isStillCalling, withParty } from '#lib/domain/queue/call-next.ts';
import type { EntryCommand } from '#lib/domain/queue/commands.ts';
import { isHiddenFrom, otherActiveVisit } from '#lib/domain/person/known.ts';
import { accept, type Decision } from '#lib/domain/queue/decision.ts';
import { callablePlaces, type Place } from '#lib/domain/queue/order.ts';
import { refuse, type Refusal } from '#lib/domain/queue/refusals.ts';
import type { Context, SiteState } from '#lib/domain/queue/site-state.ts';
import { may } from '#lib/domain/policy/policy.ts';
import type { VisitEvent } from '#lib/domain/visit/events.ts';
import { activeEntry, isActive } from '#lib/domain/visit/state.ts';
import { entryStepRefusal } from '#lib/domain/visit/transitions.ts';

/** Decides a step of an entry: known, allowed to this actor, possible in this state, then what happens. */
export function decideEntry(state: SiteState, command: EntryCommand, ctx: Context): Decision {
	const place = placeOf(state, command.entryId);
	if (place === null) return refuse('not_found');
	const { visit, entry } = place;
	// To let somebody go is no look at their file; every other step would be.
	if (command.verb !== 'release' && isHiddenFrom(state, visit, ctx.actor.id, ctx.at))
		return refuse('file_unavailable');
	const subject = {
		service: entry.service,
		inHandOf: entry.calledBy,
		lastStepBy: visit.lastStep?.by ?? null
	};
	const refused = entryStepRefusal(visit, entry, command.verb, ctx.at);
	// A step that has been superseded belongs to nobody any more: say so before asking whose it was.
	if (refused === 'undo_superseded') return refuse(refused);
	if (!may(ctx.actor, command.verb, subject)) return refuse('forbidden');
	if (visit.blockId !== state.block?.id) return refuse('block_closed');
	if (refused === 'taken') return refuse('taken', whoHas(state, place));
	if (refused !== null) return refuse(refused);
	const beside = command.verb === 'undo' ? otherActiveVisit(state, visit) : undefined;
	if (beside !== undefined)
		return refuse('already_here_today', { visit: { id: beside.id, word: beside.word } });
	if ('room' in command && command.room !== null && !state.rooms.has(command.room))
		return refuse('unknown_room', { field: 'room' });

	const steps = stepEvents(state, command, place, ctx);
	if ('refused' in steps) return steps;
	if ('told' in steps) return steps;
	return accept(steps.events, { about: 'entries', entries: steps.entries });
}

type Steps = { events: VisitEvent[]; entries: { visitId: string; entryId: string }[] };

function stepEvents(state: SiteState, command: EntryCommand, place: Place, ctx: Context): Steps | Decision {
	const { visit, entry } = place;
	const ids = { visitId: visit.id, entryId: entry.id };
	const one = (event: VisitEvent): Steps => ({ events: [event], entries: [ids] });
	switch (command.verb) {
		case 'call': {
			if (!command.alsoCall && isStillCalling(state, ctx.actor.id)) return refuse('still_calling');
			const places = callablePlaces(callableBy(state, ctx), ctx.actor.gives);
			return callPlaces(state, withParty(place, places), command.room, ctx);
		}
		case 'recall':
			return one({ type: 'EntryRecalled', ...ids });
		case 'start':
			return one({ type: 'EntryStarted', ...ids });
		case 'complete':
			return one({ type: 'EntryCompleted', ...ids, outcome: command.outcome });
		case 'absent':
			return one({ type: 'PersonNotThere', ...ids });
		case 'release':
			return one({ type: 'EntryReleased', ...ids });
		case 'take_over': {
			if (entry.calledBy === ctx.actor.id) return refuse('already_yours');
			const room = command.room ?? entry.room;
			return one({ type: 'EntryTakenOver', ...ids, room });
		}
		case 'reroute':
			return reroute(state, command, place, ctx);
		case 'level':
			return one({ type: 'LevelSet', ...ids, level: command.level, cause: command.cause });
		case 'defer':
			return one({ type: 'EntryDeferred', ...ids, to: command.to });
		case 'cancel':
			return one({ type: 'EntryCancelled', ...ids, redirected: command.redirected });
		case 'undo':
			return one({ type: 'StepUndone', ...ids });
	}
}

function reroute(
	state: SiteState,
	command: Extract<EntryCommand, { verb: 'reroute' }>,
	{ visit, entry }: Place,
	ctx: Context
): Steps | Decision {
	const { service, when } = command;
	if (!state.services.has(service)) return refuse('unknown_service', { field: 'service' });
	if (when !== 'other_day' && !state.block?.services.has(service)) return refuse('service_not_offered');
	const wanted = visit.entries.some(
		(e) => e.service === service && (e.status === 'waiting' || isActive(e) || e.id === entry.id)
	);
	if (wanted) return refuse('already_wanted');
	const newEntryId = ctx.newId();
	const ids = { visitId: visit.id, entryId: entry.id };
	return {
		events: [{ type: 'EntryRerouted', ...ids, newEntryId, service, when }],
		entries: [ids, { visitId: visit.id, entryId: newEntryId }]
	};
}

function placeOf(state: SiteState, entryId: string): Place | null {
	for (const visit of state.visits.values()) {
		const entry = visit.entries.find((e) => e.id === entryId);
		if (entry !== undefined) return { visit, entry };
	}
	return null;
}

function whoHas(state: SiteState, { visit }: Place): Omit<Refusal, 'refused'> {
	const id = activeEntry(visit)?.calledBy ?? null;
	return id === null ? {} : { by: { id, name: state.staffNames.get(id) ?? id } };
}
