/** Around one visit: who it is, what they were told, who may not see it, who goes on looking after it. */
import { activeVisitOf, isHiddenFrom, isPersonHiddenFrom, restrictionsOf } from '#lib/domain/person/known.ts';
import { hasMemoryCode, knownHere } from '#lib/domain/person/decide-person.ts';
import type { IdentityCommand } from '#lib/domain/queue/commands.ts';
import { accept, isRefusal, type Decision } from '#lib/domain/queue/decision.ts';
import { refuse, type Refusal } from '#lib/domain/queue/refusals.ts';
import type { Context, SiteState } from '#lib/domain/queue/site-state.ts';
import { may } from '#lib/domain/policy/policy.ts';
import type { Visit } from '#lib/domain/visit/state.ts';

/** Not bound to the open block, but for saying who somebody is: that is asked while they are here. */
export function decideIdentity(state: SiteState, command: IdentityCommand, ctx: Context): Decision {
	const visit = state.visits.get(command.visitId);
	if (visit === undefined) return refuse('not_found');
	if (!may(ctx.actor, command.verb)) return refuse('forbidden');
	if (isHiddenFrom(state, visit, ctx.actor.id, ctx.at)) return refuse('file_unavailable');
	const visitId = visit.id;
	const told = { about: 'visit' as const, visitId };
	switch (command.verb) {
		case 'identify':
			return identify(state, visit, command, ctx);
		case 'notice': {
			if (visit.notice !== null) return refuse('notice_given');
			const { version, language, way } = command;
			if (!state.noticeVersions.has(version)) return refuse('unknown_notice', { field: 'version' });
			return accept([{ type: 'NoticeGiven', visitId, version, language, way }], told);
		}
		case 'restrict': {
			const { accountId } = command;
			if (!state.staffNames.has(accountId)) return refuse('unknown_account', { field: 'accountId' });
			const standing = restrictionsOf(state, visit).some((r) => r.accountId === accountId);
			if (standing) return refuse('already_restricted');
			const ids = { restrictionId: ctx.newId(), accountId, ofPerson: visit.personId !== null };
			return accept([{ type: 'RestrictionSet', visitId, ...ids }], told);
		}
		case 'lift_restriction': {
			const { accountId } = command;
			const standing = restrictionsOf(state, visit).filter((r) => r.accountId === accountId);
			if (standing.length === 0) return refuse('not_restricted');
			const restrictionIds = standing.map(({ id }) => id);
			return accept([{ type: 'RestrictionLifted', visitId, accountId, restrictionIds }], told);
		}
		case 'follow_up':
			return accept([{ type: 'FollowUpSet', visitId, on: command.on }], told);
	}
}

function identify(
	state: SiteState,
	visit: Visit,
	command: Extract<IdentityCommand, { verb: 'identify' }>,
	ctx: Context
): Decision {
	const { personId, isNew, knownElsewhere, personal } = command;
	if (visit.blockId !== state.block?.id) return refuse('block_closed');
	if (!state.memoryCodeOn && hasMemoryCode(personal)) return refuse('memory_code_off');
	if (visit.personId !== null) return refuse('already_identified');
	if (isNew && state.people.has(personId)) return refuse('person_exists');
	const key = isNew ? personId : recognised(state, personId, ctx);
	if (typeof key !== 'string') return key;
	const event = { type: 'VisitIdentified' as const, visitId: visit.id, personId: key, isNew };
	return accept([{ ...event, knownElsewhere, personal: [...personal] }], {
		about: 'visit',
		visitId: visit.id
	});
}

/** The key to register somebody under who was here before: one active visit per person and site. */
function recognised(state: SiteState, personId: string, ctx: Context): string | Refusal {
	const person = knownHere(state, personId);
	if (person === undefined) return refuse('not_found');
	if (isPersonHiddenFrom(state, person.id, ctx.actor.id, ctx.at)) return refuse('file_unavailable');
	const active = activeVisitOf(state, personId);
	if (active === undefined) return person.rootId;
	return refuse('already_here_today', { visit: { id: active.id, word: active.word } });
}

/** Narrow enough for `register`, which may name nobody. */
export function personOf(state: SiteState, personId: string | null, ctx: Context): string | null | Refusal {
	if (personId === null) return null;
	const key = recognised(state, personId, ctx);
	return typeof key !== 'string' && isRefusal(key) ? key : key;
}
