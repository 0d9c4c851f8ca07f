/** New accounts: without a password, which only their owner chooses. */
import { OFFICE_ZONE } from '#lib/domain/administration/calendar.ts';
import { placeFor, refusesNewAccount } from '#lib/domain/administration/account.ts';
import type { Place } from '#lib/domain/administration/changes.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { writePlace } from '#lib/server/administration/account-rows.ts';
import { misfitOf } from '#lib/server/administration/change-account.ts';
import { recordChange } from '#lib/server/administration/changes.ts';
import type { CodeToTell } from '#lib/server/administration/let-in-again.ts';
import type { OneTimeCodes } from '#lib/server/auth/one-time-codes.ts';
import { inTheHouse, refuse, type By, type House, type Refused } from '#lib/server/administration/house.ts';
import { localDayOf } from '#lib/server/store/local-time.ts';

export interface NewAccount {
	readonly username: string;
	readonly name: string;
	readonly title: string;
	readonly role: Role;
	/** `YYYY-MM-DD` of the training on privacy; null: nothing opens before one is recorded. */
	readonly trainedOn: string | null;
	/** By site. */
	readonly places: ReadonlyMap<string, Place>;
}

/** Makes an account, with what it does where, and the one-time code with which its owner comes in. */
export function createAccount(
	house: House & { readonly oneTimeCodes: OneTimeCodes },
	by: By,
	{ username, name, title, role, trainedOn, places }: NewAccount
): Promise<({ accountId: string } & CodeToTell) | Refused> {
	return inTheHouse(house, by, async (tx, caretaker, at) => {
		const ordered = [...places].sort(([a], [b]) => (a < b ? -1 : 1));
		const given = ordered.map(([siteId, place]) => ({ siteId, place: placeFor(role, place) }));
		const siteIds = given.map(({ siteId }) => siteId);
		const refused = refusesNewAccount(
			caretaker,
			{ role, siteIds, trainedOn },
			{ today: localDayOf(at, OFFICE_ZONE) }
		);
		if (refused !== null) return refuse(refused);
		const [twin] = await tx`select 1 from account where lower(username) = ${username.toLowerCase()}`;
		if (twin !== undefined) return refuse('username_taken');
		for (const { siteId, place } of given) {
			const misfit = await misfitOf(tx, siteId, place);
			if (misfit !== null) return refuse(misfit);
		}
		const accountId = house.newId();
		await tx`
			insert into account (id, username, name, title, role, trained_on)
			values (${accountId}, ${username}, ${name}, ${title}, ${role}, ${trainedOn})`;
		const about = { by: caretaker.id, subject: 'account', subjectId: accountId } as const;
		const account = { username, name, role };
		const created = { what: 'account_created', before: { account: null }, after: { account } } as const;
		await recordChange(tx, at, { ...about, ...created, id: house.newId(), siteId: null });
		if (trainedOn !== null) {
			const trained = {
				what: 'training_recorded',
				before: { trainedOn: null },
				after: { trainedOn }
			} as const;
			await recordChange(tx, at, { ...about, ...trained, id: house.newId(), siteId: null });
		}
		for (const { siteId, place } of given) {
			await writePlace(tx, accountId, siteId, place);
			const kept = { what: 'place_given', before: { place: null }, after: { place } } as const;
			await recordChange(tx, at, { ...about, ...kept, id: house.newId(), siteId });
		}
		const told = await house.oneTimeCodes.issue(tx, accountId, caretaker.id);
		return { result: { accountId, ...told }, sites: siteIds };
	});
}
