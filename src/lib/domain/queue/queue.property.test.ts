/**
 * Afternoons made up by chance: anybody asks for anything at any moment, and the promises of the queue hold.
 * A failure prints its seed and the shortest afternoon that shows it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callNext, register, step, visitStep } from '../../../../tests/factories/commands.ts';
import { aCoordinator, aDentist, aHostWorker, aNurse, aPeerHelper, aTrainee } from '../../../../tests/factories/people.ts';
import { aContext } from '../../../../tests/factories/scenario.ts';
import { aBlock, aSite } from '../../../../tests/factories/site.ts';
import { OPENING, TODAY, TOMORROW, counter, minutes, seconds } from '../../../../tests/factories/time.ts';
import { may } from '#lib/domain/policy/policy.ts';
import type { Actor } from '#lib/domain/policy/roles.ts';
import { apply } from '#lib/domain/queue/apply.ts';
import type { Command } from '#lib/domain/queue/commands.ts';
import { decide } from '#lib/domain/queue/decide.ts';
import { isRefusal, type QueueEvent } from '#lib/domain/queue/decision.ts';
import { callablePlaces } from '#lib/domain/queue/order.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import type { Cause } from '#lib/domain/visit/events.ts';
import { evolve } from '#lib/domain/visit/evolve.ts';
import { LEVELS, LEVEL_CAUSES, isActive, isFinished, type Visit } from '#lib/domain/visit/state.ts';
import { ENTRY_VERBS, VISIT_VERBS } from '#lib/domain/visit/transitions.ts';

const SERVICES = ['nursing', 'dental', 'listening'];
const TEAM: readonly Actor[] = [
	aNurse(),
	aNurse({ id: 'nils', gives: ['nursing', 'listening'] }),
	aDentist(),
	aPeerHelper({ maySetLevel: true }),
	aCoordinator({ gives: ['nursing'], maySetLevel: true }),
	aHostWorker({ maySetLevel: true }),
	aTrainee({ gives: SERVICES, maySetLevel: true })
];
const CLINICIANS = new Set(TEAM.filter((actor) => actor.role === 'clinician' && actor.maySetLevel).map((a) => a.id));

/** What one person of the team tries, not yet tied to anybody on the list. */
interface Attempt {
	actor: Actor;
	wait: number;
	random: number;
	/** Picks somebody, or some place, among those on the list. */
	pick: number;
	ask: (pickVisit: () => string, pickEntry: () => string) => Command;
}

const service = fc.constantFrom(...SERVICES, 'medical');
const asks: fc.Arbitrary<Attempt['ask']> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc
			.record({
				services: fc.uniqueArray(service, { maxLength: 2 }),
				reasons: fc.uniqueArray(fc.constantFrom('wound', 'tooth', 'private', 'animal'), { maxLength: 2 }),
				ageMs: fc.constantFrom(0, 0, minutes(1), minutes(20), minutes(999)),
				partyId: fc.constantFrom(null, null, 'couple', 'friends')
			})
			.map((traits) => () => register(traits))
	},
	{
		weight: 6,
		arbitrary: fc
			.record({
				services: fc.option(fc.uniqueArray(service, { minLength: 1, maxLength: 2 }), { freq: 4 }),
				room: fc.constantFrom(null, null, 'blue-room', 'green-room', 'attic'),
				alsoCall: fc.boolean()
			})
			.map((traits) => () => callNext(traits))
	},
	{
		weight: 12,
		arbitrary: fc
			.record({
				verb: fc.constantFrom(...ENTRY_VERBS),
				alsoCall: fc.boolean(),
				service,
				level: fc.constantFrom(...LEVELS),
				cause: fc.constantFrom(...LEVEL_CAUSES),
				when: fc.constantFrom('now', 'later', 'other_day')
			})
			.map(({ verb, alsoCall, service, level, cause, when }): Attempt['ask'] => {
				const answers = { call: { alsoCall }, reroute: { service, when }, level: { level, cause } };
				return (_, pickEntry) => step(verb, pickEntry(), answers[verb as 'call'] ?? {});
			})
	},
	{
		weight: 5,
		arbitrary: fc
			.record({ verb: fc.constantFrom(...VISIT_VERBS), ageMs: fc.option(fc.constantFrom(0, minutes(45))) })
			.map(({ verb, ageMs }): Attempt['ask'] => (pickVisit) => visitStep(verb, pickVisit(), { ageMs: ageMs ?? undefined }))
	},
	{
		weight: 1,
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
	actor: fc.constantFrom(...TEAM),
	wait: fc.constantFrom(0, seconds(1), seconds(20), seconds(30), minutes(3), minutes(31)),
	random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
	pick: fc.nat(),
	ask: asks
});
const afternoon = fc.array(attempt, { maxLength: 60, size: 'max' });

interface Happened {
	before: SiteState;
	after: SiteState;
	command: Command;
	actor: Actor;
	events: readonly QueueEvent[];
	cause: Cause;
	refused: string | null;
}

const start = (): SiteState => aSite({ block: aBlock(), nouns: ['Huard', 'Loutre'] });

/** Plays the afternoon; the later half of a long list of people is picked from more often than the earlier. */
function* playOut(attempts: readonly Attempt[]): Generator<Happened> {
	const newId = counter('entry');
	const newVisit = counter('visit');
	const newCommand = counter('command');
	let state = start();
	let at = OPENING;
	for (const { actor, wait, random, pick, ask } of attempts) {
		at += wait;
		const visits = [...state.visits.values()];
		const entries = visits.flatMap((visit) => visit.entries);
		const pickOf = (list: readonly { id: string }[]) => list[list.length - 1 - (pick % list.length)]?.id ?? 'nobody';
		const asked = ask(() => pickOf(visits), () => pickOf(entries));
		const command = asked.verb === 'register' ? { ...asked, visitId: newVisit() } : asked;
		const cause = { commandId: newCommand(), by: actor.id, at };
		const decision = decide(state, command, aContext({ actor, at, newId, random: () => random }));
		const before = state;
		const events = isRefusal(decision) ? [] : decision.events;
		state = apply(state, events, cause);
		yield { before, after: state, command, actor, events, cause, refused: isRefusal(decision) ? decision.refused : null };
	}
}

const always = (check: (happened: Happened) => void) =>
	fc.assert(
		fc.property(afternoon, (attempts) => {
			for (const happened of playOut(attempts)) check(happened);
		}),
		{ numRuns: 300 }
	);

const todays = (state: SiteState): Visit[] =>
	[...state.visits.values()].filter((visit) => visit.blockId === state.block?.id);
const everyService = new Set([...SERVICES, 'medical']);

describe('Whatever happens in an afternoon', () => {
	it('nobody is lost: everyone registered is on the list, callable, away, in hand, or finished', () => {
		const seen = new Set<string>();
		always(({ before, after, events }) => {
			for (const id of before.visits.keys()) expect(after.visits.has(id)).toBe(true);
			for (const event of events)
				if (event.type === 'VisitRegistered') expect(after.visits.get(event.visitId)?.word).toBe(event.word);
			const callable = new Set(callablePlaces(todays(after), everyService).map(({ visit }) => visit.id));
			for (const visit of todays(after)) {
				const away = visit.presence === 'stepped_out' || visit.presence === 'absent';
				const inHand = visit.entries.some(isActive);
				const ways = [callable.has(visit.id), away && !isFinished(visit), inHand, isFinished(visit)];
				expect(ways.filter(Boolean), visit.id).toHaveLength(1);
				seen.add(String(ways.indexOf(true)));
			}
		});
		// The afternoons are lively enough to say something: all four were met.
		expect(seen.size).toBe(4);
	});

	it('nobody is with two people at once, and whoever is called or seen is with somebody', () => {
		always(({ after }) => {
			for (const visit of after.visits.values()) {
				const active = visit.entries.filter(isActive);
				expect(active.length).toBeLessThanOrEqual(1);
				for (const entry of active) expect([entry.calledBy, entry.calledAt]).not.toContain(null);
				for (const entry of visit.entries)
					if (entry.status === 'waiting') expect([entry.calledBy, entry.room, entry.endedAt]).toEqual([null, null, null]);
			}
		});
	});

	it('nobody waits twice for the same service', () => {
		always(({ after, command }) => {
			if (command.verb === 'reopen' || command.verb === 'undo') return;
			for (const visit of after.visits.values()) {
				const wanted = visit.entries.filter((e) => e.status === 'waiting').map((e) => e.service);
				if (visit.lastStep?.before != null) expect(new Set(wanted).size).toBe(wanted.length);
			}
		});
	});

	it('every ticket word is given once', () => {
		always(({ after }) => {
			const words = [...after.visits.values()].map((visit) => visit.word);
			expect(new Set(words).size).toBe(words.length);
		});
	});

	it('« la personne suivante » is exactly the first by the rules, and nobody only when nobody may be called', () => {
		let calls = 0;
		always(({ before, command, actor, events, refused }) => {
			if (command.verb !== 'call_next' || refused !== null) return;
			const wanted = command.services ?? [...actor.gives];
			expect(wanted.every((service) => may(actor, 'call_next', { service }))).toBe(true);
			const [first] = callablePlaces(todays(before), new Set(wanted));
			const [event] = events;
			if (first === undefined) return expect(events).toEqual([]);
			calls++;
			expect(event).toMatchObject({ type: 'EntryCalled', entryId: first.entry.id });
			for (const other of events.slice(1)) {
				if (other.type !== 'EntryCalled') throw new Error('a call only calls');
				expect(before.visits.get(other.visitId)?.partyId).toBe(first.visit.partyId);
				expect(first.visit.partyId).not.toBeNull();
			}
		});
		expect(calls).toBeGreaterThan(100);
	});

	it('the list that is carried along is the one that the events tell from scratch', () => {
		fc.assert(
			fc.property(afternoon, (attempts) => {
				const log: [QueueEvent, Cause][] = [];
				let carried = start();
				for (const { after, events, cause } of playOut(attempts)) {
					for (const event of events) log.push([event, cause]);
					carried = after;
				}
				const told = new Map<string, Visit>();
				// Through JSON, as the log is kept: nothing in an event may be lost on the way.
				for (const [event, cause] of JSON.parse(JSON.stringify(log)) as typeof log) {
					if (event.type === 'BlockOpened' || event.type === 'BlockClosed') continue;
					told.set(event.visitId, evolve(told.get(event.visitId), event, cause));
				}
				expect(told).toEqual(carried.visits);
				const again = log.reduce((state, [event, cause]) => apply(state, [event], cause), start());
				expect(again).toEqual(carried);
			}),
			{ numRuns: 300 }
		);
	});

	it('« annuler » puts the visit back exactly as it was before the step', () => {
		let undone = 0;
		fc.assert(
			fc.property(afternoon, (attempts) => {
				const beforeStep = new Map<string, Visit | undefined>();
				for (const { before, after, command, events } of playOut(attempts)) {
					for (const event of events) {
						if (!('visitId' in event)) continue;
						const { visitId } = event;
						if (command.verb !== 'undo') {
							beforeStep.set(visitId, before.visits.get(visitId));
							continue;
						}
						undone++;
						expect(after.visits.get(visitId)).toEqual({ ...beforeStep.get(visitId), lastStep: null });
					}
				}
			}),
			{ numRuns: 300 }
		);
		expect(undone).toBeGreaterThan(10);
	});

	it('no level is ever set by anybody but a clinician whom the site trusts with it', () => {
		let levels = 0;
		always(({ after, events, actor }) => {
			for (const event of events)
				if (event.type === 'LevelSet') {
					levels++;
					expect(CLINICIANS).toContain(actor.id);
				}
			for (const visit of after.visits.values())
				for (const entry of visit.entries)
					if (entry.level !== 'arrival_order') expect(CLINICIANS).toContain(entry.levelBy);
		});
		expect(levels).toBeGreaterThan(10);
	});

	it('the arrival moves by a correction of the team only', () => {
		always(({ before, after, command }) => {
			if (command.verb === 'details' || command.verb === 'undo') return;
			for (const [id, visit] of before.visits) expect(after.visits.get(id)?.arrivedAt).toBe(visit.arrivedAt);
		});
	});

	it('what is refused changes nothing, and no decision touches the facts it was given', () => {
		always(({ before, after, refused }) => {
			if (refused !== null) expect(after).toBe(before);
			Object.freeze(after);
			for (const visit of after.visits.values()) Object.freeze(visit), visit.entries.forEach((e) => Object.freeze(e));
		});
	});
});
