import { describe, expect, it } from 'vitest';
import {
	accountStands,
	placeFor,
	refusesAct,
	refusesChange,
	refusesNewAccount,
	refusesSight,
	type AccountChange,
	type AccountFacts
} from '#lib/domain/administration/account.ts';
import { OPERATOR, type Caretaker } from '#lib/domain/administration/caretaker.ts';
import { ROLES, type Role } from '#lib/domain/policy/roles.ts';

const NONE = { services: [], maySetLevel: false };
const anAdministrator: Caretaker = { id: 'adele', role: 'administrator', sites: null };
/** Has the porch and the workshop. */
const aCoordinator: Caretaker = {
	id: 'carole',
	role: 'coordinator',
	sites: new Set(['porch', 'workshop'])
};

const anAccount = (traits: Partial<AccountFacts> & { sites?: string[] } = {}): AccountFacts => ({
	id: 'nadia',
	username: 'nadia',
	name: 'Nadia',
	title: 'Infirmière',
	role: 'clinician',
	disabled: false,
	hasPassword: true,
	trainedOn: '2026-01-31',
	places: new Map((traits.sites ?? ['porch']).map((site) => [site, NONE])),
	...traits
});
const TODAY = '2026-11-22';
const alone = { otherAdministrators: 0, today: TODAY };
const withOthers = { otherAdministrators: 1, today: TODAY };

const disable: AccountChange = {
	what: 'account_disabled',
	before: { disabled: false },
	after: { disabled: true }
};
const enable: AccountChange = {
	what: 'account_enabled',
	before: { disabled: true },
	after: { disabled: false }
};
const rename: AccountChange = {
	what: 'account_renamed',
	before: { name: 'Nadia', title: 'Infirmière' },
	after: { name: 'Nadia B.', title: 'Infirmière' }
};
const toRole = (role: Role, from: Role = 'clinician'): AccountChange => ({
	what: 'role_changed',
	before: { role: from },
	after: { role }
});
const giveAt = (siteId: string): AccountChange => ({
	what: 'place_given',
	siteId,
	before: { place: null },
	after: { place: NONE }
});

describe('Seeing an account', () => {
	it('is for those who share a site with it; the others are told that there is none', () => {
		expect(refusesSight(aCoordinator, anAccount())).toBeNull();
		expect(refusesSight(aCoordinator, anAccount({ sites: ['elsewhere'] }))).toBe('not_found');
		expect(refusesSight(aCoordinator, anAccount({ sites: [] }))).toBe('not_found');
		expect(refusesSight(anAdministrator, anAccount({ sites: [] }))).toBeNull();
	});

	it('is for nobody else, at whatever site', () => {
		for (const role of ['peer_helper', 'clinician', 'host_worker', 'trainee', 'evaluator'] as const) {
			const by: Caretaker = { id: 'x', role, sites: new Set(['porch']) };
			expect(refusesSight(by, anAccount())).toBe('forbidden');
			expect(refusesChange(by, anAccount(), giveAt('porch'), withOthers)).toBe('forbidden');
		}
	});
});

describe('Changing the whole of an account: its name, its role, whether it can be used', () => {
	const changes = [disable, enable, rename, toRole('trainee')];

	it('is for a coordinator who has every one of its sites', () => {
		for (const change of changes) {
			expect(refusesChange(aCoordinator, anAccount(), change, alone)).toBeNull();
			const atBoth = anAccount({ sites: ['porch', 'workshop'] });
			expect(refusesChange(aCoordinator, atBoth, change, alone)).toBeNull();
			const elsewhereToo = anAccount({ sites: ['porch', 'elsewhere'] });
			expect(refusesChange(aCoordinator, elsewhereToo, change, alone)).toBe('works_elsewhere_too');
			expect(refusesChange(anAdministrator, elsewhereToo, change, alone)).toBeNull();
		}
	});

	it('is never for a person’s own account, not even an administrator’s', () => {
		const herself = anAccount({ id: 'adele', role: 'administrator', sites: [] });
		for (const change of [...changes, giveAt('porch')])
			expect(refusesChange(anAdministrator, herself, change, withOthers)).toBe('own_account');
		const coordinator = anAccount({ id: 'carole', role: 'coordinator' });
		expect(refusesChange(aCoordinator, coordinator, rename, alone)).toBe('own_account');
	});

	it('is for roles that one looks after: a coordinator has no equal and nobody above in hand', () => {
		for (const role of ['coordinator', 'evaluator', 'administrator'] as const)
			for (const change of [...changes, giveAt('workshop')])
				expect(refusesChange(aCoordinator, anAccount({ role }), change, withOthers)).toBe('forbidden');
	});

	it('makes nobody more than the one who does it may look after', () => {
		const given = ROLES.filter(
			(role) => refusesChange(aCoordinator, anAccount(), toRole(role), withOthers) === null
		);
		expect(given).toEqual(['peer_helper', 'host_worker', 'clinician', 'trainee']);
	});
});

describe('The last administrator who can come in', () => {
	const last = anAccount({ id: 'albert', role: 'administrator', sites: [] });

	it('is neither disabled nor given another role', () => {
		expect(refusesChange(anAdministrator, last, disable, alone)).toBe('last_administrator');
		const demote = toRole('coordinator', 'administrator');
		expect(refusesChange(anAdministrator, last, demote, alone)).toBe('last_administrator');
		expect(refusesChange(OPERATOR, last, disable, alone)).toBe('last_administrator');
	});

	it('is one of several, as long as another can come in', () => {
		expect(refusesChange(anAdministrator, last, disable, withOthers)).toBeNull();
	});

	it('is not one who never chose a password, or who is disabled already', () => {
		expect(refusesChange(anAdministrator, { ...last, hasPassword: false }, disable, alone)).toBeNull();
		const demote = toRole('trainee', 'administrator');
		expect(refusesChange(anAdministrator, { ...last, disabled: true }, demote, alone)).toBeNull();
	});

	it('may be renamed and let in again', () => {
		expect(refusesChange(anAdministrator, last, rename, alone)).toBeNull();
		expect(refusesAct(anAdministrator, last, 'one_time_code')).toBeNull();
	});
});

describe('A place at a site', () => {
	it('is given, changed and taken by a coordinator of that site, wherever else the person works', () => {
		const elsewhereToo = anAccount({ sites: ['porch', 'elsewhere'] });
		expect(refusesChange(aCoordinator, elsewhereToo, giveAt('workshop'), alone)).toBeNull();
		expect(refusesChange(aCoordinator, elsewhereToo, giveAt('elsewhere'), alone)).toBe('not_found');
	});

	it('holds services for those who call, and levels for clinicians', () => {
		const wished = { services: ['b', 'a', 'b'], maySetLevel: true };
		expect(placeFor('clinician', wished)).toEqual({ services: ['a', 'b'], maySetLevel: true });
		expect(placeFor('peer_helper', wished)).toEqual({ services: ['a', 'b'], maySetLevel: false });
		for (const role of ['host_worker', 'trainee', 'evaluator', 'administrator'] as const)
			expect(placeFor(role, wished)).toEqual(NONE);
	});
});

describe('Letting somebody in again', () => {
	it('is for those who have every site of the person: a code opens all of them', () => {
		for (const act of ['one_time_code', 'end_sessions', 'reset_factors'] as const) {
			expect(refusesAct(aCoordinator, anAccount(), act)).toBeNull();
			const elsewhereToo = anAccount({ sites: ['porch', 'elsewhere'] });
			expect(refusesAct(aCoordinator, elsewhereToo, act)).toBe('works_elsewhere_too');
			expect(refusesAct(aCoordinator, anAccount({ role: 'evaluator' }), act)).toBe('forbidden');
			expect(refusesAct(aCoordinator, anAccount({ id: 'carole' }), act)).toBe('own_account');
		}
	});

	it('does not let a disabled account in', () => {
		const disabled = anAccount({ disabled: true });
		expect(refusesAct(anAdministrator, disabled, 'one_time_code')).toBe('account_disabled');
		expect(refusesAct(anAdministrator, disabled, 'end_sessions')).toBeNull();
	});
});

describe('A new account', () => {
	it('has a role that its maker looks after, at sites that are theirs', () => {
		const at = (role: Role, ...siteIds: string[]) =>
			refusesNewAccount(aCoordinator, { role, siteIds, trainedOn: null }, { today: TODAY });
		expect(at('clinician', 'porch', 'workshop')).toBeNull();
		expect(at('clinician', 'porch', 'elsewhere')).toBe('not_found');
		expect(at('coordinator', 'porch')).toBe('forbidden');
		expect(at('clinician')).toBe('site_needed');
	});

	it('needs no site only when its role belongs to all of them', () => {
		const without = (role: Role) =>
			refusesNewAccount(anAdministrator, { role, siteIds: [], trainedOn: null }, { today: TODAY });
		expect(ROLES.filter((role) => without(role) === null)).toEqual(['administrator']);
	});
});

describe('Recording a training on privacy', () => {
	const train = (after: string | null, before: string | null = '2026-01-31'): AccountChange => ({
		what: 'training_recorded',
		before: { trainedOn: before },
		after: { trainedOn: after }
	});

	it('is for those who look after the account and have all its sites', () => {
		expect(refusesChange(aCoordinator, anAccount(), train(TODAY), alone)).toBeNull();
		const colleague = anAccount({ id: 'celine', role: 'coordinator' });
		expect(refusesChange(aCoordinator, colleague, train(TODAY), alone)).toBe('forbidden');
		const elsewhereToo = anAccount({ sites: ['porch', 'elsewhere'] });
		expect(refusesChange(aCoordinator, elsewhereToo, train(TODAY), alone)).toBe('works_elsewhere_too');
		expect(refusesChange(anAdministrator, elsewhereToo, train(TODAY), alone)).toBeNull();
	});

	it('of one’s own is for an administrator only', () => {
		const own = (by: Caretaker) => anAccount({ id: by.id ?? '', role: by.role });
		expect(refusesChange(aCoordinator, own(aCoordinator), train(TODAY), alone)).toBe('own_account');
		expect(refusesChange(anAdministrator, own(anAdministrator), train(TODAY), alone)).toBeNull();
		const aNurse: Caretaker = { id: 'nadia', role: 'clinician', sites: new Set(['porch']) };
		expect(refusesChange(aNurse, own(aNurse), train(TODAY), alone)).toBe('forbidden');
	});

	it('is of today at the latest, for a new account too', () => {
		expect(refusesChange(anAdministrator, anAccount(), train('2026-11-23'), alone)).toBe(
			'training_in_future'
		);
		expect(refusesChange(anAdministrator, anAccount(), train(null), alone)).toBeNull();
		const made = { role: 'clinician', siteIds: ['porch'], trainedOn: '2026-11-23' } as const;
		expect(refusesNewAccount(anAdministrator, made, alone)).toBe('training_in_future');
	});

	it('fits the date that it found', () => {
		expect(accountStands(anAccount(), train(TODAY))).toBe(true);
		expect(accountStands(anAccount(), train(TODAY, null))).toBe(false);
	});
});

it('a change fits only an account that is still as it found it', () => {
	expect(accountStands(anAccount(), rename)).toBe(true);
	expect(accountStands(anAccount({ title: 'Infirmière-chef' }), rename)).toBe(false);
	expect(accountStands(anAccount({ disabled: true }), disable)).toBe(false);
	expect(accountStands(anAccount({ disabled: true }), enable)).toBe(true);
	expect(accountStands(anAccount(), toRole('trainee', 'peer_helper'))).toBe(false);
	expect(accountStands(anAccount(), giveAt('porch'))).toBe(false);
	expect(accountStands(anAccount(), giveAt('workshop'))).toBe(true);
});
