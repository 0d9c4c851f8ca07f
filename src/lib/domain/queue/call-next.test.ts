import { describe, expect, it, test } from 'vitest';
import { callNext, register, step } from '../../../../tests/factories/commands.ts';
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
import { called, given, play } from '../../../../tests/factories/scenario.ts';
import { aClosedSite, aSite } from '../../../../tests/factories/site.ts';
import { minute } from '../../../../tests/factories/time.ts';
import {
	absentVisit,
	aLine,
	calledVisit,
	inServiceVisit,
	leftVisit,
	returnedVisit,
	steppedOutVisit,
	waitingVisit
} from '../../../../tests/factories/visits.ts';

const nurse = aNurse();
const dentist = aDentist();

describe('« Appeler la personne suivante »', () => {
	it('calls the one who arrived first, into the room chosen', () => {
		const { told, entry } = given(aSite({ visits: aLine(3).reverse() }))
			.when(callNext({ room: 'green-room' }), { actor: nurse, at: minute(5) })
			.then([{ type: 'EntryCalled', visitId: 'p1', entryId: 'p1/nursing', room: 'green-room' }]);
		expect(told).toEqual({ about: 'entries', entries: [{ visitId: 'p1', entryId: 'p1/nursing' }] });
		expect(entry('p1/nursing')).toMatchObject({ status: 'called', calledBy: 'nadia', calledAt: minute(5) });
	});

	it('remembers the room for the next call', () => {
		const site = play(aSite({ visits: aLine(2) }), [callNext({ room: 'green-room' }), { actor: nurse }]);
		given(site)
			.when(callNext({ alsoCall: true }), { actor: nurse })
			.then([expect.objectContaining({ visitId: 'p2', room: 'green-room' })]);
	});

	it('remembers each caller’s own room, and the one of a take-over', () => {
		const site = play(
			aSite({ visits: [...aLine(3), waitingVisit({ id: 'teeth', services: ['dental'] })] }),
			[callNext({ room: 'green-room' }), { actor: dentist }],
			[callNext({ room: 'blue-room' }), { actor: nurse }],
			[step('take_over', 'p1/nursing', { room: 'green-room' }), { actor: aNurse({ id: 'nils' }) }]
		);
		const roomOf = (id: string) => site.usualRooms.get(id);
		expect(['denis', 'nadia', 'nils'].map(roomOf)).toEqual(['green-room', 'blue-room', 'green-room']);
	});

	it('puts « tout de suite » before « plus tôt aujourd’hui », before a return in grace, before arrival', () => {
		const line = [
			waitingVisit({ id: 'first', arrivedAt: minute(0) }),
			returnedVisit({ id: 'returned', arrivedAt: minute(1) }),
			waitingVisit({ id: 'sooner', level: 'sooner_today', arrivedAt: minute(2) }),
			waitingVisit({ id: 'now', level: 'now', arrivedAt: minute(3) })
		];
		const nurses = ['a', 'b', 'c', 'd'].map((id) => aNurse({ id }));
		const order: string[] = [];
		nurses.reduce(
			(site, actor) => {
				order.push(...called(site, callNext(), { actor }));
				return play(site, [callNext(), { actor }]);
			},
			aSite({ visits: line })
		);
		expect(order).toEqual(['now/nursing', 'sooner/nursing', 'returned/nursing', 'first/nursing']);
	});

	it('takes only services that the caller gives', () => {
		const visits = [
			waitingVisit({ services: ['dental'] }),
			waitingVisit({ id: 'later', arrivedAt: minute(9) })
		];
		expect(called(aSite({ visits }), callNext(), { actor: nurse })).toEqual(['later/nursing']);
		expect(called(aSite({ visits }), callNext(), { actor: dentist })).toEqual(['visit/dental']);
	});

	it('takes only the services asked for when the caller gives several', () => {
		const both = aNurse({ gives: ['nursing', 'dental'] });
		const visits = [
			waitingVisit(),
			waitingVisit({ id: 'teeth', services: ['dental'], arrivedAt: minute(9) })
		];
		expect(called(aSite({ visits }), callNext({ services: ['dental'] }), { actor: both })).toEqual([
			'teeth/dental'
		]);
	});

	it('lets a peer helper who gives listening call for it', () => {
		const visits = [waitingVisit({ services: ['listening'] })];
		expect(called(aSite({ visits }), callNext(), { actor: aPeerHelper() })).toEqual(['visit/listening']);
	});

	it('passes by whoever is out, absent, gone, or with a colleague', () => {
		const visits = [
			steppedOutVisit({ id: 'smokes' }),
			absentVisit({ id: 'absent' }),
			leftVisit({ id: 'gone' }),
			inServiceVisit({ id: 'with-dentist', services: ['dental', 'nursing'], by: 'denis' }),
			calledVisit({ id: 'called', by: 'nils' }),
			waitingVisit({ id: 'here', arrivedAt: minute(30) })
		];
		expect(called(aSite({ visits }), callNext(), { actor: nurse })).toEqual(['here/nursing']);
	});

	it('passes by whoever was left over from an earlier block', () => {
		const visits = [waitingVisit({ id: 'yesterday', blockId: 'block-before' }), waitingVisit()];
		expect(called(aSite({ visits }), callNext(), { actor: nurse })).toEqual(['visit/nursing']);
	});

	it('says that nobody waits, which is no refusal', () => {
		const { told } = given(aSite({ visits: [steppedOutVisit()] }))
			.when(callNext(), { actor: nurse })
			.then([]);
		expect(told).toEqual({ about: 'nobody' });
	});

	it('never calls one person for two: ten callers get ten people, in order', () => {
		const nurses = Array.from({ length: 10 }, (_, n) => aNurse({ id: `nurse-${n}` }));
		const order: string[] = [];
		nurses.reduce(
			(site, actor) => {
				order.push(...called(site, callNext(), { actor }));
				return play(site, [callNext(), { actor }]);
			},
			aSite({ visits: aLine(20) })
		);
		expect(order).toEqual(aLine(10).map((visit) => `${visit.id}/nursing`));
	});
});

describe('Somebody is called and not met yet', () => {
	const site = aSite({ visits: [...aLine(1), calledVisit({ at: minute(3) })] });

	it('the caller is reminded before calling one more', () => {
		given(site).when(callNext(), { actor: nurse }).then('still_calling');
	});

	it('the caller may call one more knowingly', () => {
		given(site)
			.when(callNext({ alsoCall: true }), { actor: nurse })
			.then([{ type: 'EntryCalled', visitId: 'p1', entryId: 'p1/nursing', room: null }]);
	});

	it('a colleague is not held up', () => {
		given(site)
			.when(callNext(), { actor: aNurse({ id: 'nils' }) })
			.then([expect.objectContaining({ visitId: 'p1' })]);
	});

	it.each(['start', 'absent', 'release'] as const)('after « %s » the next may be called', (verb) => {
		const after = play(site, [step(verb), { actor: nurse }]);
		expect(called(after, callNext(), { actor: nurse })).toHaveLength(1);
	});

	it('is no reminder when a colleague has taken the person over', () => {
		const after = play(site, [step('take_over'), { actor: aNurse({ id: 'nils' }) }]);
		expect(called(after, callNext(), { actor: nurse })).toEqual(['p1/nursing']);
	});
});

describe('People who came together', () => {
	it('are called together, each counted, in the order of their places', () => {
		const visits = [
			waitingVisit({ id: 'between', arrivedAt: minute(1) }),
			waitingVisit({ id: 'friend', partyId: 'couple', arrivedAt: minute(2) }),
			waitingVisit({ id: 'first', partyId: 'couple', arrivedAt: minute(0) }),
			waitingVisit({ id: 'other-party', partyId: 'others', arrivedAt: minute(0.5) })
		];
		expect(called(aSite({ visits }), callNext(), { actor: nurse })).toEqual([
			'first/nursing',
			'friend/nursing'
		]);
	});

	it('one place of each is called when both want two services', () => {
		const both = aNurse({ gives: ['nursing', 'dental'] });
		const visits = ['ama', 'bo'].map((id) =>
			waitingVisit({ id, partyId: 'couple', services: ['nursing', 'dental'] })
		);
		const places = called(aSite({ visits }), callNext(), { actor: both });
		expect(places.map((id) => id.split('/')[0])).toEqual(['ama', 'bo']);
	});

	it('the one who is here is called although the other is out', () => {
		const visits = [
			waitingVisit({ id: 'ama', partyId: 'couple' }),
			steppedOutVisit({ id: 'bo', partyId: 'couple' })
		];
		expect(called(aSite({ visits }), callNext(), { actor: nurse })).toEqual(['ama/nursing']);
	});
});

describe('Calling is refused', () => {
	const site = aSite({ visits: aLine(2) });

	it('when no block is open', () => {
		given(aClosedSite({ visits: aLine(2) }))
			.when(callNext(), { actor: nurse })
			.then('no_open_block');
	});

	it('into a room that the site does not have', () => {
		given(site)
			.when(callNext({ room: 'attic' }), { actor: nurse })
			.then({ refused: 'unknown_room', field: 'room' });
	});

	it('for a service that does not exist', () => {
		given(site)
			.when(callNext({ services: ['astrology'] }), { actor: nurse })
			.then({ refused: 'unknown_service', field: 'services' });
	});

	it('for a service that the caller does not give, even beside one that they do', () => {
		given(site)
			.when(callNext({ services: ['nursing', 'dental'] }), { actor: nurse })
			.then('forbidden');
	});

	it('to somebody who gives no service here', () => {
		given(site).when(callNext(), { actor: aCoordinator() }).then('forbidden');
		given(site)
			.when(callNext(), { actor: aPeerHelper({ gives: [] }) })
			.then('forbidden');
	});

	test.each([aHostWorker, aTrainee, anEvaluator, anAdministrator])(
		'to a role that does not call, even with a service in the data',
		(make) => {
			given(site)
				.when(callNext(), { actor: make({ gives: ['nursing'] }) })
				.then('forbidden');
		}
	);
});

it('A person registered after others is called after them', () => {
	const site = play(aSite({ visits: aLine(1) }), [
		register({ services: ['nursing'] }),
		{ actor: aPeerHelper(), at: minute(10) }
	]);
	expect(called(site, callNext(), { actor: nurse })).toEqual(['p1/nursing']);
});
