/** Visits of a block, and how many people they were, as far as anybody can tell (R-P7). */
import type { CountedVisits } from '#lib/domain/person/distinct-people.ts';
import type { Db } from '#lib/server/store/database.ts';

/**
 * A visit is linked when its person could be recognised again, by a name, a card or a code, or was: a code-mémoire of
 * which two elements are not known links nobody (R-P3). Animals are no people.
 */
export async function countPeople(sql: Db, blockId: string | null): Promise<CountedVisits> {
	const [row] = await sql<CountedVisits[]>`
		with seen as (
			select v.id, min(f.root_id::text) as root, coalesce(bool_or(
				num_nonnulls(p.alias_index, p.card_index) > 0
				or exists (select 1 from memory_code c where c.person_id = f.id)
				or exists (select 1 from visit o where o.person_id = f.id and o.id <> v.id)), false) as linked
			from visit v left join lateral person_family(array[v.person_id]) f on true
				left join person_personal p on p.person_id = f.id
			where v.block_id = ${blockId} and v.merged_into is null and v.subject = 'person'
			group by v.id
		)
		select count(*)::int as visits, (count(*) filter (where linked))::int as linked,
			(count(distinct root) filter (where linked))::int as people
		from seen`;
	return row ?? { visits: 0, linked: 0, people: 0 };
}
