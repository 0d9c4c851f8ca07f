/** Pairs of roots known at a site that share an alias or a code-mémoire. */
import type { LIKENESSES } from '#lib/contract/people.ts';
import { normalAlias } from '#lib/domain/identity/alias.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText } from '#lib/server/keys/sealed-text.ts';
import type { Tx } from '#lib/server/store/database.ts';

interface Likeness {
	readonly ids: readonly [string, string];
	readonly because: (typeof LIKENESSES)[number];
}

/** People of one site; a merged key stands for its root, so that nobody is compared with themself. */
export async function readLikenesses(
	tx: Tx,
	keys: KeyRing,
	siteId: string,
	{ byCode }: { readonly byCode: boolean }
): Promise<Likeness[]> {
	const aliases = await readAliases(tx, siteId);
	const byAlias = pairsWithin(aliases.map((row) => [aliasIndexOf(keys, row), row.root_id]));
	const sameAlias = byAlias.map((ids) => ({ ids, because: 'same_alias' as const }));
	return byCode ? [...sameAlias, ...(await readCodes(tx, siteId))] : sameAlias;
}

interface AliasRow {
	person_id: string;
	root_id: string;
	alias: Buffer;
	alias_index: string | null;
}

async function readAliases(tx: Tx, siteId: string): Promise<AliasRow[]> {
	return tx<AliasRow[]>`
		with family as materialized (
			select distinct id, root_id from person_family(
				(select array_agg(person_id) from person_at_site where site_id = ${siteId}))
		)
		select v.person_id, f.root_id, v.alias, v.alias_index
		from family f join person_personal v on v.person_id = f.id where v.alias is not null`;
}

/** Under the newest key, whichever key the row was written with; null when only signs were written. */
function aliasIndexOf(keys: KeyRing, { alias, alias_index, person_id }: AliasRow): string | null {
	const nothing = keys.index('alias_index', '');
	const index = alias_index?.startsWith(`${keys.active}:`)
		? alias_index
		: keys.index('alias_index', normalAlias(openText(keys, 'alias', alias, person_id)));
	return index === nothing ? null : index;
}

/** Codes are compared under the key that they were hashed with: of a code nothing else is kept. */
async function readCodes(tx: Tx, siteId: string): Promise<Likeness[]> {
	const rows = await tx<{ a: string; b: string; whole: boolean }[]>`
		with family as materialized (
			select distinct id, root_id from person_family(
				(select array_agg(person_id) from person_at_site where site_id = ${siteId}))
		), code as (select f.root_id, c.left_out, c.index from family f join memory_code c on c.person_id = f.id)
		select one.root_id as a, other.root_id as b, bool_or(one.left_out = 0) as whole
		from code one join code other
			on other.left_out = one.left_out and other.index = one.index and one.root_id < other.root_id
		group by one.root_id, other.root_id`;
	return rows.map(({ a, b, whole }) => ({ ids: [a, b], because: whole ? 'same_code' : 'close_code' }));
}

/** Every two different people of one group. */
function pairsWithin(
	rows: readonly (readonly [group: string | null, id: string])[]
): (readonly [string, string])[] {
	const groups = new Map<string, Set<string>>();
	for (const [group, id] of rows) {
		if (group !== null) groups.set(group, (groups.get(group) ?? new Set()).add(id));
	}
	return [...groups.values()].flatMap((members) => {
		const ids = [...members].sort();
		return ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const));
	});
}
