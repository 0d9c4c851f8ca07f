/** When the time of what belongs to a block was over, for blocks that nobody closed too. */
import type { Db, Tx } from '#lib/server/store/database.ts';

type Fragment = ReturnType<Db | Tx>;

/**
 * SQL: the instant when a block `b` of a site `s` was over for something of the local day `day`. When somebody closed
 * it, then. Left open, it counts as over with its planned end, but never before that day is: whoever was put on the list
 * today is here today, however long ago the block should have ended.
 */
export const overAt = (sql: Db | Tx, day: Fragment): Fragment => sql`
	coalesce(b.closed_at, greatest(b.ends_at, (${day} + 1)::timestamp at time zone s.timezone))`;
