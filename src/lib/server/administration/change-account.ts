/** Changes of an account: decided in the domain, written with their history, its sockets cut within seconds. */
import { OFFICE_ZONE } from '#lib/domain/administration/calendar.ts';
import {
	accountStands,
	placeFor,
	refusesChange,
	refusesSight,
	type AccountChange,
	type AccountFacts
} from '#lib/domain/administration/account.ts';
import type { Caretaker } from '#lib/domain/administration/caretaker.ts';
import type { Place } from '#lib/domain/administration/changes.ts';
import { isSame } from '#lib/domain/administration/put-back.ts';
import type { HouseRefusal } from '#lib/domain/administration/refusals.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import {
	knowsServices,
	readAccountFacts,
	writeAccountChange
} from '#lib/server/administration/account-rows.ts';
import { recordChange } from '#lib/server/administration/changes.ts';
import {
	inTheHouse,
	refuse,
	type By,
	type House,
	type Refused,
	type Worked
} from '#lib/server/administration/house.ts';
import { endAllSessions } from '#lib/server/auth/sessions.ts';
import type { Tx } from '#lib/server/store/database.ts';
import { lockHead } from '#lib/server/store/head.ts';
import { isForPractice } from '#lib/server/store/practice.ts';
import { localDayOf } from '#lib/server/store/local-time.ts';

/** What somebody wants of an account. */
export type AccountWish =
	| { readonly kind: 'rename'; readonly name: string; readonly title: string }
	| { readonly kind: 'role'; readonly role: Role }
	| { readonly kind: 'disable' | 'enable' }
	/** `YYYY-MM-DD` of the latest training on privacy. */
	| { readonly kind: 'train'; readonly trainedOn: string | null }
	/** Null takes the account away from the site. */
	| { readonly kind: 'place'; readonly siteId: string; readonly place: Place | null };

export type Changed = { readonly changed: boolean };

/** Grants a wish, or says why not. `changed` is false when all was so already; then nothing is written. */
export function changeAccount(
	house: House,
	by: By,
	accountId: string,
	wish: AccountWish
): Promise<Changed | Refused> {
	return inTheHouse(house, by, async (tx, caretaker, at) => {
		const found = await readAccountFacts(tx, accountId);
		if (found === null) return refuse('not_found');
		const refused = refusesSight(caretaker, found.account);
		if (refused !== null) return refuse(refused);
		const change = changeOf(found.account, wish);
		return makeAccountChange(tx, { id: house.newId(), at, caretaker }, accountId, change);
	});
}

/** Who makes a change, when, and what it takes back if it does. */
export interface Making {
	readonly id: string;
	readonly at: number;
	readonly caretaker: Caretaker;
	readonly takesBack?: string;
}

/** Makes a change within a transaction that holds the team's lock. */
export async function makeAccountChange(
	tx: Tx,
	{ id, at, caretaker, takesBack }: Making,
	accountId: string,
	change: AccountChange
): Promise<Worked<Changed> | Refused> {
	const found = await readAccountFacts(tx, accountId);
	if (found === null) return refuse('not_found');
	const { account, around } = found;
	const today = localDayOf(at, OFFICE_ZONE);
	const refused = refusesChange(caretaker, account, change, { ...around, today });
	if (refused !== null) return refuse(refused);
	if (!accountStands(account, change)) return refuse('change_superseded');
	if (isSame(change.before, change.after)) return { result: { changed: false } };
	const siteId = 'siteId' in change ? change.siteId : null;
	const misfit = 'siteId' in change ? await misfitOf(tx, change.siteId, change.after.place) : null;
	if (misfit !== null) return refuse(misfit);
	await writeAccountChange(tx, accountId, change);
	if (endsSessions(change)) await endAllSessions(tx, accountId);
	await recordChange(tx, at, {
		...{ id, by: caretaker.id, subject: 'account', subjectId: accountId, siteId },
		...change,
		takesBack
	});
	return { result: { changed: true }, sites: siteId === null ? [...account.places.keys()] : [siteId] };
}

/** What somebody may do has changed: they come in anew. A training is looked at each time anyway. */
function endsSessions({ what }: AccountChange): boolean {
	return what !== 'account_renamed' && what !== 'training_recorded';
}

/** What the rows say against a place: decisions know no list of sites and services. */
export async function misfitOf(tx: Tx, siteId: string, place: Place | null): Promise<HouseRefusal | null> {
	if ((await lockHead(tx, siteId)) === null || (await isForPractice(tx, siteId))) return 'not_found';
	return (await knowsServices(tx, place?.services ?? [])) ? null : 'unknown_service';
}

/** The change that grants a wish; when it is granted already, one from a value to the same. */
function changeOf(account: AccountFacts, wish: AccountWish): AccountChange {
	switch (wish.kind) {
		case 'rename': {
			const before = { name: account.name, title: account.title };
			const after = { name: wish.name, title: wish.title };
			return { what: 'account_renamed', before, after };
		}
		case 'role':
			return { what: 'role_changed', before: { role: account.role }, after: { role: wish.role } };
		case 'disable':
			return {
				what: 'account_disabled',
				before: { disabled: account.disabled },
				after: { disabled: true }
			};
		case 'enable':
			return {
				what: 'account_enabled',
				before: { disabled: account.disabled },
				after: { disabled: false }
			};
		case 'train': {
			const { trainedOn } = account;
			return { what: 'training_recorded', before: { trainedOn }, after: { trainedOn: wish.trainedOn } };
		}
		case 'place': {
			const { siteId } = wish;
			const before = account.places.get(siteId) ?? null;
			const after = wish.place === null ? null : placeFor(account.role, wish.place);
			const what = before === null ? 'place_given' : after === null ? 'place_taken' : 'place_changed';
			return { what, siteId, before: { place: before }, after: { place: after } };
		}
	}
}
