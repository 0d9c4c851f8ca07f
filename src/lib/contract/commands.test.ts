import { describe, expect, it, test } from 'vitest';
import type { z } from 'zod';
import {
	acknowledgeBody,
	approveBody,
	blockBodies,
	callNextBody,
	displayTokenBody,
	emptyBody,
	entryBodies,
	registerBody,
	signInBody,
	visitBodies
} from '#lib/contract/commands.ts';

const id = '0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f';
const code = 'nursing';
const codes = (count: number) => Array.from({ length: count }, () => code);
const long = (length: number) => 'a'.repeat(length);

/** For each body: a full one that is right, the fields that must be there, and values that are wrong. */
interface Case {
	schema: z.ZodType;
	full: Record<string, unknown>;
	required: readonly string[];
	wrong: Record<string, readonly unknown[]>;
}

const wrongId = [long(36), 12, '', null, '0192f0c1'];
const wrongCode = ['', 'Nursing', '-nursing', 'nursing room', long(65), 4, {}];
const wrongAge = [-1, 1.5, 86_400_001, '3', null, Number.NaN];
const answers = {
	alias: 'Ama',
	note: 'Attend\nsa sœur',
	callBy: 'discreet',
	language: 'pt-BR',
	peerWanted: 'later',
	traineeAccepted: 'declined',
	reasons: ['wound'],
	ageMs: 4000
};
const wrongAnswers = {
	alias: ['', '   ', long(81), 'A\u202Ema', 'A\nma', 'A\0ma', 7],
	note: ['', long(501), 'a\0b', 'a\u2066b', 7],
	callBy: ['shout', null, ''],
	language: ['', 'French', 'f', 'fr_CA', 3],
	peerWanted: ['maybe', true, null],
	traineeAccepted: ['maybe', true, null],
	reasons: [codes(9), [''], 'wound', null, [7]],
	ageMs: wrongAge
};
const bare = (schema: z.ZodType): Case => ({
	schema,
	full: { id },
	required: ['id'],
	wrong: { id: wrongId }
});

const cases: Record<string, Case> = {
	register: {
		schema: registerBody,
		full: { id, visitId: id, services: [code], partyId: id, word: 'Grand-duc 4', ...answers },
		required: ['id'],
		wrong: {
			id: wrongId,
			visitId: wrongId,
			services: [codes(9), ['Nursing'], code, null],
			partyId: wrongId,
			word: ['Huard', 'Huard 0', 'Huard 100', 'H 4', `${long(17)} 4`, 'Huard 4; drop table', '', null],
			...wrongAnswers
		}
	},
	'call-next': {
		schema: callNextBody,
		full: { id, services: [code], room: 'blue-room', alsoCall: true },
		required: ['id'],
		wrong: {
			id: wrongId,
			services: [[], codes(21), code, null],
			room: [...wrongCode, null],
			alsoCall: ['yes', 1, null]
		}
	},
	call: {
		schema: entryBodies.call,
		full: { id, room: 'blue-room', alsoCall: false },
		required: ['id'],
		wrong: { id: wrongId, room: wrongCode, alsoCall: ['no', 0, null] }
	},
	recall: bare(entryBodies.recall),
	start: bare(entryBodies.start),
	complete: {
		schema: entryBodies.complete,
		full: { id, outcome: 'just_talked' },
		required: ['id'],
		wrong: { id: wrongId, outcome: ['vanished', null, 1] }
	},
	absent: bare(entryBodies.absent),
	release: bare(entryBodies.release),
	'take-over': {
		schema: entryBodies['take-over'],
		full: { id, room: 'blue-room' },
		required: ['id'],
		wrong: { id: wrongId, room: wrongCode }
	},
	reroute: {
		schema: entryBodies.reroute,
		full: { id, service: code, when: 'other_day' },
		required: ['id', 'service'],
		wrong: { id: wrongId, service: wrongCode, when: ['never', null] }
	},
	level: {
		schema: entryBodies.level,
		full: { id, level: 'now', cause: 'distress' },
		required: ['id', 'level', 'cause'],
		wrong: { id: wrongId, level: ['urgent', 1, null], cause: ['because', '', null] }
	},
	defer: {
		schema: entryBodies.defer,
		full: { id, to: 'line_811' },
		required: ['id'],
		wrong: { id: wrongId, to: ['elsewhere', null] }
	},
	cancel: {
		schema: entryBodies.cancel,
		full: { id, redirected: true },
		required: ['id'],
		wrong: { id: wrongId, redirected: ['yes', 1, null] }
	},
	undo: bare(entryBodies.undo),
	'step-out': bare(visitBodies['step-out']),
	return: bare(visitBodies.return),
	leave: bare(visitBodies.leave),
	reopen: bare(visitBodies.reopen),
	details: {
		schema: visitBodies.details,
		full: { id, ...answers },
		required: ['id'],
		wrong: { id: wrongId, ...wrongAnswers }
	},
	'blocks/open': {
		schema: blockBodies.open,
		full: { id, endsInMinutes: 240 },
		required: ['id'],
		wrong: { id: wrongId, endsInMinutes: [14, 721, 60.5, '60', null] }
	},
	'blocks/close': bare(blockBodies.close),
	session: {
		schema: signInBody,
		full: { username: 'nadia', password: 'a password' },
		required: ['username', 'password'],
		wrong: { username: ['', long(65), 1], password: ['', long(257), 1] }
	},
	'pairings/approve': {
		schema: approveBody,
		full: { siteId: 'site', label: 'Salle d’attente' },
		required: ['siteId'],
		wrong: { siteId: wrongCode, label: [long(61), 'a\u202Eb', 1] }
	},
	'displays/acknowledge': bare(acknowledgeBody),
	'displays/token': {
		schema: displayTokenBody,
		full: { deviceCode: long(40) },
		required: ['deviceCode'],
		wrong: { deviceCode: [long(19), long(101), 1] }
	}
};

const accepts = ({ schema }: Case, body: unknown) => schema.safeParse(body).success;
const pathsAtFault = ({ schema }: Case, body: unknown) =>
	schema.safeParse(body).error?.issues.map((issue) => issue.path[0]) ?? [];

describe.each(Object.entries(cases))('The body of « %s »', (_, body) => {
	it('is accepted when it is complete', () => {
		expect(body.schema.safeParse(body.full)).toEqual({ success: true, data: body.full });
	});

	it('is accepted with nothing but what must be there', () => {
		expect(accepts(body, Object.fromEntries(body.required.map((field) => [field, body.full[field]])))).toBe(
			true
		);
	});

	it('is refused when a field that must be there is missing', () => {
		for (const field of body.required) {
			const { [field]: _missing, ...rest } = body.full;
			expect(pathsAtFault(body, rest), field).toEqual([field]);
		}
	});

	it('is refused, with the field at fault named, for every wrong value', () => {
		expect(Object.keys(body.wrong).sort()).toEqual(Object.keys(body.full).sort());
		for (const [field, values] of Object.entries(body.wrong))
			for (const value of values)
				expect(pathsAtFault(body, { ...body.full, [field]: value }), `${field}: ${String(value)}`).toContain(
					field
				);
	});

	it('is refused with a field that does not exist', () => {
		for (const field of ['arrivedAt', 'actor', 'seq', 'constructor'])
			expect(accepts(body, { ...body.full, [field]: 1 }), field).toBe(false);
	});

	it('is refused when it is no object at all', () => {
		for (const nothing of [null, undefined, [], 'text', 3, [body.full]])
			expect(accepts(body, nothing)).toBe(false);
	});
});

it('A command’s id is the same however its letters are written', () => {
	expect(registerBody.parse({ id: id.toUpperCase() })).toEqual({ id });
});

it('A place goes back to the order of arrival without a cause', () => {
	expect(entryBodies.level.safeParse({ id, level: 'arrival_order' }).success).toBe(true);
});

it('A name can be taken back', () => {
	expect(visitBodies.details.parse({ id, alias: null, note: null, language: null })).toEqual({
		id,
		alias: null,
		note: null,
		language: null
	});
});

it('A name loses the spaces around it, nothing else', () => {
	expect(registerBody.parse({ id, alias: '  Ama  de la rue ' })).toMatchObject({ alias: 'Ama  de la rue' });
});

test('A request without answers says nothing at all', () => {
	expect(emptyBody.safeParse({}).success).toBe(true);
	expect(emptyBody.safeParse({ id }).success).toBe(false);
});
