import { describe, expect, it, test } from 'vitest';
import {
	aCoordinator,
	aDentist,
	aHostWorker,
	aNurse,
	aPeerHelper,
	aTrainee,
	anAdministrator,
	anEvaluator,
	everyRole
} from '../../../../tests/factories/people.ts';
import { CARES, READS, VERBS, audiencesFor, looksAfter, may, ruleFor } from '#lib/domain/policy/policy.ts';
import { ROLES } from '#lib/domain/policy/roles.ts';

const everything = [...VERBS, ...READS, ...CARES];

describe('What nobody wrote is refused', () => {
	test.each([aTrainee, anEvaluator])('this role changes and reads nothing', (make) => {
		const actor = make({ gives: ['nursing'], maySetLevel: true });
		for (const verb of everything)
			expect(may(actor, verb, { service: 'nursing', lastStepBy: actor.id })).toBe(false);
	});

	it('the host’s worker registers, notes who is out or where, asks for a look, counts, pairs a screen, leaves somebody alone with the tablet, and nothing else', () => {
		const allowed = everything.filter((verb) => may(aHostWorker({ gives: ['nursing'] }), verb));
		expect(allowed).toEqual([
			...['register', 'step_out', 'return', 'where', 'quick_look', 'tally', 'untally', 'pair_display'],
			'leave_alone'
		]);
	});

	it('the administrator looks after the house and never sees who is in it', () => {
		const allowed = everything.filter((verb) => may(anAdministrator({ gives: ['nursing'] }), verb));
		expect(allowed).toEqual(['pair_display', ...CARES]);
	});

	it('the coordinator looks after the house too, but enrols no tablet and decides nothing for the network', () => {
		const others = ['enrol_device', 'network_settings', 'retention'];
		const allowed = CARES.filter((verb) => may(aCoordinator(), verb));
		expect(allowed).toEqual(CARES.filter((verb) => !others.includes(verb)));
	});

	it('nobody else looks after accounts, devices or settings', () => {
		for (const make of [aPeerHelper, aHostWorker, aNurse, aDentist, aTrainee, anEvaluator])
			expect(CARES.filter((verb) => may(make(), verb))).toEqual([]);
	});

	it('no role has a rule for something unknown', () => {
		for (const role of ROLES) expect(ruleFor(role, 'fly' as never)).toBeNull();
	});

	it('a level is set by clinicians whom the site trusts, and by no other role', () => {
		expect(
			everyRole(['nursing'])
				.filter((actor) => may(actor, 'level'))
				.map((a) => a.role)
		).toEqual(['clinician']);
		expect(may(aDentist(), 'level')).toBe(false);
	});
});

describe('Looking after accounts', () => {
	it('a coordinator has those who see people in hand, never an equal and nobody above', () => {
		const her = ROLES.filter((role) => may(aCoordinator(), 'team', { role }));
		expect(her).toEqual(['peer_helper', 'host_worker', 'clinician', 'trainee']);
		expect(ROLES.filter((role) => may(aCoordinator(), 'one_time_code', { role }))).toEqual(her);
	});

	it('an administrator has every role in hand', () => {
		expect(ROLES.filter((role) => looksAfter('administrator', role))).toEqual([...ROLES]);
	});
});

describe('Calling', () => {
	it('is for services that one gives here, whatever the role', () => {
		for (const verb of ['call_next', 'call', 'take_over'] as const) {
			expect(may(aNurse(), verb, { service: 'nursing' })).toBe(true);
			expect(may(aNurse(), verb, { service: 'dental' })).toBe(false);
			expect(may(aPeerHelper(), verb, { service: 'listening' })).toBe(true);
			expect(may(aCoordinator({ gives: ['nursing'] }), verb, { service: 'nursing' })).toBe(true);
			expect(may(aCoordinator(), verb)).toBe(false);
		}
	});
});

describe('Ending an encounter', () => {
	it('is for the one who has the person and for those who give the service', () => {
		expect(may(aNurse(), 'complete', { service: 'nursing', inHandOf: 'nils' })).toBe(true);
		expect(may(aDentist(), 'complete', { service: 'nursing', inHandOf: 'denis' })).toBe(true);
		expect(may(aDentist(), 'complete', { service: 'nursing', inHandOf: 'nils' })).toBe(false);
		expect(may(aDentist(), 'complete')).toBe(false);
	});

	it('is for the coordinator in any case', () => {
		expect(may(aCoordinator(), 'complete', { service: 'nursing', inHandOf: 'nils' })).toBe(true);
	});
});

describe('Taking a step back', () => {
	it('is for one’s own step, and for the coordinator', () => {
		expect(may(aNurse(), 'undo', { lastStepBy: 'nadia' })).toBe(true);
		expect(may(aNurse(), 'undo', { lastStepBy: 'nils' })).toBe(false);
		expect(may(aNurse(), 'undo')).toBe(false);
		expect(may(aCoordinator(), 'undo', { lastStepBy: 'nils' })).toBe(true);
	});
});

describe('Which screen an account may watch', () => {
	it.each([
		['a nurse watches her console first', aNurse(), ['clinician', 'reception', 'host_worker']],
		[
			'a peer helper who gives listening receives and calls',
			aPeerHelper(),
			['reception', 'host_worker', 'clinician']
		],
		['a peer helper who gives nothing receives', aPeerHelper({ gives: [] }), ['reception', 'host_worker']],
		['a coordinator sees the site', aCoordinator(), ['coordinator', 'reception', 'host_worker']],
		['a host’s worker sees words and places', aHostWorker({ gives: ['nursing'] }), ['host_worker']],
		['a trainee sees, and does not call', aTrainee({ gives: ['nursing'] }), ['reception', 'host_worker']],
		['an evaluator sees nobody', anEvaluator({ gives: ['nursing'] }), []],
		['an administrator sees nobody', anAdministrator({ gives: ['nursing'] }), []]
	])('%s', (_, actor, audiences) => {
		expect(audiencesFor(actor)).toEqual(audiences);
	});
});
