/** « Pas cette personne-là »: who may not see a file, and who opened it all the same (R-22.1, s. 7). */
import type { Db, Tx } from '#lib/server/store/database.ts';

/** Accounts that may not see this visit: the person asked so, for it or for themselves under any of their keys. */
export async function excludedFrom(sql: Db | Tx, visitId: string): Promise<Set<string>> {
	const rows = await sql<{ account_id: string }[]>`
		with family as (
			select f.id from visit v cross join lateral person_family(array[v.person_id]) f where v.id = ${visitId}
		)
		select account_id from restriction
		where lifted_at is null and (visit_id = ${visitId} or person_id in (select id from family))`;
	return new Set(rows.map((row) => row.account_id));
}

/** True while a glass that this account broke is open: for this visit, or another one of the same person. */
export async function hasOpenGlass(
	sql: Db | Tx,
	visitId: string,
	accountId: string,
	at: number
): Promise<boolean> {
	const rows = await sql`
		with family as (
			select f.id from visit v cross join lateral person_family(array[v.person_id]) f where v.id = ${visitId}
		)
		select 1 from broken_glass g join visit v on v.id = g.visit_id
		where g.by = ${accountId} and g.until >= ${new Date(at)}
			and (v.id = ${visitId} or v.person_id in (select id from family))
		limit 1`;
	return rows.length > 0;
}
