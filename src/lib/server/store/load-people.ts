/** Who is known among those whom a batch is about, and who may not see them. */
import type { Person, Restriction } from '#lib/domain/person/state.ts';
import type { Tx } from '#lib/server/store/database.ts';
import { seenAcross } from '#lib/server/store/practice.ts';

export interface KnownPeople {
	readonly people: ReadonlyMap<string, Person>;
	readonly restrictions: readonly Restriction[];
	readonly salts: ReadonlyMap<string, string>;
}

/**
 * Locks people in the order of their keys, so that two merges at two sites come one after the other and never
 * make a circle. NO KEY: a visit elsewhere that names one of them need not wait.
 */
export async function lockPeople(tx: Tx, personIds: readonly string[]): Promise<void> {
	await tx`
		select 1 from person where id in (select f.id from person_family(${personIds as string[]}::uuid[]) f)
		order by id for no key update`;
}

/** People of these visits and these keys, with everybody merged with them, as one site knows them. */
export async function loadPeople(
	tx: Tx,
	siteId: string,
	visits: readonly { readonly id: string; readonly person_id: string | null }[],
	personIds: readonly string[]
): Promise<KnownPeople> {
	const keys = [...new Set([...personIds, ...visits.flatMap(({ person_id: key }) => key ?? [])])];
	const visitIds = visits.map(({ id }) => id);
	if (keys.length === 0 && visitIds.length === 0)
		return { people: new Map(), restrictions: [], salts: new Map() };
	const [people, restrictions] = await Promise.all([
		keys.length === 0 ? [] : peopleOf(tx, siteId, keys),
		tx<RestrictionRow[]>`
			select r.id, r.person_id, r.visit_id, r.account_id, (
				select max(g.until) from broken_glass g join visit v on v.id = g.visit_id
				where g.by = r.account_id and (v.id = r.visit_id or (
					r.person_id is not null and v.person_id in (select f.id from person_family(array[r.person_id]) f)))
			) as glass_until
			from restriction r
			where r.lifted_at is null and r.visit_id = any(${visitIds}::uuid[]) ${
				keys.length === 0
					? tx``
					: tx`or r.lifted_at is null and r.person_id in (select f.id from person_family(${keys}::uuid[]) f)`
			}`
	]);
	return {
		people: new Map(people.map((row) => [row.id, toPerson(row)])),
		restrictions: restrictions.map(toRestriction),
		salts: new Map(people.flatMap(({ id, salt }) => (salt === null ? [] : [[id, salt] as const])))
	};
}

async function peopleOf(tx: Tx, siteId: string, keys: readonly string[]): Promise<PersonRow[]> {
	const across = seenAcross(tx, siteId);
	return tx<PersonRow[]>`
		with family as materialized (select distinct id, root_id from person_family(${keys as string[]}::uuid[]))
		select f.id, f.root_id, own.merged_into, v.salt,
			root.known_elsewhere and not ${across('f.root_id')} as known_elsewhere, exists (
			select 1 from family other join person_at_site s on s.person_id = other.id
			where other.root_id = f.root_id and s.site_id = ${siteId}) as here
		from family f join person own on own.id = f.id join person root on root.id = f.root_id
			left join person_personal v on v.person_id = f.id`;
}

interface PersonRow {
	id: string;
	root_id: string;
	merged_into: string | null;
	known_elsewhere: boolean;
	here: boolean;
	salt: string | null;
}
interface RestrictionRow {
	id: string;
	person_id: string | null;
	visit_id: string | null;
	account_id: string;
	glass_until: Date | null;
}

function toPerson({ id, root_id, merged_into, here, known_elsewhere }: PersonRow): Person {
	return { id, rootId: root_id, mergedInto: merged_into, here, knownElsewhere: known_elsewhere };
}

function toRestriction(row: RestrictionRow): Restriction {
	const { id, person_id, visit_id, account_id, glass_until } = row;
	return {
		id,
		personId: person_id,
		visitId: visit_id,
		accountId: account_id,
		glassUntil: glass_until?.getTime() ?? null
	};
}
