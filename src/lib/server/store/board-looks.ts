/** Looks that are under way, counts, and screens that were cut, for the board of one site: columns of the one statement that reads it. */
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { listOf, type RowWithPictogram } from '#lib/server/store/board-decided.ts';
import type { Db } from '#lib/server/store/database.ts';
import { openLookWords } from '#lib/server/store/look-rows.ts';

/** By the next day somebody has noticed that the screen is dark. */
const CUT_SHOWN_MS = 86_400_000;

export interface ShownLook {
	readonly id: string;
	/** The visit that it is about; the one that took it over, when two became one. */
	readonly visitId: string | null;
	readonly signs: readonly string[];
	readonly room: string | null;
	readonly words: string | null;
	readonly askedAt: Date;
	readonly askedBy: { readonly id: string; readonly name: string };
	readonly told: readonly { readonly id: string; readonly name: string; readonly at: Date }[];
	readonly acknowledgedAt: Date | null;
	readonly acknowledgedBy: string | null;
}
export interface BoardLooks {
	/** In the order in which they were asked. */
	readonly looks: readonly ShownLook[];
	/** Empty while no block is open. */
	readonly tallies: readonly (RowWithPictogram & { readonly count: number })[];
	/** Screens that were cut by themselves in the last day, and that nobody has said « vu » to. */
	readonly cutDisplays: readonly { id: string; label: string; at: Date }[];
}

/** Instants are text, and bytes are in hexadecimal: JSON has neither. */
export interface LookColumns extends Pick<BoardLooks, 'tallies'> {
	readonly looks: readonly Row[];
	readonly cut: readonly { id: string; label: string; at: string }[];
}

interface Row {
	id: string;
	visit_id: string | null;
	signs: string[];
	room: string | null;
	words: string | null;
	asked_at: string;
	asked_by: string;
	asked_name: string;
	acknowledged_at: string | null;
	acknowledged_name: string | null;
	told: { id: string; name: string; at: string }[];
}

/** The columns, as in `LookColumns`, of the open block; what is over is not shown. */
export function lookColumns(db: Db, siteId: string) {
	return db`
		${listOf(
			db,
			db`
			select q.id, coalesce(v.merged_into, q.visit_id) as visit_id, q.signs, encode(q.words_sealed, 'hex') as words,
				coalesce(r.name, q.room_id) as room, q.asked_at, q.asked_by, q.acknowledged_at,
				coalesce(a.name, q.asked_by) as asked_name,
				coalesce(c.name, q.acknowledged_by) as acknowledged_name,
				coalesce((
					select json_agg(json_build_object('id', t.account_id, 'name', w.name, 'at', t.at)
						order by t.at, w.name)
					from quick_look_told t join account w on w.id = t.account_id where t.look_id = q.id), '[]') as told
			from quick_look q join open_block b on b.id = q.block_id left join visit v on v.id = q.visit_id
				left join room r on r.site_id = q.site_id and r.id = q.room_id
				left join account a on a.id = q.asked_by left join account c on c.id = q.acknowledged_by
			where q.closed_at is null
			order by q.asked_at, q.id`
		)} as looks,
		${listOf(
			db,
			db`
			select k.id, t.name, k.pictogram, coalesce(c.count, 0) as count
			from open_block b cross join tally_kind k join tally_kind_text t on t.kind_id = k.id and t.lang = 'fr'
				left join block_tally c on c.kind_id = k.id and c.block_id = b.id
			order by k.position`
		)} as tallies,
		${listOf(
			db,
			db`
			select id, label, revoked_at as at from display
			where site_id = ${siteId} and revoked_because = 'token_reused' and acknowledged_at is null
			order by revoked_at`
		)} as cut`;
}

/** As of an instant (ms). @throws when the words of a look do not open. */
export function toBoardLooks(keys: KeyRing, { looks, tallies, cut }: LookColumns, at: number): BoardLooks {
	return {
		looks: looks.map((row) => toShown(keys, row)),
		tallies,
		cutDisplays: cut
			.map(({ id, label, at: cutAt }) => ({ id, label, at: new Date(cutAt) }))
			.filter((display) => display.at.getTime() > at - CUT_SHOWN_MS)
	};
}

function toShown(keys: KeyRing, row: Row): ShownLook {
	return {
		id: row.id,
		visitId: row.visit_id,
		signs: row.signs,
		room: row.room,
		words: openLookWords(keys, row.id, row.words === null ? null : Buffer.from(row.words, 'hex')),
		askedAt: new Date(row.asked_at),
		askedBy: { id: row.asked_by, name: row.asked_name },
		told: row.told.map(({ id, name, at }) => ({ id, name, at: new Date(at) })),
		acknowledgedAt: row.acknowledged_at === null ? null : new Date(row.acknowledged_at),
		acknowledgedBy: row.acknowledged_name
	};
}
