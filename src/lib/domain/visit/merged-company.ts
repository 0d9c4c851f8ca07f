/** What two visits of one person knew about company and wishes, when they become one. */
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import type { TakenCompany, VisitEvent } from '#lib/domain/visit/events.ts';
import { joining, LARGEST_PARTY, membersOf } from '#lib/domain/visit/party.ts';
import type { Answer, Visit } from '#lib/domain/visit/state.ts';

/** What the visit that stays has afterwards: its own answers first, then the other's. */
export function takenCompany(state: SiteState, kept: Visit, absorbed: Visit): TakenCompany {
	const { id, mode } = partyAfter(state, kept, absorbed);
	return {
		partyId: id,
		partyMode: mode,
		animal: kept.animal ?? absorbed.animal,
		pressing: answered(kept.pressing, absorbed.pressing),
		quietCorner: answered(kept.quietCorner, absorbed.quietCorner),
		dimLight: answered(kept.dimLight, absorbed.dimLight),
		interpreter: kept.interpreter ?? absorbed.interpreter
	};
}

/** Those who came with the absorbed visit come with the one that stays; so do its animals. */
export function companyAround(state: SiteState, kept: Visit, absorbed: Visit): VisitEvent[] {
	const { id, mode, others } = partyAfter(state, kept, absorbed);
	const animals = [...state.visits.values()].filter((visit) => visit.withVisitId === absorbed.id);
	return [
		...(id === null
			? others.map((visit): VisitEvent => ({ type: 'PartyLeft', visitId: visit.id }))
			: joining(others, id, mode)),
		...animals.map((animal): VisitEvent => ({
			type: 'HumanChanged',
			visitId: animal.id,
			withVisitId: kept.id
		}))
	];
}

/** One party of both, unless that is too large: then the kept visit's. Nobody left beside it: none. */
function partyAfter(state: SiteState, kept: Visit, absorbed: Visit) {
	const own = kept.partyId ?? absorbed.partyId;
	const mode = kept.partyId === null ? absorbed.partyMode : kept.partyMode;
	const around = (...ids: (string | null)[]) =>
		[...new Set(ids.flatMap((id) => membersOf(state, id)))].filter(
			(visit) => visit.id !== kept.id && visit.id !== absorbed.id
		);
	const both = around(kept.partyId, absorbed.partyId);
	const others = both.length < LARGEST_PARTY ? both : around(own);
	return { id: others.length === 0 ? null : own, mode, others };
}

function answered(own: Answer, other: Answer): Answer {
	return own === 'not_asked' ? other : own;
}
