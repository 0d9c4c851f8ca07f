/** A site's head: the row that orders everything that happens there. */
import type { Db, Tx } from '#lib/server/store/database.ts';
import type { Statement } from '#lib/server/store/in-order.ts';

export interface SiteHead {
	readonly siteId: string;
	readonly epoch: number;
	readonly seq: number;
	/** Instant of the last change, in ms. */
	readonly lastAt: number;
	/** Hash of the last event; null before the first one that has a hash. */
	readonly chainHead: string | null;
}

interface HeadRow {
	site_id: string;
	epoch: number;
	seq: string;
	last_at: Date;
	chain_head: string | null;
}

/**
 * Locks the site. FOR NO KEY UPDATE: a FOR UPDATE would block every foreign-key insert that names the site.
 * Null when the site does not exist. It is on its way when this returns: statements of the same transaction that are
 * asked for afterwards need not wait for it, Postgres does them behind it, each as things stand by then.
 */
export function lockHead(tx: Tx, siteId: string): Promise<SiteHead | null> {
	const locking = tx<HeadRow[]>`
		select site_id, epoch, seq, last_at, chain_head
		from site_head where site_id = ${siteId} for no key update`.execute();
	return locking.then(([row]) => (row === undefined ? null : toHead(row)));
}

/** Heads of these sites, without a lock. */
export async function readHeads(sql: Db | Tx, siteIds: readonly string[]): Promise<SiteHead[]> {
	const rows = await sql<HeadRow[]>`
		select site_id, epoch, seq, last_at, chain_head
		from site_head where site_id = any(${siteIds as string[]})`;
	return rows.map(toHead);
}

/** The statement that moves the head; the caller holds its lock. */
export function moveHead(tx: Tx, head: SiteHead): Statement {
	return tx`
		update site_head set seq = ${head.seq}, last_at = ${new Date(head.lastAt)}, chain_head = ${head.chainHead}
		where site_id = ${head.siteId}`;
}

function toHead(row: HeadRow): SiteHead {
	return {
		siteId: row.site_id,
		epoch: row.epoch,
		seq: Number(row.seq),
		lastAt: row.last_at.getTime(),
		chainHead: row.chain_head
	};
}
