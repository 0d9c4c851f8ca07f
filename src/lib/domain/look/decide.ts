/** Asking for a « coup d’œil », saying that one goes, telling others, and that it is over. */
import type { LookEvent } from '#lib/domain/look/events.ts';
import type { Look } from '#lib/domain/look/state.ts';
import { may } from '#lib/domain/policy/policy.ts';
import type { AskLook, LookCommand } from '#lib/domain/queue/commands.ts';
import { accept, type Decision } from '#lib/domain/queue/decision.ts';
import { refuse } from '#lib/domain/queue/refusals.ts';
import type { Context, SiteState } from '#lib/domain/queue/site-state.ts';

/** Nothing has to be known to ask: neither who it is, nor where, nor a sign. */
export function decideAskLook(state: SiteState, command: AskLook, ctx: Context): Decision {
	if (!may(ctx.actor, 'quick_look')) return refuse('forbidden');
	const { lookId, room } = command;
	if (state.block === null) return refuse('no_open_block');
	if (state.looks.has(lookId) || state.looksElsewhere.has(lookId)) return refuse('look_exists');
	const signs = [...new Set(command.signs)];
	const told = [...new Set(command.told)];
	if (signs.some((sign) => !state.signs.has(sign))) return refuse('unknown_sign', { field: 'signs' });
	if (room !== null && !state.everyRoom.has(room)) return refuse('unknown_room', { field: 'room' });
	if (told.some((id) => !state.staffNames.has(id))) return refuse('unknown_account', { field: 'told' });
	const visit = command.visitId === null ? null : state.visits.get(command.visitId);
	if (visit === undefined) return refuse('not_found');
	if (visit !== null && visit.blockId !== state.block.id) return refuse('block_closed');
	const asked: LookEvent = {
		type: 'QuickLookAsked',
		lookId,
		blockId: state.block.id,
		// Two visits of one person became one: the look follows the person.
		aboutVisitId: visit?.mergedInto ?? visit?.id ?? null,
		signs,
		told
	};
	return accept([asked], { about: 'look', lookId });
}

/** One step of one look. Whose look it is matters only to take it back, which is for before somebody goes. */
export function decideLook(state: SiteState, command: LookCommand, ctx: Context): Decision {
	const look = state.looks.get(command.lookId);
	if (look === undefined) return refuse('not_found');
	if (!may(ctx.actor, command.verb, { lastStepBy: lastStepBy(look) })) return refuse('forbidden');
	if (look.closed !== null) return refuse('look_closed');
	const lookId = look.id;
	const told = { about: 'look' as const, lookId };
	switch (command.verb) {
		case 'acknowledge_look': {
			if (look.acknowledged === null) return accept([{ type: 'QuickLookAcknowledged', lookId }], told);
			const { by } = look.acknowledged;
			return refuse('already_acknowledged', { by: { id: by, name: state.staffNames.get(by) ?? by } });
		}
		case 'tell_look': {
			const { accountId } = command;
			if (!state.staffNames.has(accountId)) return refuse('unknown_account', { field: 'accountId' });
			// Told twice is told: the first time stays.
			const isTold = look.told.some((one) => one.accountId === accountId);
			return accept(isTold ? [] : [{ type: 'QuickLookTold', lookId, accountId }], told);
		}
		case 'close_look':
			return accept([{ type: 'QuickLookClosed', lookId }], told);
	}
}

/** Once somebody said « j’y vais », the step is theirs: whoever asked may not take it back any more. */
function lastStepBy({ acknowledged, askedBy }: Look): string {
	return acknowledged === null ? askedBy : acknowledged.by;
}
