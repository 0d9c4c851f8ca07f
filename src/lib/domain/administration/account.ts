/** What may be changed about an account, and by whom. */
import { cares, hasEverySite, hasSite, type Caretaker } from '#lib/domain/administration/caretaker.ts';
import type { Change, Place } from '#lib/domain/administration/changes.ts';
import { isSame } from '#lib/domain/administration/put-back.ts';
import type { HouseRefusal } from '#lib/domain/administration/refusals.ts';
import { NETWORK_WIDE, ruleFor } from '#lib/domain/policy/policy.ts';
import type { Role } from '#lib/domain/policy/roles.ts';

/** An account as those see it who look after it. */
export interface AccountFacts {
	readonly id: string;
	readonly username: string;
	readonly name: string;
	readonly title: string;
	readonly role: Role;
	readonly disabled: boolean;
	/** Its owner has chosen a password: it can be used to come in. */
	readonly hasPassword: boolean;
	/** `YYYY-MM-DD` of the latest training on privacy, or null. */
	readonly trainedOn: string | null;
	/** By site. */
	readonly places: ReadonlyMap<string, Place>;
}

/** Facts about the rest of the network. */
export interface Around {
	/** `YYYY-MM-DD` where trainings are counted. */
	readonly today: string;
	/** Administrators who can come in, besides this account. */
	readonly otherAdministrators: number;
}

/** Changes of an account, with the site that those of a place are about. */
export type AccountChange =
	| Change<'account_renamed' | 'role_changed' | 'account_disabled' | 'account_enabled' | 'training_recorded'>
	| (Change<PlaceWhat> & { readonly siteId: string });
type PlaceWhat = 'place_given' | 'place_changed' | 'place_taken';

/** Things done to an account that leave its facts as they are. */
export type AccountAct = 'one_time_code' | 'end_sessions' | 'reset_factors';

/** Null when the account may be opened; a stranger's account does not exist. */
export function refusesSight(by: Caretaker, account: AccountFacts): HouseRefusal | null {
	if (!cares(by, 'team')) return 'forbidden';
	return by.sites === null || [...account.places.keys()].some((id) => hasSite(by, id)) ? null : 'not_found';
}

/** Why this change is refused, or null. Whether it still fits the present is asked elsewhere. */
export function refusesChange(
	by: Caretaker,
	account: AccountFacts,
	change: AccountChange,
	{ otherAdministrators, today }: Around
): HouseRefusal | null {
	switch (change.what) {
		case 'place_given':
		case 'place_changed':
		case 'place_taken':
			if (!cares(by, 'team')) return 'forbidden';
			if (!hasSite(by, change.siteId)) return 'not_found';
			return notInHand(by, account);
		case 'account_renamed':
		case 'account_enabled':
			return refusesPerson(by, account);
		case 'account_disabled':
			return refusesPerson(by, account) ?? keepsOne(account, otherAdministrators);
		case 'role_changed': {
			const refused = refusesPerson(by, account);
			if (refused !== null) return refused;
			if (!cares(by, 'team', change.after.role)) return 'forbidden';
			return change.after.role === account.role ? null : keepsOne(account, otherAdministrators);
		}
		case 'training_recorded':
			return refusesTraining(by, account) ?? refusesTrainingDay(change.after.trainedOn, today);
	}
}

/** True when the account is as the change found it. */
export function accountStands(account: AccountFacts, change: AccountChange): boolean {
	switch (change.what) {
		case 'account_renamed':
			return isSame({ name: account.name, title: account.title }, change.before);
		case 'role_changed':
			return isSame({ role: account.role }, change.before);
		case 'account_disabled':
		case 'account_enabled':
			return isSame({ disabled: account.disabled }, change.before);
		case 'training_recorded':
			return isSame({ trainedOn: account.trainedOn }, change.before);
		case 'place_given':
		case 'place_changed':
		case 'place_taken':
			return isSame({ place: account.places.get(change.siteId) ?? null }, change.before);
	}
}

/** Why somebody is not let in again, signed out or freed of a lost factor by this person, or null. */
export function refusesAct(by: Caretaker, account: AccountFacts, act: AccountAct): HouseRefusal | null {
	const refused = refusesPerson(by, account);
	if (refused !== null) return refused;
	switch (act) {
		case 'one_time_code':
			if (!cares(by, 'one_time_code', account.role)) return 'forbidden';
			return account.disabled ? 'account_disabled' : null;
		case 'end_sessions':
		case 'reset_factors':
			return null;
	}
}

/** Why an account of this role at these sites is not made, or null. */
export function refusesNewAccount(
	by: Caretaker,
	{ role, siteIds, trainedOn }: { role: Role; siteIds: readonly string[]; trainedOn: string | null },
	{ today }: Pick<Around, 'today'>
): HouseRefusal | null {
	if (!cares(by, 'team', role)) return 'forbidden';
	if (siteIds.some((id) => !hasSite(by, id))) return 'not_found';
	if (siteIds.length === 0 && !(by.sites === null && NETWORK_WIDE.includes(role))) return 'site_needed';
	return refusesTrainingDay(trainedOn, today);
}

/**
 * Nobody records their own training but those who look after accounts like their own: an administrator, whom nobody
 * else may be there to help.
 */
export function refusesTraining(by: Caretaker, account: AccountFacts): HouseRefusal | null {
	const isOwn = account.id === by.id && cares(by, 'team', account.role);
	return isOwn ? refusesSight(by, account) : refusesPerson(by, account);
}

function refusesTrainingDay(trainedOn: string | null, today: string): HouseRefusal | null {
	return trainedOn !== null && trainedOn > today ? 'training_in_future' : null;
}

/**
 * What is about the whole person reaches all their sites: whoever lets somebody in again could go in there too.
 */
function refusesPerson(by: Caretaker, account: AccountFacts): HouseRefusal | null {
	const refused = refusesSight(by, account) ?? notInHand(by, account);
	if (refused !== null) return refused;
	return hasEverySite(by, account.places.keys()) ? null : 'works_elsewhere_too';
}

function notInHand(by: Caretaker, account: AccountFacts): HouseRefusal | null {
	if (account.id === by.id) return 'own_account';
	return cares(by, 'team', account.role) ? null : 'forbidden';
}

/** A network without an administrator who can come in has nobody who can make another one. */
function keepsOne({ role, disabled, hasPassword }: AccountFacts, others: number): HouseRefusal | null {
	const comesIn = role === 'administrator' && !disabled && hasPassword;
	return comesIn && others === 0 ? 'last_administrator' : null;
}

/** What a role can be given at a site: services for those who call, levels for those whom the policy lets set them. */
export function placeFor(role: Role, { services, maySetLevel }: Place): Place {
	return {
		services: ruleFor(role, 'call_next') === 'gives' ? [...new Set(services)].sort() : [],
		maySetLevel: maySetLevel && ruleFor(role, 'level') !== null
	};
}
