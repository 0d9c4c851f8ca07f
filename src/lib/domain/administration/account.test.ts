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
	places: new Map((traits.sites ?? ['porch']).map((site) => [site, NONE])),
	...traits
});
const alone = { otherAdministrators: 0 };
const withOthers = { otherAdministrators: 1 };

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
		const at = (role: Role, ...siteIds: string[]) => refusesNewAccount(aCoordinator, { role, siteIds });
		expect(at('clinician', 'porch', 'workshop')).toBeNull();
		expect(at('clinician', 'porch', 'elsewhere')).toBe('not_found');
		expect(at('coordinator', 'porch')).toBe('forbidden');
		expect(at('clinician')).toBe('site_needed');
	});

	it('needs no site only when its role belongs to all of them', () => {
		const without = (role: Role) => refusesNewAccount(anAdministrator, { role, siteIds: [] });
		expect(ROLES.filter((role) => without(role) === null)).toEqual(['administrator']);
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
