/** New sites: empty but for the ticket words that the network has. */
import { cares } from '#lib/domain/administration/caretaker.ts';
import { recordChange } from '#lib/server/administration/changes.ts';
import { inTheHouse, refuse, type By, type House, type Refused } from '#lib/server/administration/house.ts';
import type { Tx } from '#lib/server/store/database.ts';

export interface NewSite {
	readonly siteId: string;
	readonly name: string;
	readonly kind: string;
	readonly audience: string;
	/** IANA name. */
	readonly timezone: string;
}

/** Makes a site with its head, at the end of the network's order. For those who have the whole network. */
export function createSite(house: House, by: By, site: NewSite): Promise<{ siteId: string } | Refused> {
	return inTheHouse(house, by, async (tx, caretaker, at) => {
		if (!cares(caretaker, 'site_settings') || caretaker.sites !== null) return refuse('forbidden');
		if (!(await isTimezone(tx, site.timezone))) return refuse('unknown_timezone');
		const { siteId, name } = site;
		if (!(await insertSite(tx, site))) return refuse('site_id_taken');
		const about = { by: caretaker.id, subject: 'site', subjectId: siteId, siteId } as const;
		const created = { what: 'site_created', before: { name: null }, after: { name } } as const;
		await recordChange(tx, at, { ...about, ...created, id: house.newId() });
		return { result: { siteId } };
	});
}

/** The rows of a new site; false when there is one of that id. */
export async function insertSite(
	tx: Tx,
	{ siteId, name, kind, audience, timezone }: NewSite
): Promise<boolean> {
	const rows = await tx`
		insert into site (id, name, kind, audience, timezone, position)
		select ${siteId}, ${name}, ${kind}, ${audience}, ${timezone}, coalesce(max(position) + 1, 0) from site
		on conflict (id) do nothing returning 1`;
	if (rows.length === 0) return false;
	await tx`insert into site_head (site_id) values (${siteId})`;
	await tx`
		insert into site_noun (site_id, noun, pictogram)
		select distinct on (noun) ${siteId}, noun, pictogram from site_noun order by noun, site_id`;
	return true;
}

/**
 * True for a name that this machine and the database know, such as America/Toronto. Of abbreviations each has its own:
 * `AST` is Alaska's time to the one and Nova Scotia's to the other, `AET` is known to the first alone, and the night's
 * forgetting would fail on it.
 */
export async function isTimezone(tx: Tx, name: string): Promise<boolean> {
	try {
		new Intl.DateTimeFormat('fr-CA', { timeZone: name });
	} catch {
		return false;
	}
	return (await tx`select 1 from pg_timezone_names where name = ${name}`).length > 0;
}
