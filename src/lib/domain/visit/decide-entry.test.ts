import { describe, expect, it, test } from 'vitest';
import { step } from '../../../../tests/factories/commands.ts';
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
import { given } from '../../../../tests/factories/scenario.ts';
import { aBlock, aClosedSite, aSite } from '../../../../tests/factories/site.ts';
import { minute } from '../../../../tests/factories/time.ts';
import { calledVisit, inServiceVisit, waitingVisit } from '../../../../tests/factories/visits.ts';
import { ENTRY_VERBS } from '#lib/domain/visit/transitions.ts';

const nurse = aNurse();
const dentist = aDentist();
const peer = aPeerHelper();
const coordinator = aCoordinator();
const ids = { visitId: 'visit', entryId: 'visit/nursing' };

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
		expect(entry('visit/nursing')).toMatchObject({
			status: 'called',
			calledBy: 'nils',
			calledAt: minute(10)
		});
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
		const { visit, entry } = given(site)
			.when(step('release'), { actor: nurse })
			.then([{ type: 'EntryReleased', ...ids }]);
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
