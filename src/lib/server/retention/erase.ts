/** What erasing deletes. Visits, places in the queue, events and what was counted stay, and say nothing about anybody. */
import { overAt } from '#lib/server/retention/over.ts';
import type { Tx } from '#lib/server/store/database.ts';

/**
 * Deletes the values of these visits together with their salts, after which the marks in the events are mute (ADR 5).
 * Gives the visits that had any.
 */
export async function eraseVisitValues(tx: Tx, visitIds: readonly string[]): Promise<string[]> {
	await eraseLookDetails(tx, visitIds);
	const rows = await tx<{ visit_id: string }[]>`
		delete from visit_personal where visit_id = any(${visitIds as string[]}::uuid[]) returning visit_id`;
	return rows.map((row) => row.visit_id);
}

/**
 * Deletes these people: values, former values, codes, restrictions, merges, the key itself. Their visits become those
 * of somebody who is not known. Gives those who were there.
 */
export async function erasePeople(tx: Tx, personIds: readonly string[]): Promise<string[]> {
	const ids = personIds as string[];
	const seen = await tx<{ id: string }[]>`select id from visit where person_id = any(${ids}::uuid[])`;
	await eraseLookDetails(
		tx,
		seen.map(({ id }) => id)
	);
	await tx`
		delete from visit_personal where visit_id in (
			select id from visit where person_id = any(${ids}::uuid[]))`;
	await tx`update visit set person_id = null where person_id = any(${ids}::uuid[])`;
	await tx`delete from restriction where person_id = any(${ids}::uuid[])`;
	await tx`delete from welcome_arrangement where person_id = any(${ids}::uuid[])`;
	await tx`delete from memory_code where person_id = any(${ids}::uuid[])`;
	await tx`delete from person_rectification where person_id = any(${ids}::uuid[])`;
	await tx`delete from person_personal where person_id = any(${ids}::uuid[])`;
	await tx`delete from person_at_site where person_id = any(${ids}::uuid[])`;
	await tx`delete from person_merge where from_id = any(${ids}::uuid[]) or into_id = any(${ids}::uuid[])`;
	// An older copy of the database may hold a merge that was undone since: the other one stays, on their own.
	await tx`
		update person set merged_into = null
		where merged_into = any(${ids}::uuid[]) and id <> all(${ids}::uuid[])`;
	const rows = await tx<{ id: string }[]>`delete from person where id = any(${ids}::uuid[]) returning id`;
	return rows.map(({ id }) => id);
}

/** Erases the exact words and the place of looks about these visits. */
async function eraseLookDetails(tx: Tx, visitIds: readonly string[]): Promise<void> {
	await tx`
		update quick_look set words_sealed = null, room_id = null
		where visit_id = any(${visitIds as string[]}::uuid[])`;
}

/**
 * Erases the words and places of a site's looks whose block was over before the instant `before` (ms), whoever they are
 * about: somebody who was never on the list has no visit to be forgotten with. Gives how many had any.
 */
export async function eraseOldLooks(tx: Tx, siteId: string, before: number): Promise<number> {
	const rows = await tx`
		update quick_look q set words_sealed = null, room_id = null from block b, site s
		where b.id = q.block_id and s.id = q.site_id and q.site_id = ${siteId}
			and ${overAt(tx, tx`(q.asked_at at time zone s.timezone)::date`)} <= ${new Date(before)}
			and (q.words_sealed is not null or q.room_id is not null)
		returning q.id`;
	return rows.length;
}

/** Erases where people of a site's blocks wait that were over by `at` (ms) and that nobody closed. Gives how many. */
export async function eraseOldPlaces(tx: Tx, siteId: string, at: number): Promise<number> {
	const rows = await tx`
		delete from whereabouts w using visit v join block b on b.id = v.block_id join site s on s.id = v.site_id
		where v.id = w.visit_id and v.site_id = ${siteId}
			and ${overAt(tx, tx`v.local_day`)} <= ${new Date(at)}
		returning w.visit_id`;
	return rows.length;
}
