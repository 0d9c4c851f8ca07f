/** Anything that anybody may try at a site, in whatever order: commands for property tests on real rows. */
import fc from 'fast-check';
import type { Sql } from 'postgres';
import { v7 as newId } from 'uuid';
import type { GivenAnswer } from '#lib/domain/question/question.ts';
import type { Command } from '#lib/domain/queue/commands.ts';
import {
	ANSWERS,
	CALL_WAYS,
	DEFERRALS,
	LEVELS,
	OUTCOMES,
	PARTY_MODES,
	REROUTE_TIMES,
	isActive,
	type EntryStatus,
	type Presence
} from '#lib/domain/visit/state.ts';
import type { CommandRequest } from '#lib/server/commands/request.ts';
import { AROUND, around } from './around-moves.ts';
import { company, companyMove, type CompanyMove } from './company-moves.ts';
import type { PersonalValues } from '#lib/server/store/personal.ts';

const ACTORS = ['pa1', 'inf1', 'den1', 'med1', 'coo1', 'hot1'] as const;
/** The services, and who gives them there. */
const GIVERS: Record<string, readonly string[]> = {
	infirmier: ['inf1', 'med1'],
	dentaire: ['den1'],
	ecoute: ['pa1'],
	medecin: ['med1'],
	materiel: ['pa1', 'inf1']
};
const SERVICES = Object.keys(GIVERS);
/** What a block of these days offers: one service less, so that some are refused. */
export const OFFERED = ['infirmier', 'dentaire', 'ecoute', 'materiel'];
const REASONS = ['plaie', 'dents', 'moral', 'prive'] as const;
const ENTRY_STEPS = [
	...['call', 'recall', 'start', 'complete', 'absent', 'release'],
	...['take_over', 'reroute', 'level', 'defer', 'cancel', 'undo']
] as const;
/** Steps that need others before them come up more often. */
const RARE = [
	...['start', 'start', 'complete', 'complete', 'complete'],
	...['take_over', 'take_over', 'undo', 'undo']
] as const;
const ANIMALS = [{ species: 'dog', temper: 'nervous' }, null, null] as const;
const VISIT_STEPS = ['step_out', 'return', 'leave', 'reopen'] as const;

/** Two people who give the same service: without a second one nobody could take over. */
export async function addSecondNurse(sql: Sql): Promise<void> {
	await sql`insert into account_service (account_id, site_id, service_id) values ('med1', 'perron', 'infirmier')`;
}

/** What the personal values of these moves hold, and nothing else does. */
export const CANARY = 'CANARI';

const personal = fc.record(
	{ alias: fc.constantFrom(`${CANARY} alias`, null), note: fc.constantFrom(`${CANARY} note`, null) },
	{ requiredKeys: [] }
);
const answers = {
	reasons: fc.subarray([...REASONS]),
	callBy: fc.constantFrom(...CALL_WAYS),
	language: fc.constantFrom(`zz-${CANARY}`, null),
	ageMs: fc.constantFrom(0, 30_000, 3_600_000)
};

/** To a question whose answer has a column, and to two that have none; one choice does not exist. */
const given: fc.Arbitrary<GivenAnswer[]> = fc.uniqueArray(
	fc.constantFrom<GivenAnswer>(
		{ question: 'nom', version: 1, status: 'declined', values: [] },
		{ question: 'age', version: 1, status: 'answered', values: ['25-34'] },
		{ question: 'age', version: 1, status: 'unknown', values: [] },
		{ question: 'mobilite', version: 1, status: 'answered', values: ['canne', 'bras'] },
		{ question: 'mobilite', version: 1, status: 'answered', values: ['ailes'] }
	),
	{ selector: ({ question }) => question, maxLength: 2 }
);

const registering = fc.record({
	personal,
	...answers,
	services: fc.subarray([...SERVICES], { maxLength: 2 }),
	/** Every third comes with somebody who is there. */
	comesWith: fc.constantFrom(true, false, false),
	partyMode: fc.constantFrom(null, ...PARTY_MODES),
	subject: fc.constantFrom('person', 'person', 'animal'),
	animal: fc.constantFrom(...ANIMALS),
	quietCorner: fc.constantFrom(...ANSWERS)
});
const stepping = fc.record({
	verb: fc.constantFrom(...ENTRY_STEPS, ...RARE),
	room: fc.constantFrom('perron-salle-1', 'perron-petit-salon', null),
	service: fc.constantFrom(...SERVICES),
	level: fc.constantFrom(...LEVELS),
	when: fc.constantFrom(...REROUTE_TIMES),
	to: fc.constantFrom(...DEFERRALS),
	outcome: fc.constantFrom(...OUTCOMES)
});

type Registering = typeof registering extends fc.Arbitrary<infer T> ? T : never;
export type Move = { actor: string; pick: number } & (
	| { kind: 'register'; given: GivenAnswer[]; asked: Registering }
	| { kind: 'answers'; given: GivenAnswer[] }
	| { kind: 'call_next' }
	| { kind: 'step'; asked: typeof stepping extends fc.Arbitrary<infer T> ? T : never }
	| { kind: 'presence'; verb: (typeof VISIT_STEPS)[number] }
	| { kind: 'around'; verb: (typeof AROUND)[number] }
	| ({ kind: 'company' } & CompanyMove)
	| {
			kind: 'details';
			given: GivenAnswer[];
			personal: PersonalValues;
			answers: {
				callBy: (typeof CALL_WAYS)[number];
				ageMs: number;
				dimLight: (typeof ANSWERS)[number];
				animal: (typeof ANIMALS)[number];
			};
	  }
);

const who = { actor: fc.constantFrom(...ACTORS), pick: fc.nat(1_000) };
const kind = <K extends string>(name: K) => fc.constant(name);

/** One move; about every second one brings a place further, as on a real afternoon. */
const move: fc.Arbitrary<Move> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ ...who, kind: kind('register'), given, asked: registering }) },
	{ weight: 3, arbitrary: fc.record({ ...who, kind: kind('call_next') }) },
	{ weight: 9, arbitrary: fc.record({ ...who, kind: kind('step'), asked: stepping }) },
	{
		weight: 3,
		arbitrary: fc.record({ ...who, kind: kind('presence'), verb: fc.constantFrom(...VISIT_STEPS) })
	},
	{ weight: 1, arbitrary: fc.record({ ...who, kind: kind('answers'), given }) },
	{
		weight: 2,
		arbitrary: fc.record({ ...who, kind: kind('around'), verb: fc.constantFrom(...AROUND) })
	},
	{ weight: 5, arbitrary: fc.record({ ...who, kind: kind('company'), ...companyMove }) },
	{
		weight: 1,
		arbitrary: fc.record({
			...who,
			kind: kind('details'),
			given,
			personal,
			answers: fc.record({
				...{ callBy: answers.callBy, ageMs: answers.ageMs, dimLight: fc.constantFrom(...ANSWERS) },
				animal: fc.constantFrom(...ANIMALS)
			})
		})
	}
);

/** Some commands that arrive at the same moment, and how long after the ones before. */
export interface Wave {
	readonly waitMs: number;
	readonly moves: readonly Move[];
}

/** Around forty commands, alone and together. */
export const waves: fc.Arbitrary<Wave[]> = fc.array(
	fc.record({
		waitMs: fc.constantFrom(0, 1_000, 31_000, 31 * 60_000),
		moves: fc.array(move, { minLength: 2, maxLength: 6, size: 'max' })
	}),
	{ minLength: 10, maxLength: 16, size: 'max' }
);

interface Place {
	id: string;
	visit_id: string;
	service_id: string;
	called_by: string | null;
	/** The last step of the visit was made here. */
	undoable: boolean | null;
	grouped: boolean;
	interpreted: boolean;
	status: EntryStatus;
	presence: Presence;
}

/** Where a step leads on; without this nearly every random step would be refused. */
const FITS: Record<string, (place: Place) => boolean> = {
	call: ({ status, presence }) => status === 'waiting' && presence === 'here',
	recall: ({ status }) => status === 'called',
	start: ({ status }) => status === 'called',
	absent: ({ status }) => status === 'called',
	complete: ({ status }) => status === 'in_service',
	undo: ({ undoable }) => undoable === true,
	ungroup: ({ grouped, status }) => grouped && status === 'waiting',
	interpreter_confirmed: ({ interpreted, status }) => interpreted && status === 'waiting',
	interpreter_withdrawn: ({ interpreted, status }) => interpreted && status === 'waiting',
	release: isActive,
	take_over: isActive,
	return: ({ presence }) => presence === 'stepped_out' || presence === 'absent',
	reopen: ({ presence, status }) => presence === 'left' || status === 'done'
};

/** Three times out of four a place where the move makes sense, else any. */
function placeFor(move: Move, places: readonly Place[]): Place | undefined {
	const verb = move.kind === 'step' ? move.asked.verb : 'verb' in move ? move.verb : move.kind;
	const fitting = move.pick % 4 === 0 ? [] : places.filter(FITS[verb] ?? (() => true));
	const among = fitting.length > 0 ? fitting : places;
	return among[move.pick % Math.max(among.length, 1)];
}

/** Every second time somebody who may do this here, else anybody. */
function actorFor({ actor, pick, ...move }: Move, place: Place | undefined): string {
	if (pick % 2 === 0 || place === undefined || move.kind !== 'step') return actor;
	if (move.asked.verb === 'undo') return 'coo1';
	if (move.asked.verb === 'level') return 'inf1';
	const givers = (GIVERS[place.service_id] ?? []).filter((id) => id !== place.called_by);
	return givers[0] ?? place.called_by ?? actor;
}

/** The requests of a wave, on the people of the open block; while nobody is there, somebody comes. */
export async function requestsOf(sql: Sql, siteId: string, { moves }: Wave): Promise<CommandRequest[]> {
	const places = await sql<Place[]>`
		select e.id, e.visit_id, e.service_id, e.called_by, e.status, v.presence,
			v.last_step ->> 'entryId' = e.id::text as undoable,
			v.party_id is not null as grouped, v.interpreter_language is not null as interpreted
		from entry e join visit v on v.id = e.visit_id join block b on b.id = v.block_id
		where v.site_id = ${siteId} and b.closed_at is null order by e.id`;
	return moves.map((move) => {
		const place = placeFor(move, places);
		const other = places[(move.pick * 7 + 3) % Math.max(places.length, 1)];
		const [command, personal] = commandOf(move, place, other);
		const target =
			'entryId' in command ? command.entryId : 'visitId' in command ? (command.visitId ?? siteId) : siteId;
		return {
			siteId,
			id: newId(),
			actorId: actorFor(move, place),
			target,
			body: { command, personal },
			command,
			personal
		};
	});
}

function commandOf(move: Move, place: Place | undefined, other = place): [Command, PersonalValues?] {
	if (move.kind === 'call_next') return [{ verb: 'call_next', services: null, room: null, alsoCall: true }];
	if (move.kind === 'register' || place === undefined) return register(move, other?.visit_id ?? null);
	const visitId = place.visit_id;
	if (move.kind === 'presence') return [{ verb: move.verb, visitId }];
	if (move.kind === 'around') return [around(move.verb, visitId, other?.visit_id ?? visitId)];
	if (move.kind === 'company') return [company(move, visitId, other?.visit_id ?? visitId)];
	if (move.kind === 'details')
		return [{ verb: 'details', visitId, ...move.answers, answers: move.given, personal: [] }, move.personal];
	if (move.kind === 'answers') return [{ verb: 'answer_questions', visitId, answers: move.given }];
	const { verb, ...asked } = move.asked;
	const more = { alsoCall: true, cause: 'pain', redirected: false };
	return [{ verb, entryId: place.id, ...asked, ...more } as Command];
}

/** Somebody who was asked nothing. */
export const NOTHING_ASKED: Registering = {
	...{ personal: {}, reasons: [], services: [], language: null, ageMs: 0, callBy: 'word' },
	...{ comesWith: false, partyMode: null, subject: 'person', animal: null, quietCorner: 'not_asked' }
};

function register(move: Move, beside: string | null): [Command, PersonalValues] {
	const { personal: values, comesWith, ...asked } = move.kind === 'register' ? move.asked : NOTHING_ASKED;
	const unasked = {
		peerWanted: 'yes',
		traineeAccepted: 'no',
		partyId: null,
		withVisitId: comesWith || asked.subject === 'animal' ? beside : null,
		pressing: 'not_asked',
		dimLight: 'not_asked',
		word: null,
		personId: null,
		healthCard: 'not_asked',
		answers: move.kind === 'register' ? move.given : [],
		personal: []
	} as const;
	return [{ verb: 'register', visitId: newId(), ...unasked, ...asked }, values];
}
