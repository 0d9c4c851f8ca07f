/** People who came together, and people who are elsewhere meanwhile. None of this moves anybody's place. */
import { isHiddenFrom } from '#lib/domain/person/known.ts';
import type { CompanyCommand } from '#lib/domain/queue/commands.ts';
import { accept, isRefusal, type Decision } from '#lib/domain/queue/decision.ts';
import { refuse, type Refusal } from '#lib/domain/queue/refusals.ts';
import type { Context, SiteState } from '#lib/domain/queue/site-state.ts';
import type { VisitEvent } from '#lib/domain/visit/events.ts';
import { joining, leaving, LARGEST_PARTY, membersOf } from '#lib/domain/visit/party.ts';
import { isFinished, type Visit } from '#lib/domain/visit/state.ts';

/** Decides what is said about somebody who still waits, or is being met. */
export function decideCompany(state: SiteState, command: CompanyCommand, ctx: Context): Decision {
	const visit = state.visits.get(command.visitId);
	if (visit === undefined) return refuse('not_found');
	if (state.block === null || visit.blockId !== state.block.id) return refuse('block_closed');
	if (isLook(command.verb) && isHiddenFrom(state, visit, ctx.actor.id, ctx.at))
		return refuse('file_unavailable');
	if (isFinished(visit)) return refuse('not_open');
	const events = companyEvents(state, visit, command, ctx);
	return isRefusal(events) ? events : accept(events, { about: 'visit', visitId: visit.id });
}

/** The language is in the file; that two came together, or where one waits, whoever is there can see. */
function isLook(verb: CompanyCommand['verb']): boolean {
	return verb === 'interpreter' || verb === 'interpreter_confirmed' || verb === 'interpreter_withdrawn';
}

function companyEvents(
	state: SiteState,
	visit: Visit,
	command: CompanyCommand,
	ctx: Context
): VisitEvent[] | Refusal {
	const visitId = visit.id;
	switch (command.verb) {
		case 'group':
			return grouped(state, visit, command, ctx);
		case 'ungroup':
			return visit.partyId === null ? refuse('not_in_party') : leaving(state, visit);
		case 'where':
			// Said without a field: a room may have gone since the screen showed it.
			if (command.room !== null && !state.areas.has(command.room)) return refuse('unknown_room');
			return [{ type: 'WhereaboutsNoted', visitId }];
		case 'check_in':
			return [{ type: 'CheckedIn', visitId }];
		case 'interpreter': {
			const { language, mode, gender, noRelative } = command;
			return [{ type: 'InterpreterAsked', visitId, language, mode, gender, noRelative }];
		}
		case 'interpreter_confirmed':
			return visit.interpreter === null
				? refuse('no_interpreter')
				: [{ type: 'InterpreterConfirmed', visitId }];
		case 'interpreter_withdrawn':
			return visit.interpreter === null
				? refuse('no_interpreter')
				: [{ type: 'InterpreterWithdrawn', visitId }];
	}
}

/** Two parties that meet become one, and the mode is the whole party's. */
function grouped(
	state: SiteState,
	visit: Visit,
	{ withVisitId, mode }: Extract<CompanyCommand, { verb: 'group' }>,
	ctx: Context
): VisitEvent[] | Refusal {
	const other = state.visits.get(withVisitId);
	if (other === undefined) return refuse('not_found');
	if (other.id === visit.id) return refuse('same_visit');
	if (other.blockId !== visit.blockId) return refuse('block_closed');
	if (isFinished(other)) return refuse('not_open');
	const both = [visit, other, ...membersOf(state, visit.partyId), ...membersOf(state, other.partyId)];
	const members = [...new Map(both.map((member) => [member.id, member])).values()];
	if (members.length > LARGEST_PARTY) return refuse('party_too_large');
	return joining(members, other.partyId ?? visit.partyId ?? ctx.newId(), mode);
}
