/** Anything that anybody may try at a site, in whatever order: commands for property tests on real rows. */
import fc from 'fast-check';
import type { Sql } from 'postgres';
import { v7 as newId } from 'uuid';
import type { Command } from '#lib/domain/queue/commands.ts';
import { CALL_WAYS, DEFERRALS, LEVELS, OUTCOMES, REROUTE_TIMES } from '#lib/domain/visit/state.ts';
import type { CommandRequest } from '#lib/server/commands/request.ts';
import type { PersonalValues } from '#lib/server/store/personal.ts';

const ACTORS = ['pa1', 'inf1', 'den1', 'med1', 'coo1', 'hot1'] as const;
const SERVICES = ['infirmier', 'dentaire', 'ecoute', 'medecin'] as const;
const REASONS = ['plaie', 'dents', 'moral', 'prive'] as const;
const ENTRY_STEPS = [
	...['call', 'recall', 'start', 'complete', 'absent', 'release'],
	...['take_over', 'reroute', 'level', 'defer', 'cancel', 'undo']
] as const;
const VISIT_STEPS = ['step_out', 'return', 'leave', 'reopen'] as const;

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

const registering = fc.record({ personal, ...answers, services: fc.subarray([...SERVICES], { maxLength: 2 }) });
const stepping = fc.record({
	verb: fc.constantFrom(...ENTRY_STEPS),
	room: fc.constantFrom('perron-salle-1', 'perron-petit-salon', null),
	service: fc.constantFrom(...SERVICES),
	level: fc.constantFrom(...LEVELS),
	when: fc.constantFrom(...REROUTE_TIMES),
	to: fc.constantFrom(...DEFERRALS),
	outcome: fc.constantFrom(...OUTCOMES)
});

export type Move = { actor: string; pick: number } & (
	| { kind: 'register'; asked: typeof registering extends fc.Arbitrary<infer T> ? T : never }
	| { kind: 'call_next' }
	| { kind: 'step'; asked: typeof stepping extends fc.Arbitrary<infer T> ? T : never }
	| { kind: 'presence'; verb: (typeof VISIT_STEPS)[number] }
	| { kind: 'details'; personal: PersonalValues; answers: { callBy: (typeof CALL_WAYS)[number]; ageMs: number } }
);

const who = { actor: fc.constantFrom(...ACTORS), pick: fc.nat(1_000) };
const kind = <K extends string>(name: K) => fc.constant(name);

/** One move; about every second one brings a place further, as on a real afternoon. */
const move: fc.Arbitrary<Move> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ ...who, kind: kind('register'), asked: registering }) },
	{ weight: 3, arbitrary: fc.record({ ...who, kind: kind('call_next') }) },
	{ weight: 9, arbitrary: fc.record({ ...who, kind: kind('step'), asked: stepping }) },
	{ weight: 3, arbitrary: fc.record({ ...who, kind: kind('presence'), verb: fc.constantFrom(...VISIT_STEPS) }) },
	{
		weight: 1,
		arbitrary: fc.record({
			...who,
			kind: kind('details'),
			personal,
			answers: fc.record({ callBy: answers.callBy, ageMs: answers.ageMs })
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
		moves: fc.array(move, { minLength: 1, maxLength: 6, size: 'max' })
	}),
	{ minLength: 8, maxLength: 16, size: 'max' }
);

/** The requests of a wave, on the people of the open block; the first ones put somebody on the list. */
export async function requestsOf(sql: Sql, siteId: string, { moves }: Wave): Promise<CommandRequest[]> {
	const places = await sql<{ id: string; visit_id: string }[]>`
		select e.id, e.visit_id from entry e join visit v on v.id = e.visit_id join block b on b.id = v.block_id
		where v.site_id = ${siteId} and b.closed_at is null order by e.id`;
	return moves.map((move) => {
		const place = places[move.pick % Math.max(places.length, 1)];
		const [command, personal] = commandOf(move, place);
		const target = 'entryId' in command ? command.entryId : 'visitId' in command ? command.visitId : siteId;
		return { siteId, id: newId(), actorId: move.actor, target, body: { command, personal }, command, personal };
	});
}

type Place = { id: string; visit_id: string } | undefined;

function commandOf(move: Move, place: Place): [Command, PersonalValues?] {
	if (move.kind === 'call_next') return [{ verb: 'call_next', services: null, room: null, alsoCall: true }];
	if (move.kind === 'register' || place === undefined) return register(move);
	const visitId = place.visit_id;
	if (move.kind === 'presence') return [{ verb: move.verb, visitId }];
	if (move.kind === 'details') return [{ verb: 'details', visitId, ...move.answers, personal: [] }, move.personal];
	const { verb, ...asked } = move.asked;
	const more = { alsoCall: true, cause: 'pain', redirected: false };
	return [{ verb, entryId: place.id, ...asked, ...more } as Command];
}

function register(move: Move): [Command, PersonalValues] {
	const { personal: values, ...asked } =
		move.kind === 'register'
			? move.asked
			: { personal: {}, reasons: [], callBy: 'word' as const, language: null, ageMs: 0, services: [] };
	const unasked = { peerWanted: 'yes', traineeAccepted: 'no', partyId: null, word: null, personal: [] } as const;
	return [{ verb: 'register', visitId: newId(), ...unasked, ...asked }, values];
}
