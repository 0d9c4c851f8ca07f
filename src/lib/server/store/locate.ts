/** Which site an entry, a visit or a look belongs to; that never changes. */
import type { Db } from '#lib/server/store/database.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The site and visit of an entry; null when there is none. */
export async function locateEntry(
	sql: Db,
	entryId: string
): Promise<{ siteId: string; visitId: string } | null> {
	if (!UUID.test(entryId)) return null;
	const [row] = await sql<{ site_id: string; visit_id: string }[]>`
		select v.site_id, e.visit_id from entry e join visit v on v.id = e.visit_id where e.id = ${entryId}`;
	return row === undefined ? null : { siteId: row.site_id, visitId: row.visit_id };
}

/** The site of a visit; null when there is none. */
export async function locateVisit(sql: Db, visitId: string): Promise<string | null> {
	if (!UUID.test(visitId)) return null;
	const [row] = await sql<{ site_id: string }[]>`select site_id from visit where id = ${visitId}`;
	return row?.site_id ?? null;
}

/** The site of a « coup d’œil »; null when there is none. */
export async function locateLook(sql: Db, lookId: string): Promise<string | null> {
	if (!UUID.test(lookId)) return null;
	const [row] = await sql<{ site_id: string }[]>`select site_id from quick_look where id = ${lookId}`;
	return row?.site_id ?? null;
}
