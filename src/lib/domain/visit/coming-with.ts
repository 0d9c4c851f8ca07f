/** Somebody who is put on the list together with others, or an animal with its human (R-Q8, R-Q9). */
import type { RegisterVisit } from '#lib/domain/queue/commands.ts';
import { refuse, type Refusal } from '#lib/domain/queue/refusals.ts';
import type { Context, SiteState } from '#lib/domain/queue/site-state.ts';
import type { VisitEvent } from '#lib/domain/visit/events.ts';
import { joining, LARGEST_PARTY, membersOf } from '#lib/domain/visit/party.ts';
import { isFinished, type PartyMode, type Visit } from '#lib/domain/visit/state.ts';

interface Company {
	readonly partyId: string | null;
	readonly partyMode: PartyMode;
	/** An animal's human; of a person it is not kept, since the party says it. */
	readonly withVisitId: string | null;
	/** What happens to those who were there already. */
	readonly others: readonly VisitEvent[];
}

/** The party that a newcomer comes in, and what that changes for the others of it. */
export function companyOf(state: SiteState, command: RegisterVisit, ctx: Context): Company | Refusal {
	const beside = command.withVisitId === null ? undefined : state.visits.get(command.withVisitId);
	const isAnimal = command.subject === 'animal';
	if (isAnimal && (beside === undefined || !isPersonHere(state, beside)))
		return refuse('animal_without_person');
	if (isAnimal) return inParty(state, command, command.partyId, [], command.withVisitId);
	if (command.withVisitId === null) return inParty(state, command, command.partyId, [], null);
	if (beside?.blockId !== state.block?.id || beside === undefined) return refuse('not_found');
	if (isFinished(beside)) return refuse('not_open');
	return inParty(state, command, beside.partyId ?? command.partyId ?? ctx.newId(), [beside], null);
}

function isPersonHere(state: SiteState, visit: Visit): boolean {
	return visit.subject === 'person' && visit.blockId === state.block?.id && !isFinished(visit);
}

function inParty(
	state: SiteState,
	{ partyMode: asked }: RegisterVisit,
	partyId: string | null,
	beside: readonly Visit[],
	withVisitId: string | null
): Company | Refusal {
	const others = [...new Set([...membersOf(state, partyId), ...beside])];
	if (others.length >= LARGEST_PARTY) return refuse('party_too_large');
	const partyMode = asked ?? others.find((visit) => visit.partyId !== null)?.partyMode ?? 'together';
	const events = partyId === null ? [] : joining(others, partyId, partyMode);
	return { partyId, partyMode, withVisitId, others: events };
}
