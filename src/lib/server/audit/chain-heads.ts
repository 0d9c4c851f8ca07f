/** Where each chain ends: kept outside the database, so that rows cut off its end are missed (R-22.1, s. 10). */
import type { Clock } from '#lib/server/store/clock.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

export interface EventHead {
	readonly siteId: string;
	readonly epoch: number;
	readonly seq: number;
	readonly ordinal: number;
	readonly hash: string;
}
export interface AccessHead {
	readonly chain: string;
	readonly position: number;
	readonly hash: string;
}
export interface ChainHeads {
	/** ISO text. */
	readonly at: string;
	readonly events: readonly EventHead[];
	readonly accesses: readonly AccessHead[];
}

/** The last hashed row of each chain, at one instant. */
export async function readChainHeads(db: Db, clock: Clock): Promise<ChainHeads> {
	return (await db.begin('isolation level repeatable read read only', async (tx) =>
		readChainHeadsIn(tx, new Date(await clock(tx)).toISOString())
	)) as ChainHeads;
}

/** The same, in a snapshot that somebody else took. */
export async function readChainHeadsIn(tx: Tx, at: string): Promise<ChainHeads> {
	const events = await tx<(Omit<EventHead, 'seq'> & { seq: string })[]>`
			select s.id as "siteId", e.epoch, e.seq, e.ordinal, e.hash
			from site s cross join lateral (
				select * from event where site_id = s.id order by epoch desc, seq desc, ordinal desc limit 1
			) e
			where e.hash is not null order by s.id`;
	const accesses = await tx<(Omit<AccessHead, 'position'> & { position: string })[]>`
			select distinct on (chain) chain, position, hash from access_log order by chain, position desc`;
	return {
		at,
		events: events.map((head) => ({ ...head, seq: Number(head.seq) })),
		accesses: accesses.map((head) => ({ ...head, position: Number(head.position) }))
	};
}
