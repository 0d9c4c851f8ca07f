/** When a visit's values were noted last and by whom: the history knows that they were, not what they were. */
import { NOTED_FIELDS, notedKey, type NotedField } from '#lib/domain/visit/noted.ts';
import type { Tx } from '#lib/server/store/database.ts';

interface NotedRow {
	visit_id: string;
	field: NotedField;
	at: Date;
	/** An account's name, or its id when there is none. */
	by: string;
}

/** The last event of each value: as `notedAfter` of the domain has it. */
async function readRows(tx: Tx, visitIds: readonly string[]): Promise<NotedRow[]> {
	if (visitIds.length === 0) return [];
	return tx<NotedRow[]>`
		select distinct on (n.visit_id, n.field) n.visit_id, n.field, n.at, coalesce(c.name, n.by) as by
		from (
			select e.*, m ->> 'field' as field from event e, jsonb_array_elements(e.data -> 'personal') m
			where e.visit_id = any(${visitIds as string[]}::uuid[]) and e.type in ('VisitRegistered', 'DetailsChanged')
			union all
			select e.*, f as field from event e, unnest(${NOTED_FIELDS as unknown as string[]}::text[]) f
			where e.visit_id = any(${visitIds as string[]}::uuid[]) and e.type in ('VisitTookOver', 'VisitGaveBack')
		) n left join account c on c.id = n.by
		order by n.visit_id, n.field, n.epoch desc, n.seq desc, n.ordinal desc`;
}

/** When each value of these visits was noted last, in ms; by `notedKey`. */
export async function loadNotedAt(tx: Tx, visitIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const rows = await readRows(tx, visitIds);
	return new Map(rows.map(({ visit_id, field, at }) => [notedKey(visit_id, field), at.getTime()]));
}

/** The same of one visit, with who it was. */
export async function readNoted(
	tx: Tx,
	visitId: string
): Promise<{ field: NotedField; at: string; by: string }[]> {
	const rows = await readRows(tx, [visitId]);
	return rows.map(({ field, at, by }) => ({ field, at: at.toISOString(), by }));
}
