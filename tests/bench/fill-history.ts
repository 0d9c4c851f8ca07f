/** Years of a site, written straight into its tables: what has been is what a queue must not slow down for. */
import type { Sql } from 'postgres';
import { SERVICE } from './places.ts';

/** As many as the busiest block that domain research asks for. */
const VISITS_PER_BLOCK = 60;
const EVENTS_PER_VISIT = 3;

/** So many visits that are over, a block a day back from the day before yesterday, each with a place and its events. */
export async function fillHistory(sql: Sql, siteId: string, visits: number): Promise<void> {
	const blocks = Math.ceil(visits / VISITS_PER_BLOCK);
	await sql.begin(async (tx) => {
		// Millions of rows that point where they should: to prove it for each would take as long again.
		await tx`set local session_replication_role = replica`;
		await tx`
			insert into block (id, site_id, local_day, starts_at, ends_at, closed_at)
			select gen_random_uuid(), ${siteId}, day, day + time '12:30', day + time '15:30', day + time '15:40'
			from generate_series(2, ${blocks + 1}::int) n, lateral (select current_date - n as day) d`;
		await tx`
			insert into visit (id, site_id, block_id, local_day, word, arrived_at, registered_at, backdated, presence,
				presence_at, returned_in_grace, call_by, peer_wanted, trainee_accepted, reasons, finished)
			select gen_random_uuid(), ${siteId}, b.id, b.local_day, 'Ancien ' || n, at, at, false, 'here',
				at, false, 'word', 'not_asked', 'not_asked', '{}', true
			from block b, generate_series(1, ${VISITS_PER_BLOCK}::int) n,
				lateral (select b.starts_at + n * interval '2 minutes' as at) t
			where b.site_id = ${siteId} and b.closed_at is not null
			order by b.local_day, n limit ${visits}`;
		await tx`
			insert into entry (id, visit_id, position, service_id, status, level, called_by, called_at, call_count,
				started_at, ended_at)
			select gen_random_uuid(), id, 0, ${SERVICE}, 'done', 'arrival_order', 'inf1', arrived_at, 1,
				arrived_at, arrived_at
			from visit where site_id = ${siteId} and finished`;
		await tx`
			insert into event (site_id, epoch, seq, ordinal, command_id, type, visit_id, at, by, data)
			select ${siteId}, 0, row_number() over (), 0, gen_random_uuid(), 'EncounterCompleted', id, arrived_at, 'inf1', '{}'
			from visit, generate_series(1, ${EVENTS_PER_VISIT}::int) where site_id = ${siteId} and finished`;
	});
	await sql`vacuum (analyze) visit, entry, event, block`;
}
