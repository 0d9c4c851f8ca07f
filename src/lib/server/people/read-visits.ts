/** When somebody came: under each of their keys, so that separating leaves both histories whole (R-P6). */
import type { PersonShown } from '#lib/contract/people.ts';
import type { Opened } from '#lib/server/people/opened.ts';
import { catalogueName } from '#lib/server/store/catalogue-name.ts';
import type { Tx } from '#lib/server/store/database.ts';

/** The latest first, services called as in `lang`; a visit that was merged into another is that other one. */
export async function readVisits(
	tx: Tx,
	{ family, onlySite }: Opened,
	lang: string
): Promise<PersonShown['visits']> {
	return tx<PersonShown['visits']>`
		select v.id, v.site_id as "siteId", site.name as site, to_char(v.local_day, 'YYYY-MM-DD') as day, v.word,
			coalesce((
				select jsonb_agg(jsonb_build_object(
					'name', coalesce(${catalogueName(tx, 'service', tx`e.service_id`, lang)}, e.service_id),
					'status', e.status) order by e.position)
				from entry e where e.visit_id = v.id
			), '[]') as services
		from visit v join site on site.id = v.site_id
		where v.person_id = any(${family as string[]}::uuid[]) and v.merged_into is null
			and (${onlySite}::text is null or v.site_id = ${onlySite})
		order by v.arrived_at desc, v.id`;
}
