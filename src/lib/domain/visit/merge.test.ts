/** One person, put on the list twice by two helpers: the earlier arrival wins, and no place is lost. */
import { expect, it } from 'vitest';
import { step, visitStep } from '../../../../tests/factories/commands.ts';
import { aPerson, known, notThisColleague } from '../../../../tests/factories/known.ts';
import { aHostWorker, aNurse, aPeerHelper } from '../../../../tests/factories/people.ts';
import { given, play } from '../../../../tests/factories/scenario.ts';
import { aClosedSite, aSite } from '../../../../tests/factories/site.ts';
import { minute } from '../../../../tests/factories/time.ts';
import { calledVisit, leftVisit, returnedVisit, waitingVisit } from '../../../../tests/factories/visits.ts';
import { isFinished } from '#lib/domain/visit/state.ts';

const peer = aPeerHelper();
const early = waitingVisit({ id: 'early', services: ['nursing'], reasons: ['wound'] });
const late = waitingVisit({
	id: 'late',
	services: ['nursing', 'dental'],
	arrivedAt: minute(9),
	level: 'now'
});
const merge = { verb: 'merge_visits', visitId: 'late', otherVisitId: 'early' } as const;

it('the earlier visit stays, takes the other’s places, and the more urgent level of each', () => {
	const { visit, told, state } = given(aSite({ visits: [early, { ...late, reasons: ['tooth'] }] }))
		.when(merge, { actor: peer })
		.then([
			{ type: 'VisitAbsorbed', visitId: 'late', intoId: 'early' },
			expect.objectContaining({ type: 'VisitTookOver', visitId: 'early', reasons: ['wound', 'tooth'] })
		]);
	expect(visit('early').entries.map((e) => [e.id, e.service, e.status, e.level])).toEqual([
		['early/nursing', 'nursing', 'waiting', 'now'],
		['new-1', 'dental', 'waiting', 'arrival_order']
	]);
	expect(visit('early').arrivedAt).toBe(minute(0));
	expect(visit('late')).toMatchObject({ mergedInto: 'early' });
	expect(isFinished(visit('late'))).toBe(true);
	expect(told).toEqual({ about: 'visit', visitId: 'early' });
	// A mistake: the other visit comes back as it was.
	const { visit: back } = given(state)
		.when(visitStep('reopen', 'late'), { actor: peer })
		.then([
			{ type: 'VisitGaveBack', visitId: 'early', toId: 'late', person: false },
			expect.objectContaining({ type: 'VisitReopened' })
		]);
	expect(back('late')).toMatchObject({ mergedInto: null, arrivedAt: minute(9) });
	expect(back('late').entries.map((e) => e.status)).toEqual(['waiting', 'waiting']);
});

it('it does not matter in which order the two are named, nor who came back from an absence', () => {
	const back = { ...returnedVisit({ id: 'late', arrivedAt: minute(9) }) };
	given(aSite({ visits: [early, back] }))
		.when({ verb: 'merge_visits', visitId: 'early', otherVisitId: 'late' }, { actor: peer })
		.then([expect.objectContaining({ visitId: 'late' }), expect.objectContaining({ visitId: 'early' })]);
});

it('whoever is known in one of them is known in the one that stays', () => {
	const people = known(aPerson('nuage'));
	const { visit } = given(aSite({ visits: [early, { ...late, personId: 'nuage' }], people }))
		.when(merge, { actor: peer })
		.then([expect.anything(), expect.objectContaining({ personId: 'nuage' })]);
	expect(visit('early').personId).toBe('nuage');
});

it('who may not see one of them may not see the one that stays', () => {
	const restrictions = [notThisColleague('nadia', { visitId: 'late' })];
	const { state } = given(aSite({ visits: [early, late], restrictions }))
		.when(merge, { actor: peer })
		.then([
			expect.anything(),
			expect.anything(),
			expect.objectContaining({
				type: 'RestrictionSet',
				visitId: 'early',
				accountId: 'nadia',
				ofPerson: false
			})
		]);
	given(state).when(step('call', 'early/nursing'), { actor: aNurse() }).then('file_unavailable');
	// Of somebody who is known, it goes with them.
	const people = known(aPerson('nuage'));
	const { state: ofPerson } = given(
		aSite({ visits: [{ ...early, personId: 'nuage' }, late], people, restrictions })
	)
		.when(merge, { actor: peer })
		.then([expect.anything(), expect.anything(), expect.objectContaining({ ofPerson: true })]);
	expect(ofPerson.restrictions).toContainEqual(expect.objectContaining({ personId: 'nuage' }));
});

it('what an anonymous visit asked for goes with the person that the merge gives it', () => {
	const restrictions = [notThisColleague('nadia', { visitId: 'early' })];
	const people = known(aPerson('nuage'));
	const visits = [early, { ...late, personId: 'nuage' }];
	const state = play(aSite({ visits, people, restrictions }), [merge, { actor: peer }]);
	expect(state.restrictions).toEqual([notThisColleague('nadia', { personId: 'nuage' })]);
});

it('two who had been taken for one are two again: the person goes back to the visit that brought them', () => {
	const people = known(aPerson('nuage'));
	const restrictions = [notThisColleague('nadia', { visitId: 'early' })];
	const visits = [early, { ...late, personId: 'nuage' }];
	const merged = play(aSite({ visits, people, restrictions }), [merge, { actor: peer }]);
	const { visit, state } = given(merged)
		.when(visitStep('reopen', 'late'), { actor: peer })
		.then([
			{ type: 'VisitGaveBack', visitId: 'early', toId: 'late', person: true },
			expect.objectContaining({
				type: 'RestrictionSet',
				visitId: 'early',
				accountId: 'nadia',
				ofPerson: false
			}),
			expect.objectContaining({ type: 'VisitReopened', visitId: 'late' })
		]);
	expect(visit('early').personId).toBeNull();
	expect(visit('late')).toMatchObject({ personId: 'nuage', mergedInto: null });
	// The anonymous one had asked that Nadia does not see them, and still does.
	given(state).when(step('call', 'early/nursing'), { actor: aNurse() }).then('file_unavailable');
});

it('they go back through every visit that took the places of another one', () => {
	const people = known(aPerson('nuage'));
	const first = waitingVisit({ id: 'first', arrivedAt: minute(-5) });
	const twice = play(
		aSite({ visits: [first, early, { ...late, personId: 'nuage' }], people }),
		[merge, { actor: peer }],
		[{ verb: 'merge_visits', visitId: 'early', otherVisitId: 'first' }, { actor: peer }]
	);
	const { visit } = given(twice)
		.when(visitStep('reopen', 'late'), { actor: peer })
		.then([
			expect.objectContaining({ type: 'VisitGaveBack', visitId: 'early', person: true }),
			expect.objectContaining({ type: 'VisitGaveBack', visitId: 'first', person: true }),
			expect.objectContaining({ type: 'VisitReopened' })
		]);
	expect([visit('early').personId, visit('first').personId]).toEqual([null, null]);
});

it('is refused for two people, for one visit, for what is over, and while the later one is in somebody’s hand', () => {
	const people = known(aPerson('nuage'), aPerson('pluie'));
	const two = [
		{ ...early, personId: 'nuage' },
		{ ...late, personId: 'pluie' }
	];
	given(aSite({ visits: two, people }))
		.when(merge, { actor: peer })
		.then('different_people');
	given(aSite({ visits: [early, late] }))
		.when({ ...merge, otherVisitId: 'late' }, { actor: peer })
		.then('same_visit');
	given(aSite({ visits: [early, leftVisit({ id: 'late' })] }))
		.when(merge, { actor: peer })
		.then('not_open');
	const inHand = calledVisit({ id: 'late', arrivedAt: minute(9) });
	given(aSite({ visits: [early, inHand] }))
		.when(merge, { actor: peer })
		.then('entry_active');
	given(aSite({ visits: [early] }))
		.when(merge, { actor: peer })
		.then('not_found');
	given(aClosedSite({ visits: [early, late] }))
		.when(merge, { actor: peer })
		.then('block_closed');
	given(aSite({ visits: [early, late] }))
		.when(merge, { actor: aHostWorker() })
		.then('forbidden');
});

it('the earlier one may be in somebody’s hand: it stays there', () => {
	const { visit } = given(aSite({ visits: [calledVisit({ id: 'early' }), late] }))
		.when(merge, { actor: peer })
		.then([expect.anything(), expect.anything()]);
	expect(visit('early').entries.map((e) => e.status)).toEqual(['called', 'waiting']);
});
