/** One visit with its history, for its file. */
import type { Visit } from '#lib/domain/visit/state.ts';
import { catalogueName } from '#lib/server/store/catalogue-name.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { toVisits, type EntryRow, type VisitRow } from '#lib/server/store/visit-rows.ts';

/** One visit as stored, or null. */
export async function readVisit(sql: Db | Tx, visitId: string): Promise<Visit | null> {
	const [visits, entries] = await Promise.all([
		sql<VisitRow[]>`select * from visit where id = ${visitId}`,
		sql<EntryRow[]>`select * from entry where visit_id = ${visitId}`
	]);
	return toVisits(visits, entries).get(visitId) ?? null;
}

/** What happened to a visit, in order, and who did it. */
export async function readSteps(sql: Db | Tx, visitId: string) {
	const rows = await sql<{ at: Date; type: string; by: string; entry_id: string | null }[]>`
		select e.at, e.type, coalesce(a.name, e.by) as by, e.data ->> 'entryId' as entry_id
		from event e left join account a on a.id = e.by
		where e.visit_id = ${visitId} order by e.epoch, e.seq, e.ordinal`;
	return rows.map(({ at, type, by, entry_id }) => ({
		at: at.toISOString(),
		what: type,
		by,
		entryId: entry_id
	}));
}

/** Reasons in the given order, called as in `lang`. */
export async function readReasonNames(
	sql: Db | Tx,
	ids: readonly string[],
	lang: string
): Promise<{ id: string; name: string }[]> {
	const rows = await sql<{ id: string; name: string }[]>`
		select id, ${catalogueName(sql, 'reason', sql`reason.id`, lang)} as name from reason
		where id = any(${ids as string[]})`;
	const names = new Map(rows.map(({ id, name }) => [id, name]));
	return ids.map((id) => ({ id, name: names.get(id) ?? id }));
}
