import { describe, expect, it } from 'vitest';
import { step } from '../../../../tests/factories/commands.ts';
import { aDentist, aNurse } from '../../../../tests/factories/people.ts';
import { called, given } from '../../../../tests/factories/scenario.ts';
import { aSite } from '../../../../tests/factories/site.ts';
import { minute } from '../../../../tests/factories/time.ts';
import {
	absentVisit,
	calledVisit,
	cancelledVisit,
	deferredVisit,
	doneVisit,
	inServiceVisit,
	leftVisit,
	steppedOutVisit,
	waitingVisit
} from '../../../../tests/factories/visits.ts';

const nurse = aNurse();
const dentist = aDentist();
const ids = { visitId: 'visit', entryId: 'visit/nursing' };

describe('Calling a person by name of the list', () => {
	it('calls the person into the room that the nurse chose', () => {
		const { entry } = given(aSite({ visits: [waitingVisit()] }))
			.when(step('call', 'visit/nursing', { room: 'blue-room' }), { actor: nurse, at: minute(5) })
			.then([{ type: 'EntryCalled', ...ids, room: 'blue-room' }]);
		expect(entry('visit/nursing')).toMatchObject({
			status: 'called',
			calledBy: 'nadia',
			calledAt: minute(5),
			callCount: 1,
			room: 'blue-room'
		});
	});

	it('calls into the room that the nurse used last when she names none', () => {
		given(aSite({ visits: [waitingVisit()], usualRooms: new Map([['nadia', 'green-room']]) }))
			.when(step('call'), { actor: nurse })
			.then([{ type: 'EntryCalled', ...ids, room: 'green-room' }]);
	});

	it('refuses a room that the site does not have', () => {
		given(aSite({ visits: [waitingVisit()] }))
			.when(step('call', 'visit/nursing', { room: 'attic' }), { actor: nurse })
			.then({ refused: 'unknown_room', field: 'room' });
	});

	it('refuses a place that nobody knows', () => {
		given(aSite()).when(step('call'), { actor: nurse }).then('not_found');
	});

	it('refuses a service that the caller does not give', () => {
		given(aSite({ visits: [waitingVisit()] }))
			.when(step('call'), { actor: dentist })
			.then('forbidden');
	});

	it('says who already has the person', () => {
		given(aSite({ visits: [calledVisit()] }))
			.when(step('call'), { actor: aNurse({ id: 'nils' }) })
			.then({ refused: 'taken', by: { id: 'nadia', name: 'Nadia' } });
		given(aSite({ visits: [inServiceVisit({ by: 'somebody-new' })] }))
			.when(step('call'), { actor: nurse })
			.then({ refused: 'taken', by: { id: 'somebody-new', name: 'somebody-new' } });
	});

	it('never lets the dentist call somebody whom the nurse has called', () => {
		given(aSite({ visits: [calledVisit({ services: ['nursing', 'dental'] })] }))
			.when(step('call', 'visit/dental'), { actor: dentist })
			.then({ refused: 'taken', by: { id: 'nadia', name: 'Nadia' } });
	});

	it.each([
		['smokes outside', steppedOutVisit()],
		['did not come when called', absentVisit()]
	])('does not call somebody who %s', (_, visit) => {
		given(aSite({ visits: [visit] }))
			.when(step('call'), { actor: nurse })
			.then('not_here');
	});

	it.each([
		['was seen', doneVisit()],
		['left', leftVisit()],
		['was deferred', deferredVisit()],
		['no longer wants it', cancelledVisit()]
	])('does not call somebody who %s', (_, visit) => {
		given(aSite({ visits: [visit] }))
			.when(step('call'), { actor: nurse })
			.then('not_waiting');
	});

	it('reminds the nurse that she has called somebody whom she has not met yet', () => {
		const site = aSite({ visits: [calledVisit({ id: 'first' }), waitingVisit()] });
		given(site).when(step('call'), { actor: nurse }).then('still_calling');
		given(site)
			.when(step('call', 'visit/nursing', { alsoCall: true }), { actor: nurse })
			.then([{ type: 'EntryCalled', ...ids, room: null }]);
	});

	it('is no reminder of somebody who was called in an earlier block', () => {
		const left = calledVisit({ id: 'yesterday', blockId: 'block-before' });
		given(aSite({ visits: [left, waitingVisit()] }))
			.when(step('call'), { actor: nurse })
			.then([{ type: 'EntryCalled', ...ids, room: null }]);
	});
});

describe('Calling somebody who came with others', () => {
	const couple = [
		waitingVisit({ id: 'ama', partyId: 'couple' }),
		waitingVisit({ id: 'bo', partyId: 'couple', arrivedAt: minute(1) })
	];

	it('calls the two together', () => {
		expect(called(aSite({ visits: couple }), step('call', 'bo/nursing'), { actor: nurse })).toEqual([
			'bo/nursing',
			'ama/nursing'
		]);
	});

	it('leaves out the one who waits for a service that the caller does not give', () => {
		const visits = [couple[0]!, waitingVisit({ id: 'bo', partyId: 'couple', services: ['dental'] })];
		expect(called(aSite({ visits }), step('call', 'ama/nursing'), { actor: nurse })).toEqual(['ama/nursing']);
	});

	it('leaves out the one who is outside, and the one whom somebody else has', () => {
		const visits = [
			couple[0]!,
			steppedOutVisit({ id: 'bo', partyId: 'couple' }),
			calledVisit({ id: 'cy', partyId: 'couple', services: ['dental', 'nursing'], by: 'denis' })
		];
		expect(called(aSite({ visits }), step('call', 'ama/nursing'), { actor: nurse })).toEqual(['ama/nursing']);
	});

	it('calls one place of each, never two for one person', () => {
		const both = aNurse({ gives: ['nursing', 'dental'] });
		const visits = [
			couple[0]!,
			waitingVisit({ id: 'bo', partyId: 'couple', services: ['nursing', 'dental'] })
		];
		const calledNow = called(aSite({ visits }), step('call', 'ama/nursing'), { actor: both });
		expect(calledNow.map((id) => id.split('/')[0])).toEqual(['ama', 'bo']);
	});

	it('does not call somebody of the party who was left over from an earlier block', () => {
		const visits = [couple[0]!, waitingVisit({ id: 'bo', partyId: 'couple', blockId: 'block-before' })];
		expect(called(aSite({ visits }), step('call', 'ama/nursing'), { actor: nurse })).toEqual(['ama/nursing']);
	});
});
