/** The first site and the first administrator of an empty network: from then on the office does the rest. */
import { OFFICE_ZONE } from '#lib/domain/administration/calendar.ts';
import { recordChange } from '#lib/server/administration/changes.ts';
import { insertSite, isTimezone, type NewSite } from '#lib/server/administration/create-site.ts';
import { inTheHouse, refuse, type House, type Refused } from '#lib/server/administration/house.ts';
import type { CodeToTell } from '#lib/server/administration/let-in-again.ts';
import type { OneTimeCodes } from '#lib/server/auth/one-time-codes.ts';
import type { Tx } from '#lib/server/store/database.ts';
import { loadCareRows, type CareRows } from '#lib/server/store/load-care-rows.ts';
import {
	loadCatalogue,
	loadNouns,
	loadTexts,
	type Catalogue,
	type CatalogueTexts
} from '#lib/server/store/load-catalogue.ts';
import { keepPracticeSite } from '#lib/server/store/practice.ts';
import { localDayOf } from '#lib/server/store/local-time.ts';

/** Services, reasons and routes of a network, and the nouns of its ticket words. */
export type Words = Catalogue & {
	/** Signs, helplines and counts; a file may have none of them. */
	readonly care: CareRows;
	readonly nouns: readonly { readonly noun: string; readonly pictogram: string }[];
	/** The same names in further languages, by language. */
	readonly texts: Readonly<Record<string, CatalogueTexts>>;
};

export interface Beginning {
	readonly site: NewSite;
	readonly administrator: { readonly username: string; readonly name: string; readonly title: string };
	/** Null: nothing can be offered and nobody registered before `loadWords`. */
	readonly words: Words | null;
}

/** The training of the first administrator counts from the day the network begins. */
export type Begun = CodeToTell & { readonly trainedOn: string };
type NotEmpty = { readonly notEmpty: true };

/** Begins a network, all or nothing; `notEmpty` when there is a site or an account already. */
export function beginNetwork(
	house: House & { readonly oneTimeCodes: OneTimeCodes },
	{ site, administrator, words }: Beginning
): Promise<Begun | NotEmpty | Refused> {
	return inTheHouse<Begun | NotEmpty>(house, 'operator', async (tx, { id: by }, at) => {
		if (!(await isTimezone(tx, site.timezone))) return refuse('unknown_timezone');
		const [taken] = await tx`select 1 from site union all select 1 from account limit 1`;
		if (taken !== undefined) return { result: { notEmpty: true } };
		await tx`insert into network_load (source) values ('operator') on conflict do nothing`;
		if (words !== null) {
			await loadAll(tx, words);
			await loadCareRows(tx, words.care);
		}
		await insertSite(tx, site);
		if (words !== null) await loadNouns(tx, site.siteId, words.nouns);
		await keepPracticeSite(tx);
		const accountId = house.newId();
		const { username, name, title } = administrator;
		const role = 'administrator';
		// Nobody is there yet who could record it.
		const trainedOn = localDayOf(at, OFFICE_ZONE);
		await tx`
			insert into account (id, username, name, title, role, trained_on)
			values (${accountId}, ${username}, ${name}, ${title}, ${role}, ${trainedOn})`;
		const { siteId } = site;
		await recordChange(tx, at, {
			...{ id: house.newId(), by, subject: 'site', subjectId: siteId, siteId },
			what: 'site_created',
			before: { name: null },
			after: { name: site.name }
		});
		await recordChange(tx, at, {
			...{ id: house.newId(), by, subject: 'account', subjectId: accountId, siteId: null },
			what: 'account_created',
			before: { account: null },
			after: { account: { username, name, role } }
		});
		await recordChange(tx, at, {
			...{ id: house.newId(), by, subject: 'account', subjectId: accountId, siteId: null },
			what: 'training_recorded',
			before: { trainedOn: null },
			after: { trainedOn }
		});
		return { result: { ...(await house.oneTimeCodes.issue(tx, accountId, by)), trainedOn } };
	});
}

/**
 * Loads services, reasons, routes and ticket words into a network that has none, and signs, helplines and counts into
 * one that has none of those; says what was loaded.
 */
export async function loadWords(house: House, words: Words): Promise<{ words: boolean; care: boolean }> {
	return (await house.database.write.begin(async (tx) => {
		const lacks = await lacksWords(tx);
		const { signs, helplines, tallies } = words.care;
		const brings = signs.length + helplines.length + tallies.length > 0;
		const care = brings && (await loadCareRows(tx, words.care));
		if (!lacks) return { words: false, care };
		await loadAll(tx, words);
		const sites = await tx<{ id: string }[]>`select id from site where not practice order by position`;
		for (const { id } of sites) await loadNouns(tx, id, words.nouns);
		await keepPracticeSite(tx);
		return { words: true, care };
	})) as { words: boolean; care: boolean };
}

async function loadAll(tx: Tx, words: Words): Promise<void> {
	await loadCatalogue(tx, words);
	await loadTexts(tx, words.texts);
}

async function lacksWords(tx: Tx): Promise<boolean> {
	await tx`lock table service in share row exclusive mode`;
	const [present] = await tx`select 1 from service union all select 1 from site_noun limit 1`;
	return present === undefined;
}
