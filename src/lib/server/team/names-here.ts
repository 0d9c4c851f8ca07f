/** Every name by which somebody of a block, or of its site, could be called in a note: for searching, never shown. */
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText } from '#lib/server/keys/sealed-text.ts';
import type { Tx } from '#lib/server/store/database.ts';

/**
 * What the people of the block were called that day, and the aliases and legal names of everybody who is known at the
 * site, under every key of theirs; people whom a colleague may not see are among them.
 * @throws when one does not open: a note that can't be searched is not kept.
 */
export async function namesHere(
	tx: Tx,
	keys: KeyRing,
	{ siteId, blockId }: { readonly siteId: string; readonly blockId: string }
): Promise<string[]> {
	const [visits, people] = await Promise.all([
		tx<{ id: string; alias: Buffer }[]>`
			select v.id, p.alias_sealed as alias from visit v join visit_personal p on p.visit_id = v.id
			where v.block_id = ${blockId} and p.alias_sealed is not null`,
		tx<{ id: string; alias: Buffer | null; legal_name: Buffer | null }[]>`
			with family as materialized (
				select distinct id from person_family((
					select array_agg(person_id) from (
						select person_id from person_at_site where site_id = ${siteId}
						union select person_id from visit where block_id = ${blockId} and person_id is not null
					) of_site
				))
			)
			select p.person_id as id, p.alias, p.legal_name
			from family f join person_personal p on p.person_id = f.id
			where num_nonnulls(p.alias, p.legal_name) > 0`
	]);
	return [
		...visits.map(({ id, alias }) => openText(keys, 'alias', alias, id)),
		...people.flatMap(({ id, alias, legal_name }) => [
			...(alias === null ? [] : [openText(keys, 'alias', alias, id)]),
			...(legal_name === null ? [] : [openText(keys, 'legal_name', legal_name, id)])
		])
	];
}
