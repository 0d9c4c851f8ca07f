import { describe, expect, it, test } from 'vitest';
import { step, visitStep } from '../../../../tests/factories/commands.ts';
import {
	aCoordinator,
	aDentist,
	aHostWorker,
	aNurse,
	aPeerHelper,
	aTrainee,
	anAdministrator,
	anEvaluator
} from '../../../../tests/factories/people.ts';
import { called, entryOf, given, play, visitOf } from '../../../../tests/factories/scenario.ts';
import { aBlock, aClosedSite, aSite } from '../../../../tests/factories/site.ts';
import { minute, seconds } from '../../../../tests/factories/time.ts';
import {
	absentVisit,
	calledVisit,
	cancelledVisit,
	deferredVisit,
	doneVisit,
	inServiceVisit,
	leftVisit,
	returnedVisit,
	steppedOutVisit,
	waitingVisit
} from '../../../../tests/factories/visits.ts';
import { ENTRY_VERBS } from '#lib/domain/visit/transitions.ts';

const nurse = aNurse();
const dentist = aDentist();
const peer = aPeerHelper();
const coordinator = aCoordinator();
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
		given(aSite({ visits: [waitingVisit()] })).when(step('call'), { actor: dentist }).then('forbidden');
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
		given(aSite({ visits: [visit] })).when(step('call'), { actor: nurse }).then('not_here');
	});

	it.each([
		['was seen', doneVisit()],
		['left', leftVisit()],
		['was deferred', deferredVisit()],
		['no longer wants it', cancelledVisit()]
	])('does not call somebody who %s', (_, visit) => {
		given(aSite({ visits: [visit] })).when(step('call'), { actor: nurse }).then('not_waiting');
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
		const visits = [couple[0]!, waitingVisit({ id: 'bo', partyId: 'couple', services: ['nursing', 'dental'] })];
		const calledNow = called(aSite({ visits }), step('call', 'ama/nursing'), { actor: both });
		expect(calledNow.map((id) => id.split('/')[0])).toEqual(['ama', 'bo']);
	});

	it('does not call somebody of the party who was left over from an earlier block', () => {
		const visits = [couple[0]!, waitingVisit({ id: 'bo', partyId: 'couple', blockId: 'block-before' })];
		expect(called(aSite({ visits }), step('call', 'ama/nursing'), { actor: nurse })).toEqual(['ama/nursing']);
	});
});

describe('Somebody is called', () => {
	const site = aSite({ visits: [calledVisit({ at: minute(10) })] });

	it('is called again without losing the first call', () => {
		const { entry } = given(site)
			.when(step('recall'), { actor: peer, at: minute(12) })
			.then([{ type: 'EntryRecalled', ...ids }]);
		expect(entry('visit/nursing')).toMatchObject({ callCount: 2, calledAt: minute(10), calledBy: 'nadia' });
	});

	it('comes, and the encounter starts', () => {
		const { entry } = given(site)
			.when(step('start'), { actor: peer, at: minute(12) })
			.then([{ type: 'EntryStarted', ...ids }]);
		expect(entry('visit/nursing')).toMatchObject({ status: 'in_service', startedAt: minute(12) });
	});

	it('does not come: the call ends, the place is kept, and the visit is marked absent', () => {
		const { visit, entry } = given(site)
			.when(step('absent'), { actor: nurse, at: minute(15) })
			.then([{ type: 'PersonNotThere', ...ids }]);
		expect(visit()).toMatchObject({ presence: 'absent', presenceAt: minute(15), arrivedAt: minute(0) });
		expect(entry('visit/nursing')).toMatchObject({
			status: 'waiting',
			calledBy: null,
			calledAt: null,
			room: null,
			callCount: 1
		});
	});

	it('goes back to the list when the call is released, with the arrival kept', () => {
		const { visit, entry } = given(site)
			.when(step('release'), { actor: nurse, at: minute(20) })
			.then([{ type: 'EntryReleased', ...ids }]);
		expect(visit()).toMatchObject({ presence: 'here', arrivedAt: minute(0) });
		expect(entry('visit/nursing')).toMatchObject({ status: 'waiting', calledBy: null, room: null });
	});

	it('is taken over by a colleague who gives the service, into the same room', () => {
		const { entry } = given(site)
			.when(step('take_over'), { actor: aNurse({ id: 'nils' }) })
			.then([{ type: 'EntryTakenOver', ...ids, room: 'blue-room' }]);
		expect(entry('visit/nursing')).toMatchObject({ status: 'called', calledBy: 'nils', calledAt: minute(10) });
	});

	it('is taken over into the colleague’s own room when one is named', () => {
		given(site)
			.when(step('take_over', 'visit/nursing', { room: 'green-room' }), { actor: aNurse({ id: 'nils' }) })
			.then([{ type: 'EntryTakenOver', ...ids, room: 'green-room' }]);
	});

	it('cannot be taken over by the one who has the person already', () => {
		given(site).when(step('take_over'), { actor: nurse }).then('already_yours');
	});

	it('cannot be taken over by somebody who does not give the service', () => {
		given(site).when(step('take_over'), { actor: dentist }).then('forbidden');
	});

	it('is only met, not yet seen: it cannot be completed before it has started', () => {
		given(site).when(step('complete'), { actor: nurse }).then('not_in_service');
	});
});

describe('An encounter is under way', () => {
	const site = aSite({ visits: [inServiceVisit({ at: minute(10) })] });

	it.each(['met', 'just_talked'] as const)('ends as « %s »', (outcome) => {
		const { entry } = given(site)
			.when(step('complete', 'visit/nursing', { outcome }), { actor: nurse, at: minute(40) })
			.then([{ type: 'EntryCompleted', ...ids, outcome }]);
		expect(entry('visit/nursing')).toMatchObject({ status: 'done', endedAt: minute(40), endCause: outcome });
	});

	it('is ended by a colleague of the same service, or by the coordinator, but by nobody else', () => {
		const completed = [{ type: 'EntryCompleted', ...ids, outcome: 'met' }];
		given(site)
			.when(step('complete'), { actor: aNurse({ id: 'nils' }) })
			.then(completed);
		given(site).when(step('complete'), { actor: coordinator }).then(completed);
		given(site).when(step('complete'), { actor: dentist }).then('forbidden');
		given(site).when(step('complete'), { actor: peer }).then('forbidden');
	});

	it('is ended by the one who called, even when the service is no longer theirs', () => {
		given(site)
			.when(step('complete'), { actor: aNurse({ gives: [] }) })
			.then([{ type: 'EntryCompleted', ...ids, outcome: 'met' }]);
	});

	it('is released: the person waits again at the arrival place', () => {
		const { visit, entry } = given(site).when(step('release'), { actor: nurse }).then([
			{ type: 'EntryReleased', ...ids }
		]);
		expect(entry('visit/nursing')).toMatchObject({ status: 'waiting', startedAt: null, calledBy: null });
		expect(visit().arrivedAt).toBe(minute(0));
	});

	it('is neither absent, nor called again, nor started twice, nor deferred, nor given a level', () => {
		for (const verb of ['absent', 'recall', 'start'] as const)
			given(site).when(step(verb), { actor: nurse }).then('not_called');
		for (const verb of ['defer', 'cancel', 'level'] as const)
			given(site).when(step(verb), { actor: nurse }).then('not_waiting');
	});
});

describe('Directing somebody to another service', () => {
	const rerouted = { type: 'EntryRerouted', ...ids, newEntryId: 'new-1', service: 'dental', when: 'now' };

	it.each([
		['waiting', waitingVisit({ level: 'sooner_today', cause: 'pregnancy' })],
		['called', calledVisit({ level: 'sooner_today', cause: 'pregnancy' })],
		['with the nurse', inServiceVisit({ level: 'sooner_today', cause: 'pregnancy' })]
	])('keeps arrival and level of somebody who is %s', (_, visit) => {
		const after = given(aSite({ visits: [visit] }))
			.when(step('reroute'), { actor: nurse, at: minute(30) })
			.then([rerouted]);
		expect(after.visit().arrivedAt).toBe(minute(0));
		expect(after.entry('visit/nursing')).toMatchObject({ status: 'rerouted', endedAt: minute(30) });
		expect(after.entry('new-1')).toMatchObject({
			service: 'dental',
			status: 'waiting',
			level: 'sooner_today',
			levelCause: 'pregnancy',
			levelBy: 'nadia',
			callCount: 0,
			calledBy: null
		});
		expect(after.told).toEqual({
			about: 'entries',
			entries: [ids, { visitId: 'visit', entryId: 'new-1' }]
		});
	});

	it('notes « un autre jour » without keeping the person on today’s list', () => {
		const after = given(aSite({ visits: [inServiceVisit()] }))
			.when(step('reroute', 'visit/nursing', { service: 'medical', when: 'other_day' }), { actor: nurse })
			.then([{ ...rerouted, service: 'medical', when: 'other_day' }]);
		expect(after.entry('new-1')).toMatchObject({ status: 'deferred', endCause: 'next_block' });
	});

	it('refuses a service that is not offered today, unless it is for another day', () => {
		given(aSite({ visits: [waitingVisit()] }))
			.when(step('reroute', 'visit/nursing', { service: 'medical', when: 'later' }), { actor: nurse })
			.then('service_not_offered');
	});

	it('refuses a service that does not exist', () => {
		given(aSite({ visits: [waitingVisit()] }))
			.when(step('reroute', 'visit/nursing', { service: 'astrology' }), { actor: nurse })
			.then({ refused: 'unknown_service', field: 'service' });
	});

	it('refuses a service for which the person waits already, and the very same one', () => {
		const site = aSite({ visits: [waitingVisit({ services: ['nursing', 'dental'] })] });
		given(site).when(step('reroute'), { actor: nurse }).then('already_wanted');
		given(site)
			.when(step('reroute', 'visit/nursing', { service: 'nursing' }), { actor: nurse })
			.then('already_wanted');
	});

	it('refuses a place that is closed', () => {
		given(aSite({ visits: [doneVisit()] })).when(step('reroute'), { actor: nurse }).then('not_open');
	});
});

describe('The level of a place', () => {
	it('is set by a nurse with its cause', () => {
		const { entry } = given(aSite({ visits: [waitingVisit()] }))
			.when(step('level', 'visit/nursing', { level: 'now', cause: 'distress' }), { actor: nurse, at: minute(3) })
			.then([{ type: 'LevelSet', ...ids, level: 'now', cause: 'distress' }]);
		expect(entry('visit/nursing')).toMatchObject({
			level: 'now',
			levelCause: 'distress',
			levelBy: 'nadia',
			levelAt: minute(3)
		});
	});

	it('is set while the person is being called', () => {
		given(aSite({ visits: [calledVisit()] }))
			.when(step('level'), { actor: nurse })
			.then([{ type: 'LevelSet', ...ids, level: 'now', cause: 'pain' }]);
	});

	it('goes back to the order of arrival', () => {
		const { entry } = given(aSite({ visits: [waitingVisit({ level: 'now' })] }))
			.when(step('level', 'visit/nursing', { level: 'arrival_order', cause: null }), { actor: nurse })
			.then([{ type: 'LevelSet', ...ids, level: 'arrival_order', cause: null }]);
		expect(entry('visit/nursing')).toMatchObject({ level: 'arrival_order', levelCause: null });
	});

	it.each([
		['a peer helper, even if the data trusts her with it', aPeerHelper({ gives: ['nursing'], maySetLevel: true })],
		['a coordinator, even if the data trusts her with it', aCoordinator({ maySetLevel: true })],
		['a host worker', aHostWorker({ maySetLevel: true })],
		['a trainee', aTrainee({ maySetLevel: true })],
		['an evaluator', anEvaluator({ maySetLevel: true })],
		['an administrator', anAdministrator({ maySetLevel: true })],
		['a dentist whom this site does not trust with it', aDentist()]
	])('is never set by %s', (_, actor) => {
		given(aSite({ visits: [waitingVisit()] })).when(step('level'), { actor }).then('forbidden');
	});
});

describe('Ending a wait without an encounter', () => {
	it.each([
		['waits', waitingVisit()],
		['is called', calledVisit()]
	])('defers somebody who %s to another moment', (_, visit) => {
		const { entry } = given(aSite({ visits: [visit] }))
			.when(step('defer', 'visit/nursing', { to: 'line_811' }), { actor: peer, at: minute(50) })
			.then([{ type: 'EntryDeferred', ...ids, to: 'line_811' }]);
		expect(entry('visit/nursing')).toMatchObject({
			status: 'deferred',
			endCause: 'line_811',
			endedAt: minute(50)
		});
	});

	it('cancels the place of somebody who no longer wants it', () => {
		const { entry } = given(aSite({ visits: [waitingVisit()] }))
			.when(step('cancel'), { actor: peer })
			.then([{ type: 'EntryCancelled', ...ids, redirected: false }]);
		expect(entry('visit/nursing')).toMatchObject({ status: 'cancelled', endCause: 'person' });
	});

	it('notes that somebody was sent to the hospital', () => {
		const { entry } = given(aSite({ visits: [calledVisit()] }))
			.when(step('cancel', 'visit/nursing', { redirected: true }), { actor: nurse })
			.then([{ type: 'EntryCancelled', ...ids, redirected: true }]);
		expect(entry('visit/nursing').status).toBe('redirected');
	});

	it('leaves the person’s other places as they are', () => {
		const { entry } = given(aSite({ visits: [waitingVisit({ services: ['nursing', 'dental'] })] }))
			.when(step('cancel'), { actor: peer })
			.then([{ type: 'EntryCancelled', ...ids, redirected: false }]);
		expect(entry('visit/dental').status).toBe('waiting');
	});
});

describe('Annuler', () => {
	const before = aSite({ visits: [calledVisit({ at: minute(1) })] });
	const at = minute(10);
	const started = play(before, [step('start'), { actor: nurse, at }]);
	const undone = [{ type: 'StepUndone', ...ids }];

	it('takes one’s own last step back and puts everything as it was', () => {
		const { visit } = given(started).when(step('undo'), { actor: nurse, at: at + seconds(5) }).then(undone);
		expect(visit()).toEqual({ ...visitOf(before), lastStep: null });
	});

	it.each([
		['call', [waitingVisit()], step('call'), nurse],
		['recall', [calledVisit()], step('recall'), nurse],
		['absence', [calledVisit()], step('absent'), nurse],
		['absence of somebody who had come back', [calledAgain()], step('absent'), nurse],
		['start of somebody who had come back', [calledAgain()], step('start'), nurse],
		['release', [inServiceVisit()], step('release'), nurse],
		['take-over', [calledVisit({ by: 'nils' })], step('take_over'), nurse],
		['end', [inServiceVisit()], step('complete'), nurse],
		['directing elsewhere', [inServiceVisit()], step('reroute'), nurse],
		['level', [waitingVisit({ level: 'sooner_today', cause: 'safety' })], step('level'), nurse],
		['deferral', [calledVisit()], step('defer'), peer],
		['cancellation', [steppedOutVisit()], step('cancel'), peer]
	] as const)('restores a mistaken %s exactly', (_, visits, mistake, actor) => {
		const site = aSite({ visits });
		const after = play(site, [mistake, { actor, at }], [step('undo'), { actor, at: at + seconds(9) }]);
		expect(visitOf(after)).toEqual({ ...visitOf(site), lastStep: null });
	});

	it('is possible for the coordinator, whoever made the step', () => {
		given(started).when(step('undo'), { actor: coordinator, at: at + seconds(5) }).then(undone);
	});

	it('is not possible for a colleague', () => {
		given(started)
			.when(step('undo'), { actor: aNurse({ id: 'nils' }), at })
			.then('forbidden');
		given(started).when(step('undo'), { actor: peer, at }).then('forbidden');
	});

	it('is possible until 30 seconds have passed, and not after', () => {
		given(started).when(step('undo'), { actor: nurse, at: at + seconds(30) }).then(undone);
		given(started).when(step('undo'), { actor: nurse, at: at + seconds(30) + 1 }).then('undo_too_late');
	});

	it('works once: neither twice nor for the step before', () => {
		const once = play(started, [step('undo'), { actor: nurse, at }]);
		given(once).when(step('undo'), { actor: nurse, at }).then('undo_superseded');
		given(once).when(step('undo'), { actor: coordinator, at }).then('undo_superseded');
	});

	it('is over as soon as somebody took another step with the person', () => {
		const details = play(started, [visitStep('details', 'visit', { language: 'ar' }), { actor: peer, at }]);
		given(details).when(step('undo'), { actor: nurse, at }).then('undo_superseded');
		const released = play(started, [step('release'), { actor: peer, at }]);
		given(released).when(step('undo'), { actor: nurse, at }).then('forbidden');
	});

	it('is over for a place when the last step was about the person’s other place', () => {
		const visits = [waitingVisit({ services: ['nursing', 'dental'] })];
		const after = play(
			aSite({ visits }),
			[step('cancel'), { actor: peer, at }],
			[step('cancel', 'visit/dental'), { actor: peer, at }]
		);
		given(after).when(step('undo'), { actor: peer, at }).then('undo_superseded');
		given(after)
			.when(step('undo', 'visit/dental'), { actor: peer, at })
			.then([{ type: 'StepUndone', visitId: 'visit', entryId: 'visit/dental' }]);
	});

	it('does not apply to somebody who was only registered', () => {
		given(aSite({ visits: [waitingVisit()] }))
			.when(step('undo'), { actor: peer })
			.then('undo_superseded');
	});

	it('takes back a call of two for the one chosen only', () => {
		const visits = [waitingVisit({ partyId: 'couple' }), waitingVisit({ id: 'other', partyId: 'couple' })];
		const after = play(
			aSite({ visits }),
			[step('call'), { actor: nurse, at }],
			[step('undo'), { actor: nurse, at }]
		);
		expect(entryOf(after, 'visit/nursing').status).toBe('waiting');
		expect(entryOf(after, 'other/nursing').status).toBe('called');
	});

	function calledAgain() {
		const site = aSite({ visits: [returnedVisit()] });
		return visitOf(play(site, [step('call'), { actor: nurse, at: minute(5) }]));
	}
});

describe('When the block is closed', () => {
	test.each(ENTRY_VERBS.filter((verb) => verb !== 'undo'))('the list is left alone: no « %s »', (verb) => {
		const visits = [calledVisit()];
		const actor = aNurse({ id: 'nils' });
		given(aClosedSite({ visits })).when(step(verb), { actor }).then('block_closed');
		given(aSite({ visits, block: aBlock({ id: 'block-next' }) }))
			.when(step(verb), { actor })
			.then('block_closed');
	});

	it('nothing is undone either', () => {
		given(aClosedSite({ visits: [calledVisit()] }))
			.when(step('undo'), { actor: nurse })
			.then('block_closed');
	});
});

describe('Whoever may not touch the queue', () => {
	test.each([aHostWorker(), aTrainee(), anEvaluator(), anAdministrator()])(
		'is refused every step of a place: $role',
		(actor) => {
			for (const verb of ENTRY_VERBS)
				given(aSite({ visits: [waitingVisit()] }))
					.when(step(verb), { actor })
					.then('forbidden');
		}
	);
});
