/** What the database says of a site's open block, read at one instant. */
import type { Sql, TransactionSql } from 'postgres';
import type { Logged } from '../checker/audit.ts';

export interface Rows {
	readonly seq: number;
	readonly visits: ReadonlyMap<string, { readonly arrivedAt: number; readonly services: readonly string[] }>;
	/** `visit presence service status by`, sorted. */
	readonly places: readonly string[];
	/** The log behind `fromSeq`. */
	readonly logged: readonly Logged[];
}

/** Reads them; the log from behind `fromSeq`. */
export async function readRows(sql: Sql, siteId: string, fromSeq: number): Promise<Rows> {
	return (await sql.begin('isolation level repeatable read read only', async (tx) => {
		const places = await placesOf(tx, siteId);
		const visits = new Map<string, { arrivedAt: number; services: string[] }>();
		for (const { visit, arrived_at, service } of places) {
			const known = visits.get(visit) ?? { arrivedAt: arrived_at.getTime(), services: [] };
			visits.set(visit, { ...known, services: [...known.services, service] });
		}
		const logged = await tx<{ seq: string; key: string }[]>`
			select distinct seq, command_id as key from event
			where site_id = ${siteId} and seq > ${fromSeq} order by seq`;
		return {
			seq: await seqOf(tx, siteId),
			visits,
			places: places
				.map(({ visit, presence, service, status, by }) =>
					[visit, presence, service, status, by ?? '-'].join(' ')
				)
				.sort(),
			logged: logged.map(({ seq, key }) => ({ seq: Number(seq), key }))
		};
	})) as Rows;
}

/** The number of the site's last change. */
export async function seqOf(sql: Sql | TransactionSql, siteId: string): Promise<number> {
	const [row] = await sql<{ seq: string }[]>`select seq from site_head where site_id = ${siteId}`;
	return Number(row?.seq);
}

interface PlaceRow {
	visit: string;
	arrived_at: Date;
	presence: string;
	service: string;
	status: string;
	by: string | null;
}

function placesOf(tx: TransactionSql, siteId: string) {
	return tx<PlaceRow[]>`
		select v.id as visit, v.arrived_at, v.presence, e.service_id as service, e.status, e.called_by as by
		from visit v join entry e on e.visit_id = v.id join block b on b.id = v.block_id
		where v.site_id = ${siteId} and b.closed_at is null`;
}
