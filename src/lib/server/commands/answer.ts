/** What the caller is told after a yes. Ids, words, codes and times only. */
import { visitShown, visitWithoutServices, type EntriesAnswer } from '#lib/contract/answers.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import type { Told } from '#lib/domain/queue/decision.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import type { Entry, Visit } from '#lib/domain/visit/state.ts';
import type { Outcome } from '#lib/server/commands/request.ts';

/** Renders the answer from the state after the command. `created` answers 201. */
export function answerOf(
	told: Told,
	state: SiteState,
	{ seq, created, role }: { seq: number; created: boolean; role: Role }
): Outcome {
	switch (told.about) {
		case 'nobody':
			return { kind: 'nobody' };
		case 'person':
			return answered({ person: { id: told.personId }, seq }, created);
		case 'block':
			return answered({ block: { id: told.blockId }, seq }, created);
		case 'look':
			return answered({ look: { id: told.lookId }, seq }, created);
		case 'tally': {
			const { kind } = told;
			return answered({ tally: { kind, count: state.tallies.get(kind) ?? 0 }, seq }, created);
		}
		case 'visit': {
			const visit = known(state, told.visitId);
			const { routedBy } = told;
			// What a person came for is not the host's to know, in an answer no more than on a screen (R-B5).
			if (role === 'host_worker') return answered({ visit: visitWithoutServices(visit), seq }, created);
			return answered(
				{ visit: visitShown(visit), ...(routedBy !== undefined && { routedBy }), seq },
				created
			);
		}
		case 'entries': {
			const entries = told.entries.flatMap(({ visitId, entryId }) => {
				const visit = known(state, visitId);
				// An undone redirection takes its new entry back: it is no longer there to tell about.
				const entry = visit.entries.find((e) => e.id === entryId);
				return entry === undefined ? [] : [entryShown(visit, entry)];
			});
			return answered({ entries, seq } satisfies EntriesAnswer, created);
		}
	}
}

function entryShown(visit: Visit, entry: Entry): EntriesAnswer['entries'][number] {
	const { id, service, status, room, calledBy } = entry;
	return { id, visitId: visit.id, word: visit.word, service, status, room, calledBy };
}

function answered(body: object, created: boolean): Outcome {
	return { kind: 'answered', status: created ? 201 : 200, text: JSON.stringify(body) };
}

function known(state: SiteState, visitId: string): Visit {
	const visit = state.visits.get(visitId);
	if (visit === undefined) throw new Error('a decision tells only about visits that it was given');
	return visit;
}
