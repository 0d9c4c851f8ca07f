/** The clock of sessions, moved to either side of a midnight where the office's days are counted. */
import type { Sql } from 'postgres';
import type { HalteNode } from './node-process.ts';

const MINUTE_MS = 60_000;

export interface Midnight {
	/** The day that begins then: the fifteenth of the next month, so that every month has one. */
	readonly day: string;
	/** The same day so many months earlier. */
	monthsEarlier(months: number): string;
	/** Moves the node's clock to five minutes before it. */
	justBefore(): Promise<void>;
	/** Moves it to one minute after. */
	justAfter(): Promise<void>;
}

/** The midnight that begins the next month's fifteenth. */
export async function nextMidnight(sql: Sql, node: HalteNode): Promise<Midnight> {
	const [row] = await sql<{ year: number; month: number }[]>`
		select extract(year from t)::int as year, extract(month from t)::int as month
		from (select now() at time zone 'America/Toronto' + interval '1 month' as t) as local`;
	if (row === undefined) throw new Error('the database told no time');
	const monthsEarlier = (months: number) => {
		const count = row.year * 12 + row.month - 1 - months;
		return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-15`;
	};
	const moveTo = async (offsetMs: number) => {
		const [{ ms }] = (await sql`
			select (extract(epoch from (${monthsEarlier(0)}::timestamp at time zone 'America/Toronto')
				- clock_timestamp()) * 1000)::float8 as ms`) as unknown as [{ ms: number }];
		await node.setAhead(ms + offsetMs);
	};
	return {
		day: monthsEarlier(0),
		monthsEarlier,
		justBefore: () => moveTo(-5 * MINUTE_MS),
		justAfter: () => moveTo(MINUTE_MS)
	};
}
