/** Looks that are under way, signs to choose among, and counts: for the views of one site. */
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Tx } from '#lib/server/store/database.ts';
import { openLookWords } from '#lib/server/store/look-rows.ts';

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
interface RowWithPictogram {
	readonly id: string;
	readonly name: string;
	readonly pictogram: string;
}
export interface BoardLooks {
	/** In the order in which they were asked. */
	readonly looks: readonly ShownLook[];
	readonly signs: readonly RowWithPictogram[];
	/** Empty while no block is open. */
	readonly tallies: readonly (RowWithPictogram & { readonly count: number })[];
}

interface Row {
	id: string;
	visit_id: string | null;
	signs: string[];
	room: string | null;
	words_sealed: Buffer | null;
	asked_at: Date;
	asked_by: string;
	asked_name: string;
	acknowledged_at: Date | null;
	acknowledged_name: string | null;
	told: { id: string; name: string; at: string }[];
}

/** Of the open block; what is over is not shown. */
export async function readBoardLooks(tx: Tx, keys: KeyRing, siteId: string): Promise<BoardLooks> {
	const [rows, signs, tallies] = await Promise.all([
		tx<Row[]>`
			select q.id, coalesce(v.merged_into, q.visit_id) as visit_id, q.signs, q.words_sealed,
				coalesce(r.name, q.room_id) as room, q.asked_at, q.asked_by, q.acknowledged_at,
				coalesce(a.name, q.asked_by) as asked_name,
				coalesce(c.name, q.acknowledged_by) as acknowledged_name,
				coalesce((
					select jsonb_agg(jsonb_build_object('id', t.account_id, 'name', w.name, 'at', t.at)
						order by t.at, w.name)
					from quick_look_told t join account w on w.id = t.account_id where t.look_id = q.id), '[]') as told
			from quick_look q join block b on b.id = q.block_id left join visit v on v.id = q.visit_id
				left join room r on r.site_id = q.site_id and r.id = q.room_id
				left join account a on a.id = q.asked_by left join account c on c.id = q.acknowledged_by
			where b.site_id = ${siteId} and b.closed_at is null and q.closed_at is null
			order by q.asked_at, q.id`,
		tx<RowWithPictogram[]>`
			select f.id, t.name, f.pictogram from red_flag f
			join red_flag_text t on t.flag_id = f.id and t.lang = 'fr' order by f.position`,
		tx<(RowWithPictogram & { count: number })[]>`
			select k.id, t.name, k.pictogram, coalesce(c.count, 0) as count
			from block b cross join tally_kind k join tally_kind_text t on t.kind_id = k.id and t.lang = 'fr'
				left join block_tally c on c.kind_id = k.id and c.block_id = b.id
			where b.site_id = ${siteId} and b.closed_at is null order by k.position`
	]);
	return { looks: rows.map((row) => toShown(keys, row)), signs, tallies };
}

function toShown(keys: KeyRing, row: Row): ShownLook {
	return {
		id: row.id,
		visitId: row.visit_id,
		signs: row.signs,
		room: row.room,
		words: openLookWords(keys, row.id, row.words_sealed),
		askedAt: row.asked_at,
		askedBy: { id: row.asked_by, name: row.asked_name },
		told: row.told.map(({ id, name, at }) => ({ id, name, at: new Date(at) })),
		acknowledgedAt: row.acknowledged_at,
		acknowledgedBy: row.acknowledged_name
	};
}
