/** Presence of a visit, and its later completion. */
import type { VisitCommand } from '#lib/domain/queue/commands.ts';
import { isHiddenFrom, otherActiveVisit } from '#lib/domain/person/known.ts';
import { answeredEvents, answersRefusal } from '#lib/domain/question/answers.ts';
import { accept, type Decision } from '#lib/domain/queue/decision.ts';
import { refuse } from '#lib/domain/queue/refusals.ts';
import type { Block, Context, SiteState } from '#lib/domain/queue/site-state.ts';
import { arrivalOf } from '#lib/domain/visit/arrival.ts';
import type { VisitDetails, VisitEvent } from '#lib/domain/visit/events.ts';
import type { Visit } from '#lib/domain/visit/state.ts';
import { givenBack } from '#lib/domain/visit/merge.ts';
import { notedRefusal } from '#lib/domain/visit/noted.ts';
import { visitStepRefusal } from '#lib/domain/visit/transitions.ts';

/** Decides a step of a visit. An absence never removes anybody: past its grace the place is the ordinary one. */
export function decideVisit(state: SiteState, command: VisitCommand, ctx: Context): Decision {
	const visit = state.visits.get(command.visitId);
	if (visit === undefined) return refuse('not_found');
	if (state.block === null || visit.blockId !== state.block.id) return refuse('block_closed');
	if (isLook(command.verb) && isHiddenFrom(state, visit, ctx.actor.id, ctx.at))
		return refuse('file_unavailable');
	const refused = visitStepRefusal(visit, command.verb);
	if (refused !== null) return refuse(refused);
	const back = command.verb === 'reopen' ? givenBack(state, visit, ctx) : [];
	const beside = command.verb === 'reopen' ? otherActiveVisit(state, visit) : undefined;
	const isGivenUp = back.some((e) => e.type === 'VisitGaveBack' && e.person && e.visitId === beside?.id);
	if (beside !== undefined && !isGivenUp)
		return refuse('already_here_today', { visit: { id: beside.id, word: beside.word } });
	if (command.verb === 'details' && command.reasons?.some((reason) => !state.routes.has(reason)))
		return refuse('unknown_reason', { field: 'reasons' });
	const answers = 'answers' in command ? command.answers : [];
	const unfit = answersRefusal(state, visit.id, answers);
	if (unfit !== null) return unfit;
	const overtaken = command.verb === 'details' ? notedRefusal(state, command) : null;
	if (overtaken !== null) return overtaken;
	const step = visitEvents(visit, command, ctx.at, state.graceMs, state.block);
	return accept([...back, ...step, ...answeredEvents(visit.id, answers)], {
		about: 'visit',
		visitId: visit.id
	});
}

/** Whoever may not see somebody's file may still say that they went out, or came back. */
function isLook(verb: VisitCommand['verb']): boolean {
	return verb === 'details' || verb === 'answer_questions' || verb === 'reopen';
}

function visitEvents(
	visit: Visit,
	command: VisitCommand,
	at: number,
	graceMs: number,
	block: Block
): VisitEvent[] {
	const visitId = visit.id;
	switch (command.verb) {
		case 'step_out':
			return [{ type: 'VisitSteppedOut', visitId }];
		case 'return': {
			const inGrace = visit.presence === 'absent' && at - visit.presenceAt <= graceMs;
			return [{ type: 'VisitReturned', visitId, inGrace }];
		}
		case 'leave':
			return [{ type: 'VisitLeft', visitId }];
		case 'reopen':
			return [{ type: 'VisitReopened', visitId, entryIds: entriesToReopen(visit) }];
		case 'details':
			return [
				{
					type: 'DetailsChanged',
					visitId,
					changes: changedDetails(visit, command, at, block),
					personal: [...command.personal]
				}
			];
		case 'answer_questions':
			return [];
	}
}

/** Those that ended because the person left, or was taken for another visit's; else the one that ended last. */
function entriesToReopen(visit: Visit): string[] {
	const together = visit.entries.filter(({ endCause }) => endCause === 'left' || endCause === 'merged');
	if (together.length > 0) return together.map((entry) => entry.id);
	const ended = visit.entries.filter((entry) => entry.status !== 'rerouted');
	const last = [...ended].sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))[0];
	return last === undefined ? [] : [last.id];
}

function changedDetails(
	visit: Visit,
	command: Extract<VisitCommand, { verb: 'details' }>,
	at: number,
	block: Block
): VisitDetails {
	const { callBy, language, peerWanted, traineeAccepted, reasons, healthCard, ageMs } = command;
	const { pressing, quietCorner, dimLight, animal } = command;
	return {
		...(callBy !== undefined && { callBy }),
		...(language !== undefined && { language }),
		...(peerWanted !== undefined && { peerWanted }),
		...(traineeAccepted !== undefined && { traineeAccepted }),
		...(reasons !== undefined && { reasons: [...reasons] }),
		...(healthCard !== undefined && { healthCard }),
		...(pressing !== undefined && { pressing }),
		...(quietCorner !== undefined && { quietCorner }),
		...(dimLight !== undefined && { dimLight }),
		// An animal's own visit stays one.
		...(animal !== undefined && (animal !== null || visit.subject === 'person') && { animal }),
		...(ageMs !== undefined && { ...arrivalOf(at, ageMs, block), backdated: true })
	};
}
