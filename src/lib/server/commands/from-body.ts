/** From a parsed body to the command that it means, with the defaults said in one place. */
import type { CallNextBody, EntryStepBody, RegisterBody, VisitStepBody } from '#lib/contract/commands.ts';
import type { Command, EntryCommand, VisitCommand } from '#lib/domain/queue/commands.ts';
import type { PersonalValues } from '#lib/server/store/personal.ts';

/** `newId` names the visit when the client did not. */
export function registerCommand(body: RegisterBody, newId: () => string): Command {
	return {
		verb: 'register',
		visitId: body.visitId ?? newId(),
		reasons: body.reasons ?? [],
		services: body.services ?? [],
		ageMs: body.ageMs ?? 0,
		callBy: body.callBy ?? 'word',
		language: body.language ?? null,
		peerWanted: body.peerWanted ?? 'not_asked',
		traineeAccepted: body.traineeAccepted ?? 'not_asked',
		partyId: body.partyId ?? null,
		word: body.word ?? null,
		personal: []
	};
}

export function callNextCommand({ services, room, alsoCall }: CallNextBody): Command {
	return { verb: 'call_next', services: services ?? null, room: room ?? null, alsoCall: alsoCall ?? false };
}

export function entryCommand(entryId: string, { step, body }: EntryStepBody): EntryCommand {
	switch (step) {
		case 'call':
			return { verb: step, entryId, room: body.room ?? null, alsoCall: body.alsoCall ?? true };
		case 'take-over':
			return { verb: 'take_over', entryId, room: body.room ?? null };
		case 'complete':
			return { verb: step, entryId, outcome: body.outcome ?? 'met' };
		case 'reroute':
			return { verb: step, entryId, service: body.service, when: body.when ?? 'now' };
		case 'level':
			return { verb: step, entryId, level: body.level, cause: body.cause ?? null };
		case 'defer':
			return { verb: step, entryId, to: body.to ?? 'unspecified' };
		case 'cancel':
			return { verb: step, entryId, redirected: body.redirected ?? false };
		case 'recall':
		case 'start':
		case 'absent':
		case 'release':
		case 'undo':
			return { verb: step, entryId };
	}
}

export function visitCommand(visitId: string, { step, body }: VisitStepBody): VisitCommand {
	switch (step) {
		case 'step-out':
			return { verb: 'step_out', visitId };
		case 'return':
		case 'leave':
		case 'reopen':
			return { verb: step, visitId };
		case 'details': {
			const { callBy, language, peerWanted, traineeAccepted, reasons, ageMs } = body;
			const answers = { callBy, language, peerWanted, traineeAccepted, reasons, ageMs };
			return { verb: step, visitId, ...answers, personal: [] };
		}
	}
}

/** What the body says of the person; kept apart from the command. */
export function personalOf({ alias, note }: PersonalValues): PersonalValues {
	return { ...(alias !== undefined && { alias }), ...(note !== undefined && { note }) };
}
