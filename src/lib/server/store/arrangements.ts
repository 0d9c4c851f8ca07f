/** Welcome arrangements as they are kept: words sealed, bound to their row, erased with the person (R-Q11). */
import type { ArrangementReason, ArrangementWords } from '#lib/domain/arrangement/arrangement.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText, sealText } from '#lib/server/keys/sealed-text.ts';
import type { Tx } from '#lib/server/store/database.ts';

export interface KeptArrangement extends ArrangementWords {
	readonly id: string;
	/** The key that it was written under; the person may be another one's by now. */
	readonly personId: string;
	readonly siteId: string;
	readonly site: string;
	readonly reason: ArrangementReason;
	readonly since: Date;
	readonly until: string;
	/** The author's name. */
	readonly by: string;
	readonly reviewedAt: Date | null;
}

type Row = Omit<KeptArrangement, keyof ArrangementWords> & { readonly words: Buffer };

/** Of whom, and where. */
export type Whose =
	| { readonly family: readonly string[]; readonly siteId?: string }
	| { readonly siteId: string; readonly endedBefore: string };

/**
 * Those of a person, at one site or everywhere; or those of a site whose last day was before this one and that nobody
 * has reviewed. The latest first.
 * @throws when the words of one do not open.
 */
export async function readArrangements(tx: Tx, keys: KeyRing, whose: Whose): Promise<KeptArrangement[]> {
	const which =
		'family' in whose
			? tx`a.person_id = any(${whose.family as string[]}::uuid[])
				and (${whose.siteId ?? null}::text is null or a.site_id = ${whose.siteId ?? null})`
			: tx`a.site_id = ${whose.siteId} and a.reviewed_at is null and a.until < ${whose.endedBefore}`;
	const rows = await tx<Row[]>`
		select a.id, a.person_id as "personId", a.site_id as "siteId", site.name as site, a.reason, a.words, a.since,
			to_char(a.until, 'YYYY-MM-DD') as until, who.name as by, a.reviewed_at as "reviewedAt"
		from welcome_arrangement a join account who on who.id = a.by join site on site.id = a.site_id
		where ${which} order by a.since desc, a.id desc`;
	return rows.map(({ words, ...row }) => ({
		...row,
		...(JSON.parse(openText(keys, 'note', words, row.id)) as ArrangementWords)
	}));
}

export interface NewArrangement extends ArrangementWords {
	readonly id: string;
	readonly personId: string;
	readonly siteId: string;
	readonly reason: ArrangementReason;
	/** An instant in ms. */
	readonly since: number;
	readonly until: string;
	/** The author's account. */
	readonly by: string;
}

/** Writes one of which its person knows; false when this id is taken. */
export async function saveArrangement(tx: Tx, keys: KeyRing, made: NewArrangement): Promise<boolean> {
	const { id, personId, siteId, reason, since, until, by, helps, tell, place, hour } = made;
	const words = sealText(keys, 'note', JSON.stringify({ helps, tell, place, hour }), id);
	const rows = await tx`
		insert into welcome_arrangement (id, person_id, site_id, reason, words, person_informed, since, until, by)
		values (${id}, ${personId}, ${siteId}, ${reason}, ${words}, true, ${new Date(since)}, ${until}, ${by})
		on conflict (id) do nothing returning 1`;
	return rows.length === 1;
}

/** From now on it is reviewed; nothing happens to one that was before. */
export async function closeArrangement(
	tx: Tx,
	id: string,
	{ by, at }: { readonly by: string; readonly at: number }
): Promise<void> {
	await tx`
		update welcome_arrangement set reviewed_at = ${new Date(at)}, reviewed_by = ${by}
		where id = ${id} and reviewed_at is null`;
}
