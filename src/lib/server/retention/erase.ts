/** What erasing deletes. Visits, places in the queue, events and what was counted stay, and say nothing about anybody. */
import type { Tx } from '#lib/server/store/database.ts';

/**
 * Deletes the values of these visits together with their salts, after which the marks in the events are mute (ADR 5).
 * Gives the visits that had any.
 */
export async function eraseVisitValues(tx: Tx, visitIds: readonly string[]): Promise<string[]> {
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
