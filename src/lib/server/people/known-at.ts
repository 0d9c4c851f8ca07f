/** Who somebody is to one account at one site: merged keys are one person, and some people are hidden from some. */
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText } from '#lib/server/keys/sealed-text.ts';
import type { Asking } from '#lib/server/people/house.ts';
import type { Tx } from '#lib/server/store/database.ts';
import { seenAcross } from '#lib/server/store/practice.ts';

/** One person, whatever keys they have had. */
export interface KnownRow {
	/** The root. */
	readonly id: string;
	/** Their tick, as far as it reaches: never between practice and the real list. */
	readonly knownElsewhere: boolean;
	/** When they were last seen at this site; null when never. */
	readonly seenHereAt: Date | null;
	/** On the list of this site right now. */
	readonly here: boolean;
	/** The person asked that this account does not see their file. */
	readonly hidden: boolean;
	/** The key that the name was given to, and the name; the root's own where it has one. */
	readonly namedId: string | null;
	readonly alias: Buffer | null;
}

/**
 * The people of these keys, once each. Nobody is left out: whoever asks about a site leaves out those who are neither
 * known here nor, with their tick, elsewhere (R-P4), and decides what `hidden` means.
 */
export async function knownAt(
	tx: Tx,
	{ accountId, siteId }: Asking,
	keys: readonly string[],
	at: number
): Promise<KnownRow[]> {
	if (keys.length === 0) return [];
	return tx<KnownRow[]>`
		with family as materialized (select distinct id, root_id from person_family(${keys as string[]}::uuid[])),
		hidden as (
			select f.root_id from restriction r
				left join visit about on about.id = r.visit_id
				join family f on f.id = r.person_id or f.id = about.person_id
			where r.account_id = ${accountId} and r.lifted_at is null and not exists (
				select 1 from broken_glass g join visit v on v.id = g.visit_id left join family o on o.id = v.person_id
				where g.by = r.account_id and g.until >= ${new Date(at)}
					and (v.id = r.visit_id or o.root_id = f.root_id))
		)
		select root.id, root.known_elsewhere and not ${seenAcross(tx, siteId)('root.id')} as "knownElsewhere",
			seen.at as "seenHereAt",
			named.person_id as "namedId", named.alias,
			root.id in (select root_id from hidden) as hidden,
			exists (
				select 1 from family f join visit v on v.person_id = f.id join block b on b.id = v.block_id
				where f.root_id = root.id and v.site_id = ${siteId} and b.closed_at is null
					and not v.finished and v.merged_into is null
			) as here
		from person root
			left join lateral (
				select max(s.last_seen_at) as at from family f join person_at_site s on s.person_id = f.id
				where f.root_id = root.id and s.site_id = ${siteId}
			) seen on true
			left join lateral (
				select p.person_id, p.alias from family f join person_personal p on p.person_id = f.id
				where f.root_id = root.id and p.alias is not null
				order by f.id = root.id desc, f.id limit 1
			) named on true
		where root.id in (select root_id from family)`;
}

/** Known at the site, or anywhere with the person's tick. */
export function isKnown({ seenHereAt, knownElsewhere }: KnownRow): boolean {
	return seenHereAt !== null || knownElsewhere;
}

/** The name in clear; null for somebody who has none. @throws when it was changed or its key is missing. */
export function aliasOf(keys: KeyRing, { alias, namedId }: KnownRow): string | null {
	return alias === null || namedId === null ? null : openText(keys, 'alias', alias, namedId);
}
