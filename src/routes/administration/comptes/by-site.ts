import type { AccountLine } from '#lib/server/administration/list-accounts.ts';

interface Site {
	readonly id: string;
	readonly name: string;
}
export interface Group {
	readonly id: string;
	/** Null for accounts of no site. */
	readonly name: string | null;
	readonly accounts: readonly AccountLine[];
}

/** Letters without their accents and capitals: « émile » is found by « Emile ». */
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/**
 * Accounts under each of their sites, those of no site last. While somebody is looked for, sites where nobody has
 * that name are left out.
 */
export function bySite(
	accounts: readonly AccountLine[],
	sites: readonly Site[],
	{ searched, site }: { searched: string; site: string }
): Group[] {
	const wanted = plain(searched.trim());
	const found = accounts.filter(({ name, username }) =>
		[name, username].some((text) => plain(text).includes(wanted))
	);
	const groups: Group[] = sites
		.filter(({ id }) => site === '' || id === site)
		.map(({ id, name }) => ({ id, name, accounts: found.filter(({ siteIds }) => siteIds.includes(id)) }));
	const homeless = site === '' ? found.filter(({ siteIds }) => siteIds.length === 0) : [];
	if (homeless.length > 0) groups.push({ id: '', name: null, accounts: homeless });
	return wanted === '' ? groups : groups.filter(({ accounts: some }) => some.length > 0);
}
