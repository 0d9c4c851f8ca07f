/** Reads of identifying data, each chain hashed row by row: a chain per site, and one for the network. */
import type { AccessKind, Purpose } from '#lib/contract/accesses.ts';
import { accessHash } from '#lib/server/audit/access-hash.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

export type { AccessKind, Purpose };

/** The chain of what concerns no single site. No site has this id. */
export const NETWORK = '*';

export interface Access {
	/** A site's id, or `NETWORK`. */
	readonly chain: string;
	readonly kind: AccessKind;
	/** The account; null for an operator at the terminal. */
	readonly by: string | null;
	readonly visitId?: string;
	/** Never beside a visit: the row would tie their visits together for good, and the visit tells whose it is. */
	readonly personId?: string;
	readonly purpose?: Purpose;
	/** Codes, counts, an audience: never a value. */
	readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * Appends to the chain in the caller's transaction, which holds the chain's lock until it ends. Whoever needs the lock
 * of a site too takes that one first.
 * @throws when the row can't be written: then nothing may be shown.
 */
export async function recordAccess(tx: Tx, access: Access, at: number): Promise<void> {
	await recordAccesses(tx, access.chain, [access], at);
}

/** The same for several accesses of one chain, in their order, in two statements. */
export async function recordAccesses(
	tx: Tx,
	chain: string,
	accesses: readonly Access[],
	at: number
): Promise<void> {
	const [end] = await tx<{ position: string; hash: string | null }[]>`
		insert into access_chain (chain, position) values (${chain}, ${accesses.length})
		on conflict (chain) do update set position = access_chain.position + ${accesses.length}
		returning position, hash`;
	if (end === undefined) throw new Error('a chain of accesses could not be locked');
	let { hash } = end;
	const before = Number(end.position) - accesses.length;
	const rows = accesses.map(({ kind, by, visitId, personId, purpose, details }, i) => {
		const row = {
			chain,
			position: before + i + 1,
			at: new Date(at).toISOString(),
			by,
			kind,
			visit_id: visitId ?? null,
			person_id: personId ?? null,
			purpose: purpose ?? null,
			details: details ?? {}
		};
		hash = accessHash(hash, row);
		return { ...row, hash };
	});
	await tx`
		with written as (
			insert into access_log select * from jsonb_populate_recordset(null::access_log, ${tx.json(rows)})
		)
		update access_chain set hash = ${hash} where chain = ${chain}`;
}

/** Writes one row, and resolves when it is there. */
export type Write = (access: Access) => Promise<void>;

/**
 * Writes the row, then reads, in one transaction of the writing pool: fails closed.
 * @throws when the row can't be written, or what `read` throws: the caller shows nothing.
 */
export async function auditedRead<R>(
	db: Db,
	clock: Clock,
	access: Access,
	read: (tx: Tx) => Promise<R>
): Promise<R> {
	return (await db.begin(async (tx) => {
		await recordAccess(tx, access, await clock(tx));
		return read(tx);
	})) as R;
}
