import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { step, visitStep } from '../../../tests/factories/commands.ts';
import {
	aCoordinator,
	aDentist,
	aHostWorker,
	aNurse,
	aPeerHelper,
	aTrainee,
	anAdministrator,
	anEvaluator
} from '../../../tests/factories/people.ts';
import { aContext } from '../../../tests/factories/scenario.ts';
import { aSite } from '../../../tests/factories/site.ts';
import { OPENING, minute, seconds } from '../../../tests/factories/time.ts';
import {
	absentVisit,
	calledVisit,
	doneVisit,
	inServiceVisit,
	leftVisit,
	steppedOutVisit,
	waitingVisit
} from '../../../tests/factories/visits.ts';
import { possibleSteps, type Me, type ShownPlace } from '#lib/contract/steps.ts';
import type { Actor } from '#lib/domain/policy/roles.ts';
import { apply } from '#lib/domain/queue/apply.ts';
import { decide } from '#lib/domain/queue/decide.ts';
import { isRefusal, type Accepted } from '#lib/domain/queue/decision.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import { LEVELS, activeEntry, type Entry, type Visit } from '#lib/domain/visit/state.ts';
import {
	ENTRY_VERBS,
	UNDO_MS,
	VISIT_VERBS,
	type EntryVerb,
	type VisitVerb
} from '#lib/domain/visit/transitions.ts';

const meOf = ({ gives, ...actor }: Actor): Me => ({ ...actor, gives: [...gives] });

/** The place as a view shows it. */
function shown(visit: Visit, entry: Entry): ShownPlace {
	const { lastStep } = visit;
	const undoable = lastStep !== null && lastStep.before !== null && lastStep.entryId === entry.id;
	return {
		service: entry.service,
		status: entry.status,
		presence: visit.presence,
		calledBy: entry.calledBy === null ? null : { id: entry.calledBy },
		undo: undoable ? { by: lastStep.by, until: new Date(lastStep.at + UNDO_MS).toISOString() } : null
	};
}

const stepsOn = (visit: Visit, entry: Entry, actor: Actor, at: number) =>
	possibleSteps(
		shown(visit, entry),
		meOf(actor),
		at,
		visit.entries.filter((e) => e !== entry).map((e) => e.status)
	);

const firstSteps = (visit: Visit, actor: Actor, at = minute(60)) =>
	stepsOn(visit, visit.entries[0]!, actor, at);

describe('A card shows only what can be done next', () => {
	it('for somebody who waits: the nurse may call, the dentist may not', () => {
		expect(firstSteps(waitingVisit(), aNurse())).toEqual([
			'call',
			'step_out',
			'level',
			'reroute',
			'defer',
			'cancel',
			'leave',
			'details'
		]);
		expect(firstSteps(waitingVisit(), aDentist())).not.toContain('call');
	});

	it('for somebody who is called: « Est là », « Pas là », « Rappeler » first', () => {
		expect(firstSteps(calledVisit(), aNurse()).slice(0, 3)).toEqual(['start', 'absent', 'recall']);
	});

	it('for somebody with the nurse: « Terminer » and « Diriger vers… » first', () => {
		expect(firstSteps(inServiceVisit(), aNurse()).slice(0, 2)).toEqual(['complete', 'reroute']);
		expect(firstSteps(inServiceVisit(), aDentist())).not.toContain('complete');
	});

	it('offers a take-over to colleagues only', () => {
		expect(firstSteps(calledVisit(), aNurse())).not.toContain('take_over');
		expect(firstSteps(calledVisit(), aNurse({ id: 'nils' }))).toContain('take_over');
	});

	it.each([
		['is out', steppedOutVisit()],
		['did not come', absentVisit()]
	])('offers « de retour », and no call, for somebody who %s', (_, visit) => {
		const steps = firstSteps(visit, aNurse());
		expect(steps).toContain('return');
		expect(steps).not.toContain('call');
		expect(steps).not.toContain('step_out');
	});

	it.each([
		['left', leftVisit()],
		['was seen', doneVisit()]
	])('offers to reopen for somebody who %s', (_, visit) => {
		expect(firstSteps(visit, aPeerHelper())).toEqual(['reopen', 'details']);
	});

	it('offers no second call for somebody whom a colleague has for another service', () => {
		const visit = calledVisit({ services: ['dental', 'nursing'], by: 'denis' });
		expect(stepsOn(visit, visit.entries[1]!, aNurse(), minute(60))).not.toContain('call');
	});

	it('offers « annuler » for half a minute, to the one who made the step and to the coordinator', () => {
		const visit = calledVisit({ at: minute(5) });
		const half = minute(5) + seconds(30);
		expect(firstSteps(visit, aNurse(), half)).toContain('undo');
		expect(firstSteps(visit, aCoordinator(), half)).toContain('undo');
		expect(firstSteps(visit, aPeerHelper(), half)).not.toContain('undo');
		expect(firstSteps(visit, aNurse(), half + 1)).not.toContain('undo');
	});

	it('offers a level to nobody but those who may set it', () => {
		expect(firstSteps(waitingVisit(), aPeerHelper({ maySetLevel: true }))).not.toContain('level');
		expect(firstSteps(waitingVisit(), aDentist())).not.toContain('level');
	});

	it('offers the host’s worker the door only', () => {
		expect(firstSteps(waitingVisit(), aHostWorker())).toEqual(['step_out']);
		expect(firstSteps(steppedOutVisit(), aHostWorker())).toEqual(['return']);
	});

	it.each([aTrainee(), anEvaluator(), anAdministrator()])('offers nothing to the role $role', (actor) => {
		for (const visit of [waitingVisit(), calledVisit({ by: actor.id }), doneVisit()])
			expect(firstSteps(visit, actor)).toEqual([]);
	});
});

describe('What a screen offers and what the queue accepts', () => {
	const team = [
		aNurse(),
		aNurse({ id: 'nils', gives: ['nursing', 'listening'] }),
		aDentist(),
		aPeerHelper({ maySetLevel: true }),
		aCoordinator({ gives: ['dental'] }),
		aHostWorker({ gives: ['nursing'] }),
		aTrainee({ gives: ['nursing'] })
	];
	const someone = fc.constantFrom(...team);
	const everyStep = [...ENTRY_VERBS, ...VISIT_VERBS.filter((verb) => verb !== 'answer_questions')];
	/** Somebody takes one of the steps that are accepted, so that afternoons go far. */
	type Move = {
		actor: Actor;
		visit: string;
		service: string;
		pick: number;
		wait: number;
	};
	const move: fc.Arbitrary<Move> = fc.record({
		actor: someone,
		visit: fc.constantFrom('ama', 'bo', 'cy'),
		service: fc.constantFrom('nursing', 'dental', 'listening'),
		pick: fc.nat(10_000),
		wait: fc.constantFrom(0, seconds(10), seconds(31))
	});

	const commandFor = (verb: EntryVerb | VisitVerb, visitId: string, entryId: string, service: string) =>
		isVisitVerb(verb)
			? visitStep(verb, visitId)
			: step(
					verb,
					entryId,
					verb === 'call' ? { alsoCall: true } : verb === 'reroute' ? { service, when: 'other_day' } : {}
				);

	it('are the same, for every place, step and role, whatever happened before', { timeout: 30_000 }, () => {
		const shownOnce = new Set<string>();
		fc.assert(
			fc.property(fc.noBias(fc.array(move, { maxLength: 30, size: 'max' })), (moves) => {
				let ids = 0;
				let at = OPENING;
				let state = aSite({
					visits: [
						waitingVisit({ id: 'ama', services: ['nursing', 'dental'], partyId: 'couple' }),
						waitingVisit({ id: 'bo', services: ['listening'], partyId: 'couple', level: LEVELS[0] }),
						inServiceVisit({ id: 'cy', services: ['nursing', 'dental'] })
					]
				});
				for (const visit of state.visits.values()) expectAgreement(state, visit, at, shownOnce);
				for (const { actor, visit, service, pick, wait } of moves) {
					at += wait;
					const entries = state.visits.get(visit)!.entries;
					const entryId = (activeEntry(state.visits.get(visit)!) ?? entries[pick % entries.length]!).id;
					const ctx = aContext({ actor, at, newId: () => `new-${++ids}` });
					const accepted = everyStep
						.map((verb) => decide(state, commandFor(verb, visit, entryId, service), ctx))
						.filter((decision): decision is Accepted => !isRefusal(decision));
					const chosen = accepted[pick % accepted.length];
					if (chosen === undefined) continue;
					state = apply(state, chosen.events, { commandId: `command-${++ids}`, by: actor.id, at });
					expectAgreement(state, state.visits.get(visit)!, at + seconds((pick % 5) * 10), shownOnce);
				}
			}),
			{ numRuns: 80 }
		);
		expect(shownOnce).toEqual(new Set(everyStep));
	});

	/** Every step of every place for everyone: offered exactly when accepted (but for « vous avez déjà appelé »). */
	function expectAgreement(state: SiteState, visit: Visit, at: number, shownOnce: Set<string>) {
		for (const actor of team)
			for (const entry of visit.entries) {
				const offered = new Set<string>(stepsOn(visit, entry, actor, at));
				for (const verb of everyStep) {
					// A service that this visit does not hold yet: whether one can be chosen is the sheet's business.
					const command = commandFor(verb, visit.id, entry.id, 'veterinary');
					const accepted = !isRefusal(decide(state, command, aContext({ actor, at })));
					if (offered.has(verb) !== accepted)
						expect(`${actor.role} ${verb} ${entry.status} ${visit.presence}`).toBe(
							accepted ? 'offered' : 'not offered'
						);
					if (accepted) shownOnce.add(verb);
				}
			}
	}

	function isVisitVerb(verb: EntryVerb | VisitVerb): verb is VisitVerb {
		return (VISIT_VERBS as readonly string[]).includes(verb);
	}
});
