/** From a parsed body to the command that it means, with the defaults said in one place. */
import type {
	CallNextBody,
	EntryStepBody,
	PersonStepBody,
	RegisterBody,
	VisitStepBody
} from '#lib/contract/commands.ts';
import { notedOver } from '#lib/contract/noted.ts';
import { givenAnswers } from '#lib/contract/questions.ts';
import type {
	Command,
	CompanyCommand,
	EntryCommand,
	IdentityCommand,
	MergeVisits,
	PersonCommand,
	VisitCommand
} from '#lib/domain/queue/commands.ts';
import { memoryCodeTexts, parseMemoryCode } from '#lib/domain/identity/memory-code.ts';
import type { PersonValues } from '#lib/server/store/person-values.ts';
import type { PersonalValues } from '#lib/server/store/personal.ts';

/** Nobody said which: it is an animal all the same. */
const SOME_ANIMAL = { species: 'other', temper: 'unknown' } as const;

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
		partyMode: body.partyMode ?? null,
		subject: body.subject ?? 'person',
		animal: body.animal ?? (body.subject === 'animal' ? SOME_ANIMAL : null),
		withVisitId: body.withVisitId ?? null,
		pressing: body.pressing ?? 'not_asked',
		quietCorner: body.quietCorner ?? 'not_asked',
		dimLight: body.dimLight ?? 'not_asked',
		word: body.word ?? null,
		personId: body.personId ?? null,
		healthCard: body.healthCard ?? 'not_asked',
		answers: givenAnswers(body.answers),
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

export function visitCommand(
	visitId: string,
	{ step, body }: VisitStepBody
): VisitCommand | IdentityCommand | MergeVisits | CompanyCommand {
	switch (step) {
		case 'step-out':
			return { verb: 'step_out', visitId };
		case 'return':
		case 'leave':
		case 'reopen':
			return { verb: step, visitId };
		case 'details': {
			const { callBy, language, peerWanted, traineeAccepted, reasons, healthCard, ageMs } = body;
			const { pressing, quietCorner, dimLight, animal } = body;
			const columns = { callBy, language, peerWanted, traineeAccepted, reasons, healthCard, ageMs };
			const wishes = { pressing, quietCorner, dimLight, animal };
			return {
				verb: step,
				visitId,
				...columns,
				...wishes,
				answers: givenAnswers(body.answers),
				personal: [],
				...(body.over !== undefined && { over: notedOver(body.over) })
			};
		}
		case 'answers':
			return { verb: 'answer_questions', visitId, answers: givenAnswers(body.answers) };
		case 'identify': {
			const { personId, isNew, knownElsewhere = null } = body;
			return { verb: step, visitId, personId, isNew, knownElsewhere, personal: [] };
		}
		case 'notice': {
			const { version, language, way } = body;
			return { verb: step, visitId, version, language, way };
		}
		case 'restrict':
			return { verb: step, visitId, accountId: body.accountId };
		case 'lift-restriction':
			return { verb: 'lift_restriction', visitId, accountId: body.accountId };
		case 'merge':
			return { verb: 'merge_visits', visitId, otherVisitId: body.otherVisitId };
		case 'follow-up':
			return { verb: 'follow_up', visitId, on: body.on };
		case 'group':
			return { verb: step, visitId, withVisitId: body.withVisitId, mode: body.mode };
		case 'ungroup':
			return { verb: step, visitId };
		case 'where':
			return { verb: step, visitId, room: body.room };
		case 'check-in':
			return { verb: 'check_in', visitId };
		case 'interpreter': {
			const { language, mode, gender = 'any', noRelative = false } = body;
			return { verb: step, visitId, language, mode, gender, noRelative };
		}
		case 'interpreter-confirmed':
			return { verb: 'interpreter_confirmed', visitId };
		case 'interpreter-withdrawn':
			return { verb: 'interpreter_withdrawn', visitId };
	}
}

/** One step of somebody who is known. */
export function personCommand(personId: string, { step, body }: PersonStepBody): PersonCommand {
	switch (step) {
		case 'details':
			return { verb: 'person_details', personId, knownElsewhere: body.knownElsewhere ?? null, personal: [] };
		case 'health-number':
			return { verb: 'health_number', personId, personal: [] };
		case 'merge':
			return { verb: 'merge_people', personId, intoId: body.intoId };
		case 'separate':
			return { verb: 'separate_people', personId };
	}
}

/** What the body says of a visit's person; kept apart from the command. */
export function personalOf({ alias, note, contact }: PersonalValues): PersonalValues {
	return {
		...(alias !== undefined && { alias }),
		...(note !== undefined && { note }),
		...(contact !== undefined && { contact })
	};
}

/** What the body says of somebody who is known, with the texts of a code-mémoire instead of the code. */
export function personValuesOf(body: {
	readonly alias?: string | null;
	readonly contact?: string | null;
	readonly legalName?: string | null;
	readonly word?: string | null;
	readonly card?: string | null;
	readonly number?: string | null;
	readonly memoryCode?: string | null;
}): PersonValues {
	const { alias, contact, legalName, word, card, number, memoryCode } = body;
	const code = memoryCode == null ? null : parseMemoryCode(memoryCode);
	return {
		...personalOf({ alias, contact }),
		...(legalName !== undefined && { legalName }),
		...(word !== undefined && { word }),
		...(card !== undefined && { card }),
		...(number !== undefined && { healthNumber: number }),
		// With two elements unknown the code is taken and links nobody.
		...(memoryCode !== undefined && { memoryCode: code === null ? null : memoryCodeTexts(code) })
	};
}
