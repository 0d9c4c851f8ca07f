/** The visits that a batch of commands is about, and their places. */
import type { Tx } from '#lib/server/store/database.ts';
import {
	entryFields,
	toEntryRow,
	toVisitRow,
	visitFields,
	type EntryLine,
	type VisitLine
} from '#lib/server/store/visit-lines.ts';
import type { EntryRow, VisitRow } from '#lib/server/store/visit-rows.ts';

/** What the commands say of visits. */
export interface WantedVisits {
	readonly visitIds: readonly string[];
	readonly entryIds: readonly string[];
	readonly personIds: readonly string[];
	/** Every unfinished visit of the open block: to choose among all that wait. */
	readonly everybody: boolean;
	/** Parties that the commands name, and whether those of the visits matter, with their animals. */
	readonly partyIds: readonly string[];
	readonly company: boolean;
}

export interface FoundVisits {
	readonly rows: readonly VisitRow[];
	/** Ids among those asked about that are visits of another site. */
	readonly elsewhere: ReadonlySet<string>;
}

/** Those that the commands name or choose among; nothing is read when they name none. */
export async function findVisits(tx: Tx, siteId: string, wanted: WantedVisits): Promise<FoundVisits> {
	const ids = idsOf(tx, siteId, wanted);
	if (ids === null) return { rows: [], elsewhere: new Set() };
	// As an array: sixty ids that lie side by side are found in one go down the index (16 pages for 247).
	const [found] = await tx<{ lines: VisitLine[]; elsewhere: string[] }[]>`
		select coalesce(json_agg(json_build_array(${visitFields(tx)})) filter (where v.site_id = ${siteId}), '[]') as lines,
			coalesce(array_agg(v.id) filter (where v.site_id <> ${siteId}), '{}') as elsewhere
		from visit v where v.id = any(array(${ids}))`;
	return { rows: (found?.lines ?? []).map(toVisitRow), elsewhere: new Set(found?.elsewhere) };
}

/** Their places. */
export async function loadEntries(tx: Tx, visits: readonly VisitRow[]): Promise<EntryRow[]> {
	if (visits.length === 0) return [];
	const [found] = await tx<{ lines: EntryLine[] }[]>`
		select coalesce(json_agg(json_build_array(${entryFields(tx)})), '[]') as lines
		from entry e where e.visit_id = any(${visits.map(({ id }) => id)}::uuid[])`;
	return (found?.lines ?? []).map(toEntryRow);
}

/** Those found, and those that took their places or are of the same people; few batches need a statement for these. */
export async function withOthers(
	tx: Tx,
	siteId: string,
	{ visitIds, entryIds, personIds, everybody }: WantedVisits,
	found: readonly VisitRow[]
): Promise<readonly VisitRow[]> {
	const isNamed = new Set(visitIds);
	const merged = found.filter(({ id, merged_into: into }) => isNamed.has(id) && into !== null);
	// An entry names its visit; without one only the visits named say whose they are.
	const whose = entryIds.length > 0 ? found : found.filter(({ id }) => isNamed.has(id));
	const people = [...personIds, ...whose.flatMap(({ person_id: key }) => key ?? [])];
	// Whoever has an unfinished visit is among everybody already.
	const keys = everybody ? [] : [...new Set(people)];
	if (merged.length === 0 && keys.length === 0) return found;
	const there = found.map(({ id }) => id);
	const others = await tx<VisitRow[]>`
		with recursive line as (
			select v.merged_into as id from visit v where v.id = any(${merged.map(({ id }) => id)}::uuid[])
			union select v.merged_into from visit v join line on v.id = line.id
		)
		select * from visit where site_id = ${siteId} and id <> all(${there}::uuid[]) and id in (
			select id from line where id is not null
			union select v.id from visit v where v.site_id = ${siteId} and not v.finished
				and v.person_id in (select f.id from person_family(${keys}::uuid[]) f))`;
	return [...found, ...others];
}

/**
 * Ids of the visits wanted, or null when there are none. A union, since an OR would read every visit that the site ever
 * had; of no more parts than the batch needs, since each of them is planned and run.
 */
function idsOf(tx: Tx, siteId: string, wanted: WantedVisits) {
	const { everybody, visitIds, entryIds, company, partyIds } = wanted;
	const ofBlock = tx`
		select v.id from visit v join block b on b.id = v.block_id
		where b.site_id = ${siteId} and b.closed_at is null`;
	const parts = [
		...(everybody ? [tx`${ofBlock} and not v.finished`] : []),
		...(company
			? [
					tx`${ofBlock} and v.merged_into is null and (
						v.party_id = any(${partyIds as string[]}::uuid[])
						or v.party_id in (select party_id from visit where id = any(${visitIds as string[]}::uuid[]))
						or v.with_visit_id = any(${visitIds as string[]}::uuid[]))`
				]
			: []),
		...(visitIds.length > 0 ? [tx`select unnest(${visitIds as string[]}::uuid[])`] : []),
		...(entryIds.length > 0
			? [tx`select visit_id from entry where id = any(${entryIds as string[]}::uuid[])`]
			: [])
	];
	const [first, ...rest] = parts;
	if (first === undefined) return null;
	return rest.reduce((ids, part) => tx`${ids} union ${part}`, first);
}
