import { describe, expect, it, test } from 'vitest';
import { callNext, step, visitStep } from '../../../../tests/factories/commands.ts';
import {
	aHostWorker,
	aNurse,
	aPeerHelper,
	aTrainee,
	anAdministrator,
	anEvaluator
} from '../../../../tests/factories/people.ts';
import { called, given, play } from '../../../../tests/factories/scenario.ts';
import { aBlock, aClosedSite, aSite } from '../../../../tests/factories/site.ts';
import { minute, minutes } from '../../../../tests/factories/time.ts';
import {
	absentVisit,
	aLine,
	calledVisit,
	deferredVisit,
	doneVisit,
	inServiceVisit,
	leftVisit,
	returnedVisit,
	steppedOutVisit,
	after,
	waitingVisit
} from '../../../../tests/factories/visits.ts';
import { VISIT_VERBS } from '#lib/domain/visit/transitions.ts';

const nurse = aNurse();
const peer = aPeerHelper();
const visitId = 'visit';

describe('« Je sors un moment »', () => {
	it('keeps the place: outside nobody calls, and back in it is the same place', () => {
		const line = aSite({ visits: aLine(3) });
		const out = given(line)
			.when(visitStep('step_out', 'p1'), { actor: peer, at: minute(5) })
			.then([{ type: 'VisitSteppedOut', visitId: 'p1' }]);
		expect(out.visit('p1')).toMatchObject({ presence: 'stepped_out', presenceAt: minute(5) });
		expect(called(out.state, callNext(), { actor: nurse })).toEqual(['p2/nursing']);
		const back = given(out.state)
			.when(visitStep('return', 'p1'), { actor: peer, at: minute(90) })
			.then([{ type: 'VisitReturned', visitId: 'p1', inGrace: false }]);
		expect(back.visit('p1')).toMatchObject({
			presence: 'here',
			arrivedAt: minute(0),
			returnedInGrace: false
		});
		expect(called(back.state, callNext(), { actor: nurse })).toEqual(['p1/nursing']);
	});

	it('is noted by the host’s worker too', () => {
		given(aSite({ visits: [waitingVisit()] }))
			.when(visitStep('step_out'), { actor: aHostWorker() })
			.then([{ type: 'VisitSteppedOut', visitId }]);
	});

	it.each([
		['is out already', steppedOutVisit(), 'not_here'],
		['did not come when called', absentVisit(), 'not_here'],
		['left', leftVisit(), 'not_here'],
		['is being called', calledVisit(), 'entry_active'],
		['is with the nurse', inServiceVisit(), 'entry_active'],
		['was seen', doneVisit(), 'not_open']
	] as const)('is refused for somebody who %s', (_, visit, refusal) => {
		given(aSite({ visits: [visit] }))
			.when(visitStep('step_out'), { actor: peer })
			.then(refusal);
	});
});

describe('Coming back after having been called in vain', () => {
	const site = aSite({ visits: [...aLine(2), absentVisit({ arrivedAt: minute(30), at: minute(40) })] });

	it.each([
		['29 minutes', minutes(29)],
		['exactly 30 minutes', minutes(30)]
	])('after %s puts the person at the head of the level', (_, away) => {
		const { visit, state } = given(site)
			.when(visitStep('return'), { actor: peer, at: minute(40) + away })
			.then([{ type: 'VisitReturned', visitId, inGrace: true }]);
		expect(visit()).toMatchObject({ presence: 'here', returnedInGrace: true, arrivedAt: minute(30) });
		expect(called(state, callNext(), { actor: nurse })).toEqual(['visit/nursing']);
	});

	it.each([
		['30 minutes and an instant', minutes(30) + 1],
		['31 minutes', minutes(31)],
		['three hours', minutes(180)]
	])('after %s leads to the ordinary place, by arrival', (_, away) => {
		const { visit, state } = given(site)
			.when(visitStep('return'), { actor: peer, at: minute(40) + away })
			.then([{ type: 'VisitReturned', visitId, inGrace: false }]);
		expect(visit()).toMatchObject({ presence: 'here', returnedInGrace: false, arrivedAt: minute(30) });
		expect(called(state, callNext(), { actor: nurse })).toEqual(['p1/nursing']);
	});

	it('does not pass before a more urgent level', () => {
		const urgent = waitingVisit({ id: 'urgent', level: 'now', arrivedAt: minute(50) });
		const visits = [urgent, returnedVisit()];
		expect(called(aSite({ visits }), callNext(), { actor: nurse })).toEqual(['urgent/nursing']);
	});

	it('follows the site’s own grace', () => {
		given({ ...site, graceMs: minutes(10) })
			.when(visitStep('return'), { actor: peer, at: minute(51) })
			.then([{ type: 'VisitReturned', visitId, inGrace: false }]);
	});

	it('keeps the head place through a smoke', () => {
		const out = play(
			aSite({ visits: [...aLine(1), returnedVisit({ arrivedAt: minute(9) })] }),
			[visitStep('step_out'), { actor: peer, at: minute(12) }],
			[visitStep('return'), { actor: peer, at: minute(20) }]
		);
		expect(called(out, callNext(), { actor: nurse })).toEqual(['visit/nursing']);
	});

	it('uses the head place up: a second, long absence leads to the ordinary place', () => {
		const again = play(
			aSite({ visits: [...aLine(1), returnedVisit({ arrivedAt: minute(9) })] }),
			[step('call'), { actor: nurse, at: minute(20) }],
			[step('absent'), { actor: nurse, at: minute(25) }],
			[visitStep('return'), { actor: peer, at: minute(25 + 40) }]
		);
		expect(called(again, callNext(), { actor: nurse })).toEqual(['p1/nursing']);
	});

	it('uses the head place up once the encounter has started', () => {
		const released = play(
			aSite({ visits: [...aLine(1), returnedVisit({ arrivedAt: minute(9) })] }),
			[step('call'), { actor: nurse, at: minute(20) }],
			[step('start'), { actor: nurse, at: minute(21) }],
			[step('release'), { actor: nurse, at: minute(22) }]
		);
		expect(called(released, callNext(), { actor: nurse })).toEqual(['p1/nursing']);
	});

	it.each([
		['is here', waitingVisit(), 'already_here'],
		['left: that visit is reopened', leftVisit(), 'already_left'],
		['was deferred meanwhile: that visit is reopened', absentAndDeferred(), 'not_open']
	] as const)('is refused for somebody who %s', (_, visit, refusal) => {
		given(aSite({ visits: [visit] }))
			.when(visitStep('return'), { actor: peer })
			.then(refusal);
	});

	function absentAndDeferred() {
		return after(absentVisit(), { type: 'EntryDeferred', entryId: 'visit/nursing', to: 'line_811' });
	}
});

describe('Leaving', () => {
	it.each([
		['waits', waitingVisit({ services: ['nursing', 'dental'] })],
		['is outside', steppedOutVisit({ services: ['nursing', 'dental'] })],
		['is being called', calledVisit({ services: ['nursing', 'dental'] })],
		['did not come when called', absentVisit({ services: ['nursing', 'dental'] })]
	])('closes every place of somebody who %s', (_, visit) => {
		const outcome = given(aSite({ visits: [visit] }))
			.when(visitStep('leave'), { actor: peer, at: minute(60) })
			.then([{ type: 'VisitLeft', visitId }]);
		expect(outcome.visit()).toMatchObject({ presence: 'left', presenceAt: minute(60) });
		for (const entry of outcome.visit().entries)
			expect(entry).toMatchObject({
				status: 'cancelled',
				endCause: 'left',
				endedAt: minute(60),
				calledBy: null,
				room: null
			});
	});

	it('keeps what was done as done', () => {
		const outcome = given(aSite({ visits: [doneVisit({ services: ['nursing', 'dental'] })] }))
			.when(visitStep('leave'), { actor: peer })
			.then([{ type: 'VisitLeft', visitId }]);
		expect(outcome.entry('visit/nursing').status).toBe('done');
		expect(outcome.entry('visit/dental').status).toBe('cancelled');
	});

	it.each([
		['left already', leftVisit(), 'already_left'],
		['is with the nurse', inServiceVisit(), 'entry_active'],
		['was seen, and is not counted as having left', doneVisit(), 'not_open'],
		['was deferred', deferredVisit(), 'not_open']
	] as const)('is refused for somebody who %s', (_, visit, refusal) => {
		given(aSite({ visits: [visit] }))
			.when(visitStep('leave'), { actor: peer })
			.then(refusal);
	});
});

describe.each(VISIT_VERBS)('The step « %s »', (verb) => {
	it('is refused for a visit that nobody knows', () => {
		given(aSite()).when(visitStep(verb), { actor: peer }).then('not_found');
	});

	it('is refused once the visit’s block is over', () => {
		const visits = [waitingVisit()];
		given(aClosedSite({ visits })).when(visitStep(verb), { actor: peer }).then('block_closed');
		given(aSite({ visits, block: aBlock({ id: 'block-next' }) }))
			.when(visitStep(verb), { actor: peer })
			.then('block_closed');
	});

	test.each([aTrainee(), anEvaluator(), anAdministrator()])('is refused to the role $role', (actor) => {
		given(aSite({ visits: [waitingVisit()] }))
			.when(visitStep(verb), { actor })
			.then('forbidden');
	});
});

test.each(['leave', 'reopen', 'details'] as const)('The host’s worker may not « %s »', (verb) => {
	given(aSite({ visits: [waitingVisit()] }))
		.when(visitStep(verb), { actor: aHostWorker() })
		.then('forbidden');
});
