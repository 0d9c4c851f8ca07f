import { describe, expect, it } from 'vitest';
import { step, visitStep } from '../../../../tests/factories/commands.ts';
import { aNurse, aPeerHelper } from '../../../../tests/factories/people.ts';
import { given, play } from '../../../../tests/factories/scenario.ts';
import { aSite } from '../../../../tests/factories/site.ts';
import { minute, minutes } from '../../../../tests/factories/time.ts';
import {
	calledVisit,
	cancelledVisit,
	deferredVisit,
	doneVisit,
	inServiceVisit,
	leftVisit,
	steppedOutVisit,
	after,
	waitingVisit
} from '../../../../tests/factories/visits.ts';

const nurse = aNurse();
const peer = aPeerHelper();
const visitId = 'visit';

describe('Reopening a visit', () => {
	it('brings back all places of somebody who left by mistake, at the arrival place', () => {
		const { visit } = given(aSite({ visits: [leftVisit({ services: ['nursing', 'dental'], level: 'now' })] }))
			.when(visitStep('reopen'), { actor: peer, at: minute(70) })
			.then([{ type: 'VisitReopened', visitId, entryIds: ['visit/nursing', 'visit/dental'] }]);
		expect(visit()).toMatchObject({ presence: 'here', arrivedAt: minute(0) });
		expect(visit().entries.map((e) => [e.status, e.endedAt, e.endCause, e.level])).toEqual([
			['waiting', null, null, 'now'],
			['waiting', null, null, 'arrival_order']
		]);
	});

	it('leaves closed what was closed before the person left', () => {
		const nursingDone = doneVisit({ services: ['nursing', 'dental'] });
		given(aSite({ visits: [after(nursingDone, { type: 'VisitLeft' })] }))
			.when(visitStep('reopen'), { actor: peer })
			.then([{ type: 'VisitReopened', visitId, entryIds: ['visit/dental'] }]);
	});

	it.each([
		['was seen', doneVisit()],
		['was deferred', deferredVisit()],
		['had changed their mind', cancelledVisit()]
	])('puts somebody who %s back on the list', (_, visit) => {
		const { entry } = given(aSite({ visits: [visit] }))
			.when(visitStep('reopen'), { actor: peer })
			.then([{ type: 'VisitReopened', visitId, entryIds: ['visit/nursing'] }]);
		expect(entry('visit/nursing')).toMatchObject({ status: 'waiting', calledBy: null, startedAt: null });
	});

	it('brings back the place that ended last, and not one that led elsewhere', () => {
		const rerouted = play(
			aSite({ visits: [inServiceVisit()] }),
			[step('reroute'), { actor: nurse, at: minute(10) }],
			[step('cancel', 'later-1'), { actor: nurse, at: minute(20) }]
		);
		given(rerouted)
			.when(visitStep('reopen'), { actor: peer })
			.then([{ type: 'VisitReopened', visitId, entryIds: ['later-1'] }]);
	});

	it.each([
		['waits', waitingVisit()],
		['is outside', steppedOutVisit()],
		['is being called', calledVisit()],
		['was seen by the nurse and waits for the dentist', doneVisit({ services: ['nursing', 'dental'] })]
	])('is refused for somebody who %s', (_, visit) => {
		given(aSite({ visits: [visit] }))
			.when(visitStep('reopen'), { actor: peer })
			.then('not_finished');
	});
});

describe('Completing the answers later', () => {
	it('changes only what was answered', () => {
		const { visit } = given(aSite({ visits: [waitingVisit()] }))
			.when(visitStep('details', visitId, { callBy: 'discreet', reasons: ['wound'], language: 'ar' }), {
				actor: peer
			})
			.then([
				{
					type: 'DetailsChanged',
					visitId,
					changes: { callBy: 'discreet', reasons: ['wound'], language: 'ar' },
					personal: []
				}
			]);
		expect(visit()).toMatchObject({ callBy: 'discreet', reasons: ['wound'], language: 'ar' });
		expect(visit()).toMatchObject({ peerWanted: 'not_asked', traineeAccepted: 'not_asked' });
	});

	it('keeps the difference between declined, unknown and never asked', () => {
		const { visit } = given(aSite({ visits: [waitingVisit()] }))
			.when(
				visitStep('details', visitId, { peerWanted: 'declined', traineeAccepted: 'no', language: null }),
				{
					actor: peer
				}
			)
			.then([expect.objectContaining({ type: 'DetailsChanged' })]);
		expect(visit()).toMatchObject({ peerWanted: 'declined', traineeAccepted: 'no', language: null });
	});

	it('says that a name changed, never which', () => {
		const personal = [{ field: 'alias' as const, mark: 'salted' }];
		given(aSite({ visits: [waitingVisit()] }))
			.when(visitStep('details', visitId, { personal }), { actor: peer })
			.then([{ type: 'DetailsChanged', visitId, changes: {}, personal }]);
	});

	it('corrects the arrival within the block, and shows the team that it was moved', () => {
		const site = aSite({ visits: [waitingVisit({ arrivedAt: minute(20) })] });
		const corrected = given(site)
			.when(visitStep('details', visitId, { ageMs: minutes(25) }), { actor: peer, at: minute(30) })
			.then([expect.objectContaining({ changes: { arrivedAt: minute(5), backdated: true } })]);
		expect(corrected.visit()).toMatchObject({ arrivedAt: minute(5), backdated: true });
		given(site)
			.when(visitStep('details', visitId, { ageMs: minutes(24 * 60) }), { actor: peer, at: minute(30) })
			.then([expect.objectContaining({ changes: { arrivedAt: minute(-180), backdated: true } })]);
	});

	it('refuses a reason that does not exist', () => {
		given(aSite({ visits: [waitingVisit()] }))
			.when(visitStep('details', visitId, { reasons: ['wound', 'boredom'] }), { actor: peer })
			.then({ refused: 'unknown_reason', field: 'reasons' });
	});

	it.each([leftVisit(), doneVisit(), inServiceVisit()])('is possible at any moment of the visit', (visit) => {
		given(aSite({ visits: [visit] }))
			.when(visitStep('details'), { actor: peer })
			.then([expect.objectContaining({ type: 'DetailsChanged' })]);
	});
});
