/** All that the views of one site need, read in one snapshot together with its head. */
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import {
	decidedColumns,
	type DecidedColumns,
	type DecidedFacts,
	type SiteRow
} from '#lib/server/store/board-decided.ts';
import {
	lookColumns,
	toBoardLooks,
	type BoardLooks,
	type LookColumns
} from '#lib/server/store/board-looks.ts';
import {
	toVisitFacts,
	todaysRows,
	visitColumns,
	type VisitColumns,
	type VisitFacts
} from '#lib/server/store/board-visits.ts';
import { instantTold, type Clock } from '#lib/server/store/clock.ts';
import type { Db } from '#lib/server/store/database.ts';
import type { SiteHead } from '#lib/server/store/head.ts';
import { localDayOf } from '#lib/server/store/local-time.ts';

export interface BoardFacts extends DecidedFacts, VisitFacts, BoardLooks {
	readonly head: SiteHead;
	/** The instant of the snapshot, in ms. */
	readonly at: number;
	readonly localDay: string;
	readonly site: SiteRow;
	readonly pictograms: ReadonlyMap<string, string>;
}

interface Row extends DecidedColumns, VisitColumns, LookColumns {
	epoch: number;
	seq: string;
	last_at: Date;
	chain_head: string | null;
	told_at: Date;
}

/**
 * Reads everything in one statement, which is one snapshot without a transaction around it: a board is read after each
 * change, and 21 statements cost Node twice the CPU. Postgres pays for it: about a quarter more, for making the JSON
 * (measured with 60 people). Null when the site does not exist.
 */
export async function readBoardFacts(
	db: Db,
	{ clock, keys }: { readonly clock: Clock; readonly keys: KeyRing },
	siteId: string
): Promise<BoardFacts | null> {
	const [row] = await db<Row[]>`
		with ${todaysRows(db, siteId)}
		select h.epoch, h.seq, h.last_at, h.chain_head, clock_timestamp() as told_at,
			${decidedColumns(db, siteId)},
			${visitColumns(db)},
			${lookColumns(db, siteId)}
		from site_head h where h.site_id = ${siteId}`;
	if (row === undefined) return null;
	const at = await instantTold(clock, db, row.told_at);
	const { site, services, rooms, reasons, team, weekly, signs } = row;
	return {
		head: {
			siteId,
			epoch: row.epoch,
			seq: Number(row.seq),
			lastAt: row.last_at.getTime(),
			chainHead: row.chain_head
		},
		at,
		localDay: localDayOf(at, site.timezone),
		site,
		pictograms: new Map(row.nouns.map(({ noun, pictogram }) => [noun, pictogram])),
		services,
		rooms,
		reasons,
		team,
		weekly,
		signs,
		...toVisitFacts(keys, row),
		...toBoardLooks(keys, row, at)
	};
}
