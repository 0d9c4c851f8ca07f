import { describe, expect, it } from 'vitest';
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
import { aSite } from '../../../../tests/factories/site.ts';
import { minute } from '../../../../tests/factories/time.ts';
import { calledVisit, doneVisit, inServiceVisit, waitingVisit } from '../../../../tests/factories/visits.ts';

const nurse = aNurse();
const ids = { visitId: 'visit', entryId: 'visit/nursing' };

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

	it('refuses a service in which somebody has the person already', () => {
		const visits = [inServiceVisit({ services: ['nursing', 'dental'] })];
		given(aSite({ visits }))
			.when(step('reroute', 'visit/dental', { service: 'nursing' }), { actor: nurse })
			.then('already_wanted');
	});

	it('refuses a place that is closed', () => {
		given(aSite({ visits: [doneVisit()] }))
			.when(step('reroute'), { actor: nurse })
			.then('not_open');
	});
});

describe('The level of a place', () => {
	it('is set by a nurse with its cause', () => {
		const { entry } = given(aSite({ visits: [waitingVisit()] }))
			.when(step('level', 'visit/nursing', { level: 'now', cause: 'distress' }), {
				actor: nurse,
				at: minute(3)
			})
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
		[
			'a peer helper, even if the data trusts her with it',
			aPeerHelper({ gives: ['nursing'], maySetLevel: true })
		],
		['a coordinator, even if the data trusts her with it', aCoordinator({ maySetLevel: true })],
		['a host worker', aHostWorker({ maySetLevel: true })],
		['a trainee', aTrainee({ maySetLevel: true })],
		['an evaluator', anEvaluator({ maySetLevel: true })],
		['an administrator', anAdministrator({ maySetLevel: true })],
		['a dentist whom this site does not trust with it', aDentist()]
	])('is never set by %s', (_, actor) => {
		given(aSite({ visits: [waitingVisit()] }))
			.when(step('level'), { actor })
			.then('forbidden');
	});
});
