/** Files that were opened although they were closed to somebody: each is judged by somebody else. */
import type { GlassShown, Verdict } from '#lib/contract/access-review.ts';
import type { GlassReason } from '#lib/contract/accesses.ts';
import type { Month } from '#lib/server/audit/review/month.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText } from '#lib/server/keys/sealed-text.ts';
import type { Tx } from '#lib/server/store/database.ts';

interface Row {
	id: string;
	at: Date;
	by: string;
	name: string;
	title: string;
	reason: GlassReason;
	words: Buffer | null;
	word: string | null;
	verdict: Verdict | null;
	reviewed_by: string | null;
}

/** Every broken glass of the month, the oldest first. */
export async function readGlasses(
	tx: Tx,
	keys: KeyRing,
	{ siteId, from, until }: Month,
	readerId: string
): Promise<GlassShown[]> {
	const rows = await tx<Row[]>`
		select g.id, g.at, g.by, a.name, a.title, g.reason, g.words, v.word, g.verdict, r.name as reviewed_by
		from broken_glass g join account a on a.id = g.by left join visit v on v.id = g.visit_id
			left join account r on r.id = g.reviewed_by
		where g.site_id = ${siteId} and g.at >= ${new Date(from)} and g.at < ${new Date(until)}
		order by g.at, g.id`;
	return rows.map(({ id, at, by, name, title, reason, words, word, verdict, reviewed_by }) => ({
		id,
		at: at.toISOString(),
		by: { name, title },
		reason,
		words: words === null ? null : openText(keys, 'justification', words, id),
		word,
		verdict,
		reviewedBy: reviewed_by,
		isOwn: by === readerId
	}));
}

export interface LockedGlass {
	readonly siteId: string;
	readonly visitId: string;
	readonly by: string;
	/** The month in which it was broken is signed. */
	readonly isSigned: boolean;
}

/** A broken glass, locked; null when there is none. */
export async function lockGlass(tx: Tx, id: string): Promise<LockedGlass | null> {
	const [row] = await tx<{ site_id: string; visit_id: string; by: string; is_signed: boolean }[]>`
		select g.site_id, g.visit_id, g.by, exists (
			select 1 from access_review r where r.chain = g.site_id
				and r.month = date_trunc('month', g.at at time zone s.timezone)::date) as is_signed
		from broken_glass g join site s on s.id = g.site_id where g.id = ${id} for update of g`;
	if (row === undefined) return null;
	return { siteId: row.site_id, visitId: row.visit_id, by: row.by, isSigned: row.is_signed };
}

/** Writes down what the review says of it; a later word takes the place of an earlier one until the month is signed. */
export async function judgeGlass(
	tx: Tx,
	{ id, verdict, by, at }: { id: string; verdict: Verdict; by: string; at: number }
): Promise<void> {
	await tx`
		update broken_glass set verdict = ${verdict}, reviewed_by = ${by}, reviewed_at = ${new Date(at)}
		where id = ${id}`;
}
