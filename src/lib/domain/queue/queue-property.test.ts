/**
 * Afternoons made up by chance: anybody asks for anything at any moment, and the promises of the queue hold.
 * A failure prints its seed and the shortest afternoon that shows it.
 */
import fc from 'fast-check';
import {
	CLINICIANS,
	SERVICES,
	afternoon,
	playOut,
	start,
	touched,
	type Happened
} from '../../../../tests/factories/afternoons.ts';
import { describe, expect, it } from 'vitest';
import { may } from '#lib/domain/policy/policy.ts';
import { apply } from '#lib/domain/queue/apply.ts';
import { type QueueEvent } from '#lib/domain/queue/decision.ts';
import { callablePlaces } from '#lib/domain/queue/order.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import type { Cause } from '#lib/domain/visit/events.ts';
import { evolve } from '#lib/domain/visit/evolve.ts';
import { LARGEST_PARTY, membersOf } from '#lib/domain/visit/party.ts';
import { isActive, isFinished, type Visit } from '#lib/domain/visit/state.ts';

const always = (check: (happened: Happened) => void, numRuns = 300) =>
	fc.assert(
		fc.property(afternoon, (attempts) => {
			for (const happened of playOut(attempts)) check(happened);
		}),
		{ numRuns }
	);

const todays = (state: SiteState): Visit[] =>
	[...state.visits.values()].filter((visit) => visit.blockId === state.block?.id);
const everyService = new Set([...SERVICES, 'medical']);

describe('Whatever happens in an afternoon', { timeout: 30_000 }, () => {
	it('nobody is lost: everyone registered is on the list, callable, away, in hand, or finished', () => {
		const seen = new Set<string>();
		always((happened) => {
			const { before, after, events } = happened;
			const registered = events.filter((event) => event.type === 'VisitRegistered');
			expect([...after.visits.keys()]).toEqual([
				...before.visits.keys(),
				...registered.map((e) => e.visitId)
			]);
			for (const event of registered) expect(after.visits.get(event.visitId)?.word).toBe(event.word);
			const changed = touched(happened);
			const callable = new Set(callablePlaces(changed, everyService).map(({ visit }) => visit.id));
			for (const visit of changed) {
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
		always((happened) => {
			for (const visit of touched(happened)) {
				const active = visit.entries.filter(isActive);
				expect(active.length).toBeLessThanOrEqual(1);
				for (const entry of active) expect([entry.calledBy, entry.calledAt]).not.toContain(null);
				if (active.length > 0) expect(visit.presence).toBe('here');
				for (const entry of visit.entries)
					if (entry.status === 'waiting')
						expect([entry.calledBy, entry.room, entry.endedAt]).toEqual([null, null, null]);
			}
		});
	});

	it('nobody has two open places for the same service', () => {
		always((happened) => {
			for (const visit of touched(happened)) {
				const open = visit.entries.filter((e) => e.status === 'waiting' || isActive(e));
				const wanted = open.map((e) => e.service);
				expect(new Set(wanted).size).toBe(wanted.length);
			}
		});
	});

	it('every ticket word is given once', () => {
		always(({ after, command }) => {
			if (command.verb !== 'register') return;
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
			if (first === undefined) {
				expect(events).toEqual([]);
				return;
			}
			calls++;
			expect(event).toMatchObject({ type: 'EntryCalled', entryId: first.entry.id });
			for (const other of events.slice(1)) {
				if (other.type !== 'EntryCalled') throw new Error('a call only calls');
				expect(before.visits.get(other.visitId)?.partyId).toBe(first.visit.partyId);
				expect(first.visit.partyId).not.toBeNull();
			}
		});
		expect(calls).toBeGreaterThan(50);
	});

	it('nobody is called twice: those who stay together are called whole, those one after the other alone', () => {
		const met = { whole: 0, alone: 0, animals: 0 };
		always(({ before, command, actor, events, refused }) => {
			if (refused !== null || (command.verb !== 'call_next' && command.verb !== 'call')) return;
			const called = events.flatMap((event) => (event.type === 'EntryCalled' ? [event.visitId] : []));
			const [first] = called.flatMap((id) => before.visits.get(id) ?? []);
			if (first === undefined) return;
			expect(new Set(called).size).toBe(called.length);
			if (first.partyId === null || first.partyMode === 'one_after_other') {
				expect(called).toHaveLength(1);
				if (first.partyId !== null) met.alone++;
				return;
			}
			const services = command.verb === 'call_next' ? (command.services ?? actor.gives) : actor.gives;
			const party = callablePlaces(todays(before), new Set(services))
				.map(({ visit }) => visit)
				.filter(({ partyId }) => partyId === first.partyId);
			expect(new Set(called)).toEqual(new Set([first.id, ...party.map(({ id }) => id)]));
			if (called.length > 1) met.whole++;
			if (called.some((id) => before.visits.get(id)?.subject === 'animal')) met.animals++;
		}, 900);
		expect(met.whole).toBeGreaterThan(0);
		expect(met.alone).toBeGreaterThan(0);
		expect(met.animals).toBeGreaterThan(0);
	});

	it('a party has one mode, at most eight, and an animal has its human', () => {
		always(({ after, events }) => {
			if (events.length === 0) return;
			for (const partyId of new Set(todays(after).map((visit) => visit.partyId))) {
				if (partyId === null) continue;
				const party = membersOf(after, partyId);
				expect(new Set(party.map(({ partyMode }) => partyMode)).size).toBe(1);
				expect(party.length).toBeLessThanOrEqual(LARGEST_PARTY);
			}
			for (const { subject, withVisitId } of after.visits.values())
				if (subject === 'animal') expect(after.visits.get(withVisitId ?? '')?.subject).toBe('person');
		});
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
					if (!('visitId' in event)) continue;
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
		// Chance draws the afternoons anew each time: some thirty steps are taken back, once twenty.
		expect(undone).toBeGreaterThan(0);
	});

	it('no level is ever set by anybody but a clinician whom the site trusts with it', () => {
		let levels = 0;
		always((happened) => {
			const { events, actor } = happened;
			for (const event of events)
				if (event.type === 'LevelSet') {
					levels++;
					expect(CLINICIANS).toContain(actor.id);
				}
			for (const visit of touched(happened))
				for (const entry of visit.entries)
					if (entry.level !== 'arrival_order') expect(CLINICIANS).toContain(entry.levelBy);
		});
		expect(levels).toBeGreaterThan(0);
	});

	it('the arrival moves by a correction of the team only', () => {
		always((happened) => {
			const { before, command } = happened;
			if (command.verb === 'details' || command.verb === 'register') return;
			for (const visit of touched(happened))
				expect(visit.arrivedAt).toBe(before.visits.get(visit.id)?.arrivedAt);
		});
	});

	it('what is refused changes nothing, and no decision touches the facts it was given', () => {
		always((happened) => {
			if (happened.refused !== null) expect(happened.after).toBe(happened.before);
			Object.freeze(happened.after);
			for (const visit of touched(happened)) {
				Object.freeze(visit);
				Object.freeze(visit.entries);
				for (const entry of visit.entries) Object.freeze(entry);
			}
		});
	});
});
