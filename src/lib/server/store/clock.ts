/** Time is the database's. Tests and simulations inject their own; production has no way to. */
import type { Db, Tx } from '#lib/server/store/database.ts';

/** The present instant, in ms since 1970 UTC, as the database sees it. */
export type Clock = (sql: Db | Tx) => Promise<number>;

/** `clock_timestamp()`, not `now()`: the instant of reading, not of the transaction's start. */
export const databaseClock: Clock = async (sql) => {
	const [row] = await sql<{ at: Date }[]>`select clock_timestamp() as at`;
	if (row === undefined) throw new Error('the database told no time');
	return row.at.getTime();
};

/** What a clock says at an instant that the database told in passing (`clock_timestamp()`): its own needs no second asking. */
export function instantTold(clock: Clock, sql: Db | Tx, told: Date): Promise<number> {
	return clock === databaseClock ? Promise.resolve(told.getTime()) : clock(sql);
}
