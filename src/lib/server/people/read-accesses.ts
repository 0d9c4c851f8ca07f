/** Who opened somebody's file, and who received what: to be read together with the person (R-22.1, s. 265). */
import type { PersonShown } from '#lib/contract/people.ts';
import type { Opened } from '#lib/server/people/opened.ts';
import type { Tx } from '#lib/server/store/database.ts';

/** The latest first: of the person, of each merged key, and of each of their visits. */
export async function readAccesses(tx: Tx, { family, onlySite }: Opened): Promise<PersonShown['accesses']> {
	const rows = await tx<(Omit<PersonShown['accesses'][number], 'at'> & { at: Date })[]>`
		select l.at, coalesce(a.name, l.by) as by, l.kind, l.purpose, site.name as site
		from access_log l left join account a on a.id = l.by left join site on site.id = l.chain
		where (l.person_id = any(${family as string[]}::uuid[]) or l.visit_id in (
				select id from visit where person_id = any(${family as string[]}::uuid[])))
			and (${onlySite}::text is null or l.chain = ${onlySite})
		order by l.at desc, l.chain, l.position desc`;
	return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The latest first. */
export async function readDisclosures(
	tx: Tx,
	{ family, onlySite }: Opened
): Promise<PersonShown['disclosures']> {
	const rows = await tx<(Omit<PersonShown['disclosures'][number], 'at'> & { at: Date })[]>`
		select d.at, a.name as by, d.information, d.recipient, d.purpose
		from disclosure d join account a on a.id = d.by
		where (d.person_id = any(${family as string[]}::uuid[]) or d.visit_id in (
				select id from visit where person_id = any(${family as string[]}::uuid[])))
			and (${onlySite}::text is null or d.site_id = ${onlySite})
		order by d.at desc, d.id`;
	return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
