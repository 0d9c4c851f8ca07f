/** Who could be one and the same, for coordination to look at. No machine merges anybody (R-P6). */
import type { DuplicatesAnswer, LIKENESSES } from '#lib/contract/people.ts';
import { auditedRead } from '#lib/server/audit/access-log.ts';
import { readSettings, type Asking, type PeopleHouse } from '#lib/server/people/house.ts';
import { aliasOf, knownAt, type KnownRow } from '#lib/server/people/known-at.ts';
import { readLikenesses } from '#lib/server/people/likenesses.ts';
import { opened } from '#lib/server/people/read-values.ts';
import type { Tx } from '#lib/server/store/database.ts';

type Because = (typeof LIKENESSES)[number];

/**
 * Pairs of people of this site with the same alias or code-mémoire (whole, or one element off), and the merges made
 * here that can be undone. Never by a health-card number (R-I11). Somebody who does not want to be seen by this
 * account stands in no pair. The caller has asked the policy. @throws when the row of the audit can't be written.
 */
export async function readDuplicates(
	{ database, clock, keys }: PeopleHouse,
	asking: Asking
): Promise<DuplicatesAnswer> {
	const { accountId, siteId } = asking;
	const access = { chain: siteId, kind: 'duplicates_read', by: accountId } as const;
	return auditedRead(database.write, clock, access, async (tx) => {
		const { memoryCode } = await readSettings(tx);
		const likenesses = await readLikenesses(tx, keys, siteId, { byCode: memoryCode });
		const merges = await readMergesAt(tx, siteId);
		const ids = [...likenesses.flatMap(({ ids: pair }) => pair), ...merges.map(({ into_id }) => into_id)];
		const rows = await knownAt(tx, asking, [...new Set(ids)], await clock(tx));
		const people = new Map(rows.filter(({ hidden }) => !hidden).map((row) => [row.id, row]));
		const facts = await readFacts(tx, siteId, [...people.keys()]);
		const compared = (row: KnownRow) => ({
			id: row.id,
			alias: aliasOf(keys, row),
			lastSeenAt: row.seenHereAt?.toISOString() ?? null,
			visits: facts.get(row.id)?.visits ?? 0
		});
		const since = (row: KnownRow) => facts.get(row.id)?.since ?? 0;
		const pairs = pairsOf(likenesses).flatMap(({ ids: [a, b], because }) => {
			const [one, other] = [people.get(a), people.get(b)];
			if (one === undefined || other === undefined) return [];
			const [into, from] = since(one) <= since(other) ? [one, other] : [other, one];
			return [{ from, into, because }];
		});
		const separated = await readSeparated(tx);
		return {
			pairs: pairs.map(({ from, into, because }) => ({
				...{ from: compared(from), into: compared(into), because },
				separatedBefore: separated.has(pairKey(from.id, into.id))
			})),
			merges: merges.flatMap(({ from_id, into_id, alias, at, by }) => {
				const into = rows.find(({ id }) => id === into_id) ?? null;
				if (into === null || into.hidden) return [];
				const facts = { at: at.toISOString(), by, intoAlias: aliasOf(keys, into) };
				return [{ personId: from_id, alias: opened(keys, 'alias', alias, from_id), ...facts }];
			})
		};
	});
}

interface Likeness {
	readonly ids: readonly [string, string];
	readonly because: Because;
}

function pairKey(a: string, b: string): string {
	return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Each pair once, with all its reasons. */
function pairsOf(likenesses: readonly Likeness[]): { ids: readonly [string, string]; because: Because[] }[] {
	const pairs = new Map<string, { ids: readonly [string, string]; because: Because[] }>();
	for (const { ids, because } of likenesses) {
		const key = pairKey(...ids);
		const pair = pairs.get(key) ?? { ids, because: [] };
		if (!pair.because.includes(because)) pair.because.push(because);
		pairs.set(key, pair);
	}
	return [...pairs.values()];
}

interface MergeRow {
	from_id: string;
	into_id: string;
	alias: Buffer | null;
	at: Date;
	by: string;
}

async function readMergesAt(tx: Tx, siteId: string): Promise<MergeRow[]> {
	return tx<MergeRow[]>`
		select m.from_id, f.root_id as into_id, v.alias, m.at, a.name as by
		from person_merge m join account a on a.id = m.by
			left join person_personal v on v.person_id = m.from_id
			cross join lateral (select distinct root_id from person_family(array[m.from_id])) f
		where m.site_id = ${siteId} and m.undone_at is null order by m.at desc`;
}

/** How often somebody came, under all their keys, and since when they are known. */
async function readFacts(
	tx: Tx,
	siteId: string,
	ids: readonly string[]
): Promise<Map<string, { visits: number; since: number }>> {
	const rows = await tx<{ id: string; visits: number; since: Date }[]>`
		with family as (select distinct id, root_id from person_family(${ids as string[]}::uuid[]))
		select f.root_id as id, min(p.created_at) as since, count(v.id)::int as visits
		from family f join person p on p.id = f.id
			left join visit v on v.person_id = f.id and v.site_id = ${siteId} and v.merged_into is null
		group by f.root_id`;
	return new Map(rows.map(({ id, visits, since }) => [id, { visits, since: since.getTime() }]));
}

async function readSeparated(tx: Tx): Promise<Set<string>> {
	const rows = await tx<{ from_id: string; into_id: string }[]>`
		select from_id, into_id from person_merge where undone_at is not null`;
	return new Set(rows.map(({ from_id, into_id }) => pairKey(from_id, into_id)));
}
