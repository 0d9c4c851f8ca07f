/** The open block of a site and who is there, for its board: columns of the one statement that reads it. */
import type { Visit } from '#lib/domain/visit/state.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText } from '#lib/server/keys/sealed-text.ts';
import type { Db } from '#lib/server/store/database.ts';
import { listOf } from '#lib/server/store/board-decided.ts';
import {
	toEntryRow,
	toVisitRow,
	entryFields,
	visitFields,
	type EntryLine,
	type VisitLine
} from '#lib/server/store/visit-lines.ts';
import type { BlockRow } from '#lib/server/store/load-site.ts';
import { toVisits } from '#lib/server/store/visit-rows.ts';

export interface VisitFacts {
	readonly block: BlockRow | null;
	/** Every visit of the open block. */
	readonly visits: ReadonlyMap<string, Visit>;
	readonly aliases: ReadonlyMap<string, string>;
	/** The room where somebody waits, by visit. */
	readonly whereabouts: ReadonlyMap<string, string>;
	/** Visits of people whom a colleague may not see. */
	readonly masked: ReadonlySet<string>;
}

/** Instants are text, and bytes are in hexadecimal: JSON has neither. */
export interface VisitColumns {
	readonly block: (Omit<BlockRow, 'starts_at' | 'ends_at'> & { starts_at: string; ends_at: string }) | null;
	/** Without those that became one with another. */
	readonly visits: readonly { line: VisitLine; alias: string | null; room: string | null }[];
	readonly places: readonly EntryLine[];
	readonly masked: readonly string[];
}

/**
 * The open block, its visits, their places, and the families of the people: for `visitColumns` and the others.
 * Families are read once for all, since a person's card may have become one with another's. Places are asked for as an
 * array: their ids lie side by side, and a join would go down the index once for each, which is 248 pages for 13 after
 * 300,000 visits.
 */
export function todaysRows(db: Db, siteId: string) {
	return db`
		open_block as (select * from block where site_id = ${siteId} and closed_at is null),
		today as (select v.* from visit v join open_block b on b.id = v.block_id),
		places as (select * from entry where visit_id = any(array(select id from today))),
		family as (
			select * from person_family(array(select person_id from today where person_id is not null)))`;
}

/** The columns, as in `VisitColumns`, of `todaysRows`. */
export function visitColumns(db: Db) {
	return db`
		(select to_json(row) from (
			select b.id, b.local_day, b.starts_at, b.ends_at,
				array(select service_id from block_service where block_id = b.id) as services,
				(select max(service_id) from block_service where block_id = b.id and is_default) as default_service
			from open_block b) row) as block,
		${listOf(
			db,
			db`
			select json_build_array(${visitFields(db)}) as line, encode(p.alias_sealed, 'hex') as alias, w.room_id as room
			from today v left join visit_personal p on p.visit_id = v.id left join whereabouts w on w.visit_id = v.id
			where v.merged_into is null`
		)} as visits,
		(select coalesce(json_agg(json_build_array(${entryFields(db)})), '[]') from places e) as places,
		array(
			select v.id from today v where exists (
				select 1 from restriction r where r.lifted_at is null and r.visit_id = v.id)
			or v.person_id is not null and exists (select 1 from restriction where lifted_at is null) and v.person_id in (
				select one.id from family one join family other on other.root_id = one.root_id
				join restriction r on r.person_id = other.id and r.lifted_at is null)) as masked`;
}

/** @throws when an alias does not open: it was changed, or moved from another row. */
export function toVisitFacts(keys: KeyRing, { block, visits, places, masked }: VisitColumns): VisitFacts {
	const rows = visits.map(({ line }) => toVisitRow(line));
	const aliases = new Map<string, string>();
	const whereabouts = new Map<string, string>();
	for (const [index, { alias, room }] of visits.entries()) {
		const id = rows[index]?.id ?? '';
		if (alias !== null) aliases.set(id, openText(keys, 'alias', Buffer.from(alias, 'hex'), id));
		if (room !== null) whereabouts.set(id, room);
	}
	return {
		block: block && {
			...block,
			starts_at: new Date(block.starts_at),
			ends_at: new Date(block.ends_at)
		},
		visits: toVisits(rows, places.map(toEntryRow)),
		aliases,
		whereabouts,
		masked: new Set(masked)
	};
}
