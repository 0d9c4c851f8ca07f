/** When somebody came: under each of their keys, so that separating leaves both histories whole (R-P6). */
import type { PersonShown } from '#lib/contract/people.ts';
import type { Opened } from '#lib/server/people/opened.ts';
import type { Tx } from '#lib/server/store/database.ts';

/** The latest first; a visit that was merged into another is that other one. */
export async function readVisits(tx: Tx, { family, onlySite }: Opened): Promise<PersonShown['visits']> {
	return tx<PersonShown['visits']>`
		select v.id, v.site_id as "siteId", site.name as site, to_char(v.local_day, 'YYYY-MM-DD') as day, v.word,
			coalesce((
				select jsonb_agg(jsonb_build_object('name', coalesce(t.name, e.service_id), 'status', e.status)
					order by e.position)
				from entry e left join service_text t on t.service_id = e.service_id and t.lang = 'fr'
				where e.visit_id = v.id
			), '[]') as services
		from visit v join site on site.id = v.site_id
		where v.person_id = any(${family as string[]}::uuid[]) and v.merged_into is null
			and (${onlySite}::text is null or v.site_id = ${onlySite})
		order by v.arrived_at desc, v.id`;
}
