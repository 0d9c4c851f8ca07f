/** Afternoons made up by chance: anybody of the team asks for anything, at any moment. */
import fc from 'fast-check';
import { callNext, group, register, step, visitStep } from './commands.ts';
import { aCoordinator, aDentist, aHostWorker, aNurse, aPeerHelper, aTrainee } from './people.ts';
import { aContext } from './scenario.ts';
import { aBlock, aSite } from './site.ts';
import { OPENING, TODAY, TOMORROW, counter, minutes, seconds } from './time.ts';
import type { Actor } from '#lib/domain/policy/roles.ts';
import { apply } from '#lib/domain/queue/apply.ts';
import type { Command } from '#lib/domain/queue/commands.ts';
import { decide } from '#lib/domain/queue/decide.ts';
import { isRefusal, type QueueEvent } from '#lib/domain/queue/decision.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import type { Cause } from '#lib/domain/visit/events.ts';
import { LEVELS, LEVEL_CAUSES, PARTY_MODES, activeEntry, type Visit } from '#lib/domain/visit/state.ts';
import { ENTRY_VERBS, VISIT_VERBS } from '#lib/domain/visit/transitions.ts';

export const SERVICES = ['nursing', 'dental', 'listening'];
const TEAM: readonly Actor[] = [
	aNurse(),
	aNurse({ id: 'nils', gives: ['nursing', 'listening'] }),
	aDentist(),
	aPeerHelper({ maySetLevel: true }),
	aCoordinator({ gives: ['nursing'], maySetLevel: true }),
	aHostWorker({ maySetLevel: true }),
	aTrainee({ gives: SERVICES, maySetLevel: true })
];
export const CLINICIANS = new Set(
	TEAM.filter((actor) => actor.role === 'clinician' && actor.maySetLevel).map((a) => a.id)
);

/** What one person of the team tries, not yet tied to anybody on the list. */
export interface Attempt {
	actor: Actor;
	wait: number;
	random: number;
	/** Picks somebody, or some place, among those on the list. */
	pick: number;
	ask: (choices: Choices) => Command;
}

/** Those on the list, and what might be asked about them. */
interface Choices {
	visit: string;
	/** Somebody else, or the same when nobody else is there. */
	another: string;
	entry: string;
	/** The place of the latest step. */
	lastTouched: string;
	/** One of these that the queue accepts, so that afternoons go far; the first if there is none. */
	sensible(commands: readonly Command[]): Command;
}

const service = fc.constantFrom(...SERVICES, 'medical');
const asks: fc.Arbitrary<Attempt['ask']> = fc.oneof(
	{
		weight: 60,
		arbitrary: fc
			.record({
				services: fc.uniqueArray(service, { maxLength: 2 }),
				reasons: fc.uniqueArray(fc.constantFrom('wound', 'tooth', 'private', 'animal'), { maxLength: 2 }),
				ageMs: fc.constantFrom(0, 0, minutes(1), minutes(20), minutes(999)),
				partyId: fc.constantFrom(null, null, 'couple', 'couple', 'friends'),
				partyMode: fc.constantFrom(null, null, null, ...PARTY_MODES),
				subject: fc.constantFrom('person', 'person', 'person', 'person', 'animal'),
				animal: fc.constantFrom(null, null, { species: 'dog', temper: 'calm' } as const),
				comesWith: fc.constantFrom(false, false, true)
			})
			.map(({ comesWith, ...traits }): Attempt['ask'] => ({ visit }) => {
				const beside = comesWith || traits.subject === 'animal';
				return register({ ...traits, withVisitId: beside ? visit : null });
			})
	},
	{
		weight: 24,
		arbitrary: fc
			.record({
				verb: fc.constantFrom('group', 'group', 'ungroup', 'check_in'),
				mode: fc.constantFrom(...PARTY_MODES)
			})
			.map(({ verb, mode }): Attempt['ask'] => ({ visit, another }) => {
				return verb === 'group' ? group(visit, another, mode) : { verb, visitId: visit };
			})
	},
	{
		weight: 60,
		arbitrary: fc
			.record({
				services: fc.option(fc.uniqueArray(service, { minLength: 1, maxLength: 2 }), { freq: 4 }),
				room: fc.constantFrom(null, null, 'blue-room', 'green-room', 'attic'),
				alsoCall: fc.boolean()
			})
			.map((traits) => () => callNext(traits))
	},
	{
		weight: 160,
		arbitrary: fc
			.record({
				verb: fc.option(fc.constantFrom(...ENTRY_VERBS, ...VISIT_VERBS), { freq: 2 }),
				alsoCall: fc.boolean(),
				service,
				level: fc.constantFrom(...LEVELS),
				cause: fc.constantFrom(...LEVEL_CAUSES),
				when: fc.constantFrom('now', 'later', 'other_day'),
				ageMs: fc.constantFrom(undefined, 0, minutes(45))
			})
			.map(({ verb, alsoCall, service, level, cause, when, ageMs }): Attempt['ask'] => {
				const answers = { call: { alsoCall }, reroute: { service, when }, level: { level, cause } };
				return ({ visit, entry, sensible }) => {
					const onPlace = ENTRY_VERBS.map((v) => step(v, entry, answers[v as 'call'] ?? {}));
					const onVisit = VISIT_VERBS.map((v) => visitStep(v, visit, { ageMs }));
					const all = [...onPlace, ...onVisit];
					return all.find((command) => command.verb === verb) ?? sensible(all);
				};
			})
	},
	{ weight: 26, arbitrary: fc.constant<Attempt['ask']>(({ lastTouched }) => step('undo', lastTouched)) },
	{
		weight: 2,
		arbitrary: fc.constantFrom(TODAY, TOMORROW, null).map(
			(localDay): Attempt['ask'] =>
				() =>
					localDay === null
						? { verb: 'close_block' }
						: {
								verb: 'open_block',
								blockId: `block-${localDay}`,
								localDay,
								startsAt: OPENING,
								endsAt: OPENING + minutes(240),
								services: SERVICES,
								defaultService: 'listening'
							}
		)
	}
);

const attempt: fc.Arbitrary<Attempt> = fc.record({
	actor: fc.constantFrom(...TEAM, ...TEAM.slice(0, 4)),
	wait: fc.constantFrom(0, seconds(1), seconds(20), seconds(30), minutes(3), minutes(31)),
	random: fc.nat(999).map((n) => n / 1000),
	pick: fc.nat(),
	ask: asks
});
/** Not biased towards little: an afternoon with nobody in it promises nothing. */
export const afternoon = fc.noBias(fc.array(attempt, { maxLength: 60, size: 'max' }));

export interface Happened {
	before: SiteState;
	after: SiteState;
	command: Command;
	actor: Actor;
	events: readonly QueueEvent[];
	cause: Cause;
	refused: string | null;
}

/** The visits that a step changed; what held of the others holds still. */
export const touched = ({ before, after }: Happened): Visit[] =>
	[...after.visits.values()].filter((visit) => before.visits.get(visit.id) !== visit);

export const start = (): SiteState => aSite({ block: aBlock(), nouns: ['Huard', 'Loutre'] });

/** Most people take back what was just done, and was their own: chance alone would seldom find it. */
const lastStepOf = (visits: readonly Visit[]) =>
	visits
		.flatMap((visit) => visit.lastStep ?? [])
		.filter((step) => step.entryId !== null)
		.sort((a, b) => b.at - a.at)[0];

/** Plays the afternoon from an empty list on. */
export function* playOut(attempts: readonly Attempt[]): Generator<Happened> {
	const newId = counter('entry');
	const newVisit = counter('visit');
	const newCommand = counter('command');
	let state = start();
	let at = OPENING;
	for (const { actor: anybody, wait, random, pick, ask } of attempts) {
		at += wait;
		const visits = [...state.visits.values()];
		const entries = visits.flatMap((visit) => visit.entries);
		const pickOf = (list: readonly { id: string }[]) =>
			list[list.length - 1 - (pick % list.length)]?.id ?? 'nobody';
		// Half of the time somebody deals with those in hand, as people do.
		const inHand = visits.flatMap((visit) => activeEntry(visit) ?? []);
		const entry = pickOf(pick % 2 === 0 && inHand.length > 0 ? inHand : entries);
		const last = lastStepOf(visits);
		const asked = ask({
			visit: visits.find((visit) => visit.entries.some(({ id }) => id === entry))?.id ?? entry,
			another: visits[(pick >> 3) % Math.max(visits.length, 1)]?.id ?? 'nobody',
			entry,
			lastTouched: last?.entryId ?? entry,
			sensible: (commands) => {
				const ctx = aContext({ actor: anybody, at });
				const accepted = commands.filter((command) => !isRefusal(decide(state, command, ctx)));
				return accepted[Math.floor(random * accepted.length)] ?? commands[0]!;
			}
		});
		const author = TEAM.find(({ id }) => id === last?.by);
		const actor = asked.verb === 'undo' && pick % 2 === 0 && author !== undefined ? author : anybody;
		const command = asked.verb === 'register' ? { ...asked, visitId: newVisit() } : asked;
		const cause = { commandId: newCommand(), by: actor.id, at };
		const decision = decide(state, command, aContext({ actor, at, newId, random: () => random }));
		const before = state;
		const events = isRefusal(decision) ? [] : decision.events;
		state = apply(state, events, cause);
		yield {
			before,
			after: state,
			command,
			actor,
			events,
			cause,
			refused: isRefusal(decision) ? decision.refused : null
		};
	}
}
