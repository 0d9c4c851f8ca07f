/** The chain of the accesses at a site, or of those that concern the network. */
import { accessHash } from '#lib/server/audit/access-hash.ts';
import type { AccessHead } from '#lib/server/audit/chain-heads.ts';
import type { FaultKind, Verified } from '#lib/server/audit/faults.ts';
import type { Tx } from '#lib/server/store/database.ts';

interface AccessRow {
	position: string;
	at: Date;
	by: string | null;
	kind: string;
	visit_id: string | null;
	person_id: string | null;
	purpose: string | null;
	details: unknown;
	hash: string;
}

/** Rows that are read at once. */
const AT_ONCE = 1_000;

/** The first bad row of a chain, if any; `kept` is an end that was written down elsewhere. */
export async function verifyAccesses(tx: Tx, chain: string, kept: AccessHead | undefined): Promise<Verified> {
	let hash: string | null = null;
	let rows = 0;
	const faultAt = (row: number, kind: FaultKind): Verified => ({
		rows,
		before: 0,
		fault: { log: 'accesses', chain, row: String(row), kind }
	});
	const read = tx<AccessRow[]>`
		select position, at, by, kind, visit_id, person_id, purpose, details, hash
		from access_log where chain = ${chain} order by position`;
	for await (const batch of read.cursor(AT_ONCE)) {
		for (const row of batch) {
			const position = Number(row.position);
			// Positions count up by one: a gap tells which row is gone.
			if (position !== rows + 1) return faultAt(rows + 1, 'missing');
			hash = accessHash(hash, { ...row, chain, position, at: row.at.toISOString() });
			if (row.hash !== hash) return faultAt(position, 'changed');
			if (position === kept?.position && hash !== kept.hash) return faultAt(position, 'changed');
			rows += 1;
		}
	}
	const [end] = await tx<{ position: string; hash: string | null }[]>`
		select position, hash from access_chain where chain = ${chain}`;
	const due = Math.max(kept?.position ?? 0, Number(end?.position ?? 0));
	if (rows < due) return faultAt(rows + 1, 'missing');
	if (end === undefined ? rows > 0 : end.hash !== hash || rows > Number(end.position))
		return faultAt(rows, 'changed');
	return { rows, before: 0, fault: null };
}
