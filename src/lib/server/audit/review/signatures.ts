/** Months that were looked through and signed; a signature is never changed. */
import type { ReviewShown } from '#lib/contract/access-review.ts';
import type { Month } from '#lib/server/audit/review/month.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText, sealText } from '#lib/server/keys/sealed-text.ts';
import type { Tx } from '#lib/server/store/database.ts';

interface Signature {
	readonly id: string;
	/** Milliseconds. */
	readonly at: number;
	readonly by: string;
	/** How many stood out, by what made them. */
	readonly findings: Readonly<Record<string, number>>;
	/** Sealed; empty for none. */
	readonly remark: string;
}

/** The signature of a month, or null. */
export async function findSigned(
	tx: Tx,
	keys: KeyRing,
	{ siteId, first }: Month
): Promise<ReviewShown['signed']> {
	const [row] = await tx<{ id: string; signed_at: Date; name: string; remark: Buffer | null }[]>`
		select r.id, r.signed_at, a.name, r.remark from access_review r join account a on a.id = r.signed_by
		where r.chain = ${siteId} and r.month = ${first}`;
	if (row === undefined) return null;
	const { id, signed_at, name, remark } = row;
	return {
		at: signed_at.toISOString(),
		by: name,
		remark: remark === null ? null : openText(keys, 'justification', remark, id)
	};
}

/** Signs; false when somebody has already. */
export async function sign(
	tx: Tx,
	keys: KeyRing,
	{ siteId, first }: Month,
	{ id, at, by, findings, remark }: Signature
): Promise<boolean> {
	const sealed = remark === '' ? null : sealText(keys, 'justification', remark, id);
	const rows = await tx`
		insert into access_review (id, month, chain, signed_at, signed_by, findings, remark)
		values (${id}, ${first}, ${siteId}, ${new Date(at)}, ${by}, ${tx.json(findings)}, ${sealed})
		on conflict (month, chain) do nothing returning 1`;
	return rows.length === 1;
}
