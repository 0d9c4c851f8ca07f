/** The site for practice: one per network, like any other, and apart from all the others (ADR 33). */
import { ADVISORY_LOCKS } from '#lib/server/store/advisory-locks.ts';
import practice from '#lib/server/store/practice-site.json' with { type: 'json' };
import type { Db, Tx } from '#lib/server/store/database.ts';

/** The same in every network: counters tell by it what was done in earnest. */
export const PRACTICE_SITE_ID = practice.id;

/**
 * Makes the site for practice in a network that has a site and none for practice yet, and gives it what the network
 * has come to offer since: services, ticket words, the first site's default. Who belongs there is derived (the view
 * `membership`). Does nothing when all is there.
 */
export async function keepPracticeSite(tx: Tx): Promise<void> {
	await tx`select pg_advisory_xact_lock(${ADVISORY_LOCKS.practice_site})`;
	await makeSite(tx);
	await tx`
		insert into site_noun (site_id, noun, pictogram)
		select distinct on (n.noun) p.id, n.noun, n.pictogram from site p cross join site_noun n
		where p.practice order by n.noun, n.site_id
		on conflict do nothing`;
	await tx`
		insert into site_service (site_id, service_id)
		select p.id, s.id from site p cross join service s where p.practice
		on conflict do nothing`;
	await tx`
		update site_service o set is_default = true
		where o.site_id = (select id from site where practice)
			and not exists (select 1 from site_service d where d.site_id = o.site_id and d.is_default)
			and o.service_id = (
				select f.service_id from site_service f
				where f.is_default and f.site_id = (select id from site where not practice order by position limit 1))`;
}

/** True for the site for practice: nobody is given a place there, everybody has one. */
export async function isForPractice(sql: Db | Tx, siteId: string): Promise<boolean> {
	const rows = await sql`select 1 from site where id = ${siteId} and practice`;
	return rows.length === 1;
}

async function makeSite(tx: Tx): Promise<void> {
	const { id, name, kind, audience, rooms } = practice;
	const made = await tx`
		insert into site (id, name, kind, audience, timezone, address_form, animals_allowed, practice, position)
		select ${id}, ${name}, ${kind}, ${audience}, first.timezone, first.address_form, true, true,
			(select max(position) + 1 from site)
		from (select timezone, address_form from site order by position limit 1) first
		where not exists (select 1 from site where practice)
		on conflict (id) do nothing returning 1`;
	if (made.length === 0) return;
	await tx`insert into site_head (site_id) values (${id})`;
	await tx`insert into room ${tx(rooms.map((room, position) => ({ site_id: id, ...room, position })))}`;
}

/**
 * SQL that is true when somebody of the query's `family`, whose root is `root`, was ever seen on the other side of
 * the sand: known in practice only, or in earnest only. Their tick « ailleurs » does not reach across.
 */
export function seenAcross(tx: Tx, siteId: string) {
	return (root: 'f.root_id' | 'root.id') => tx`exists (
		select 1 from family across join person_at_site s on s.person_id = across.id join site w on w.id = s.site_id
		where across.root_id = ${tx.unsafe(root)}
			and w.practice <> (select practice from site where id = ${siteId}))`;
}
