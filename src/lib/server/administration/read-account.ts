/** One account, for the page of those who look after it. */
import type { ChangesShown, NamesInChanges } from '#lib/contract/house-changes.ts';
import { placeFor, refusesSight } from '#lib/domain/administration/account.ts';
import { cares, hasEverySite, hasSite, type Caretaker } from '#lib/domain/administration/caretaker.ts';
import type { Place } from '#lib/domain/administration/changes.ts';
import { ROLES, type Role } from '#lib/domain/policy/roles.ts';
import { readAccountFacts } from '#lib/server/administration/account-rows.ts';
import { caretakerOf, refuse, type By, type House, type Refused } from '#lib/server/administration/house.ts';
import { readHistoryOf, readServiceNames } from '#lib/server/administration/history.ts';
import { readLine, type AccountLine } from '#lib/server/administration/list-accounts.ts';
import { catalogueName } from '#lib/server/store/catalogue-name.ts';
import type { Db } from '#lib/server/store/database.ts';

/** A site where an account works or could work. */
export interface SiteForPlaces {
	readonly id: string;
	readonly name: string;
	/** What the site offers, in the network's order. */
	readonly services: readonly { readonly id: string; readonly name: string }[];
}

/** What may be given to whom: for the form of a new account, and for that of an account. */
export interface Givable {
	readonly roles: readonly Role[];
	readonly rolesWithServices: readonly Role[];
	readonly rolesWithLevels: readonly Role[];
	readonly sites: readonly SiteForPlaces[];
	/** Works at no site in particular: an account of this role needs none. */
	readonly network: boolean;
}

export interface AccountPage {
	readonly line: AccountLine;
	/** At the reader's own sites. */
	readonly places: readonly (Place & { readonly siteId: string })[];
	/** The reader has every site of this account: name, role and ways in are in these hands too. */
	readonly whole: boolean;
	readonly givable: Givable;
	readonly history: ChangesShown;
	readonly names: NamesInChanges;
}

/** What somebody who looks after the team may give. */
export async function readGivable(house: House, by: By, lang: string): Promise<Givable | Refused> {
	const { read } = house.database;
	const caretaker = await caretakerOf(read, by);
	if (caretaker === null || !cares(caretaker, 'team')) return refuse('forbidden');
	return givableOf(read, caretaker, lang);
}

/** An account, with its changes before `before`; refused where it is not in the reader's hands, which a person's own is not. */
export async function readAccountPage(
	house: House,
	by: By,
	{
		accountId,
		before,
		lang
	}: { readonly accountId: string; readonly before: string | null; readonly lang: string }
): Promise<AccountPage | Refused> {
	const { read } = house.database;
	const caretaker = await caretakerOf(read, by);
	if (caretaker === null || !cares(caretaker, 'team')) return refuse('forbidden');
	const [found, line] = await Promise.all([
		readAccountFacts(read, accountId),
		readLine(house, caretaker, accountId)
	]);
	if (found === null || line === null) return refuse('not_found');
	const { account } = found;
	const refused = refusesSight(caretaker, account) ?? (line.inHand ? null : 'forbidden');
	if (refused !== null) return refuse(refused);
	const [givable, history, names] = await Promise.all([
		givableOf(read, caretaker, lang),
		readHistoryOf(read, caretaker, { accountId, before }),
		readServiceNames(read, lang)
	]);
	return {
		...{ line, givable, history, names },
		places: [...account.places]
			.filter(([siteId]) => hasSite(caretaker, siteId))
			.map(([siteId, place]) => ({ siteId, ...place })),
		whole: hasEverySite(caretaker, account.places.keys())
	};
}

async function givableOf(sql: Db, caretaker: Caretaker, lang: string): Promise<Givable> {
	const { sites } = caretaker;
	const rows = await sql<SiteForPlaces[]>`
		select s.id, s.name, coalesce((select jsonb_agg(jsonb_build_object(
				'id', v.id, 'name', ${catalogueName(sql, 'service', sql`v.id`, lang)}) order by v.position)
			from site_service o join service v on v.id = o.service_id
			where o.site_id = s.id), '[]') as services
		from site s where not s.practice and (${sites === null} or s.id = any(${[...(sites ?? [])]})) order by s.position, s.id`;
	const everything = { services: ['any'], maySetLevel: true };
	const roles = ROLES.filter((role) => cares(caretaker, 'team', role));
	return {
		roles,
		rolesWithServices: roles.filter((role) => placeFor(role, everything).services.length > 0),
		rolesWithLevels: roles.filter((role) => placeFor(role, everything).maySetLevel),
		sites: rows,
		network: sites === null
	};
}
