/** All that a database holds, as numbers: the same before and after means that nothing was written. */
import type { Sql } from 'postgres';

const TABLES = [
	...['visit', 'entry', 'visit_personal', 'event', 'command', 'block', 'block_service'],
	...['quick_look', 'quick_look_told', 'block_tally'],
	...['display', 'display_pairing', 'staff_session', 'account']
];

/** Rows of each table, and where each site stands. */
export async function footprintOf(sql: Sql): Promise<Record<string, string>> {
	const counts = TABLES.map((name) => `(select count(*) from ${name}) as ${name}`);
	const heads = `(select string_agg(site_id || ':' || seq, ' ' order by site_id) from site_head) as heads`;
	const [row] = await sql.unsafe<Record<string, string>[]>(`select ${[...counts, heads].join(', ')}`);
	return row ?? {};
}
