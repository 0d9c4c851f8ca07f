/** Writes what a batch of commands did: one statement per table, whatever the batch's size. */
import type { QueueEvent } from '#lib/domain/queue/decision.ts';
import type { Visit } from '#lib/domain/visit/state.ts';
import { eventHash } from '#lib/server/store/chain.ts';
import type { Tx } from '#lib/server/store/database.ts';
import type { Statement } from '#lib/server/store/in-order.ts';
import type { SiteHead } from '#lib/server/store/head.ts';
import { entryRecords, isOverAt, visitRecord, type VisitPlace } from '#lib/server/store/visit-rows.ts';

export interface LoggedEvent {
	readonly epoch: number;
	readonly seq: number;
	readonly ordinal: number;
	readonly commandId: string;
	readonly at: number;
	readonly by: string;
	readonly event: QueueEvent;
}

/** The statements that write visits and their entries; an entry that an undo took back is deleted. */
export function saveVisits(
	tx: Tx,
	place: VisitPlace,
	{ created, changed }: { created: readonly Visit[]; changed: readonly Visit[] }
): Statement[] {
	const all = [...created, ...changed];
	const records = (visits: readonly Visit[]) =>
		tx.json(visits.map((visit) => visitRecord(visit, place)) as never);
	const makesRoom = (visit: Visit) => isOverAt(place, visit) || visit.personId === null;
	const entries = all.flatMap(entryRecords);
	const kept = entries.map((entry) => entry.id);
	const update = (visits: readonly Visit[]) => () => tx`
			update visit v set arrived_at = n.arrived_at, backdated = n.backdated, presence = n.presence,
				presence_at = n.presence_at, returned_in_grace = n.returned_in_grace, call_by = n.call_by,
				language = n.language, peer_wanted = n.peer_wanted, trainee_accepted = n.trainee_accepted,
				party_id = n.party_id, party_mode = n.party_mode, animal_species = n.animal_species,
				animal_temper = n.animal_temper, with_visit_id = n.with_visit_id, pressing = n.pressing,
				quiet_corner = n.quiet_corner, dim_light = n.dim_light,
				interpreter_language = n.interpreter_language, interpreter_mode = n.interpreter_mode,
				interpreter_gender = n.interpreter_gender,
				interpreter_no_relative = n.interpreter_no_relative,
				interpreter_asked_at = n.interpreter_asked_at,
				interpreter_confirmed_at = n.interpreter_confirmed_at, checked_at = n.checked_at,
				reasons = n.reasons, finished = n.finished, last_step = n.last_step,
				person_id = n.person_id, merged_into = n.merged_into, health_card = n.health_card,
				notice_version = n.notice_version, notice_language = n.notice_language,
				notice_way = n.notice_way, follow_up_by = n.follow_up_by, follow_up_on = n.follow_up_on
			from jsonb_populate_recordset(null::visit, ${records(visits)}) n
			where v.id = n.id and v.site_id = n.site_id`;
	const over = changed.filter(makesRoom);
	const going = changed.filter((visit) => !makesRoom(visit));
	return [
		// Ends come before beginnings: somebody has one active visit at a time, row by row.
		...some(over, update(over)),
		// No ON CONFLICT: an id that another site took in the meantime must fail, not change that visit.
		...some(
			created,
			() => tx`insert into visit select * from jsonb_populate_recordset(null::visit, ${records(created)})`
		),
		...some(going, update(going)),
		...some(
			changed,
			() => tx`
			delete from entry
			where visit_id = any(${changed.map(({ id }) => id)}::uuid[]) and id <> all(${kept}::uuid[])`
		),
		// Releases come before calls: within one statement the index of active entries sees rows one by one.
		...some(
			entries,
			() => tx`
			insert into entry
			select * from jsonb_populate_recordset(null::entry, ${tx.json(entries as never)})
			order by status in ('called', 'in_service')
			on conflict (id) do update set position = excluded.position, status = excluded.status,
				level = excluded.level, level_cause = excluded.level_cause, level_by = excluded.level_by,
				level_at = excluded.level_at, called_by = excluded.called_by, called_at = excluded.called_at,
				call_count = excluded.call_count, room_id = excluded.room_id, started_at = excluded.started_at,
				ended_at = excluded.ended_at, end_cause = excluded.end_cause`
		)
	];
}

/** A statement about some rows, when there are any. */
function some(rows: readonly unknown[], statement: () => Statement): Statement[] {
	return rows.length === 0 ? [] : [statement()];
}

/**
 * The statement that appends to the log, each event hashed behind the one before it; nothing ever updates or deletes
 * there. The caller holds the site's lock and keeps `chainHead`, the hash of the last event, in the head.
 */
export function appendEvents(
	tx: Tx,
	{ siteId, chainHead }: Pick<SiteHead, 'siteId' | 'chainHead'>,
	events: readonly LoggedEvent[]
): { readonly statements: Statement[]; readonly chainHead: string | null } {
	let hash = chainHead;
	const rows = events.map(({ event: { type, ...data }, ...e }) => {
		const visitId = 'visitId' in data ? data.visitId : null;
		hash = eventHash(hash, { siteId, ...e, type, visitId, data });
		return {
			site_id: siteId,
			epoch: e.epoch,
			seq: e.seq,
			ordinal: e.ordinal,
			command_id: e.commandId,
			type,
			visit_id: visitId,
			at: new Date(e.at).toISOString(),
			by: e.by,
			data,
			hash
		};
	});
	const statements = some(
		rows,
		() => tx`insert into event select * from jsonb_populate_recordset(null::event, ${tx.json(rows as never)})`
	);
	return { statements, chainHead: hash };
}

/** Closes and opens blocks as their events say; whoever is left over at the end of one is here no more. */
export async function saveBlocks(tx: Tx, siteId: string, events: readonly LoggedEvent[]): Promise<void> {
	for (const { event, at } of events) {
		if (event.type === 'BlockClosed') {
			await tx`update block set closed_at = ${new Date(at)} where id = ${event.blockId}`;
			await tx`update visit set finished = true where block_id = ${event.blockId} and not finished`;
		}
		if (event.type === 'BlockOpened') {
			const { blockId, localDay, startsAt, endsAt, services, defaultService } = event;
			await tx`
				insert into block (id, site_id, local_day, starts_at, ends_at)
				values (${blockId}, ${siteId}, ${localDay}, ${new Date(startsAt)}, ${new Date(endsAt)})`;
			await tx`
				insert into block_service (block_id, service_id, is_default)
				select ${blockId}, s, s is not distinct from ${defaultService}
				from unnest(${services}::text[]) s`;
		}
	}
}
