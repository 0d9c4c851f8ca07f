/** Where somebody waits, so that they are found. In one table only, and gone with the visit or the block (R-P5, R-Q7). */
import { isFinished, type Visit } from '#lib/domain/visit/state.ts';
import type { Tx } from '#lib/server/store/database.ts';
import type { LoggedEvent } from '#lib/server/store/save-site.ts';

/** Writes what was said in a batch (null forgets), and forgets whoever is done and everybody of a closed block. */
export async function saveWhereabouts(
	tx: Tx,
	said: ReadonlyMap<string, string | null>,
	touched: readonly Visit[],
	events: readonly LoggedEvent[]
): Promise<void> {
	const rows = [...said].flatMap(([visit_id, room_id]) => (room_id === null ? [] : [{ visit_id, room_id }]));
	const gone = [
		...[...said].flatMap(([visitId, room]) => (room === null ? [visitId] : [])),
		...touched.filter(isFinished).map(({ id }) => id)
	];
	const closed = events.flatMap(({ event }) => (event.type === 'BlockClosed' ? [event.blockId] : []));
	if (rows.length > 0) {
		await tx`
			insert into whereabouts select * from jsonb_populate_recordset(null::whereabouts, ${tx.json(rows)})
			on conflict (visit_id) do update set room_id = excluded.room_id`;
	}
	if (gone.length > 0) await tx`delete from whereabouts where visit_id = any(${gone}::uuid[])`;
	if (closed.length > 0) {
		await tx`
			delete from whereabouts w using visit v
			where v.id = w.visit_id and v.block_id = any(${closed}::uuid[])`;
	}
}
