/** Looks and counts between rows and domain. */
import type { Look } from '#lib/domain/look/state.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText, sealText } from '#lib/server/keys/sealed-text.ts';
import type { Tx } from '#lib/server/store/database.ts';
import type { LoggedEvent } from '#lib/server/store/save-site.ts';

/** What a decision may know of looks at a site. */
export interface LookFacts {
	readonly looks: ReadonlyMap<string, Look>;
	readonly looksElsewhere: ReadonlySet<string>;
}

interface LookRow {
	id: string;
	site_id: string;
	block_id: string;
	visit_id: string | null;
	signs: string[];
	asked_by: string;
	asked_at: Date;
	acknowledged_by: string | null;
	acknowledged_at: Date | null;
	closed_by: string | null;
	closed_at: Date | null;
	told: { accountId: string; at: string }[];
}

/** The looks named; nothing is read when none is. */
export async function loadLooks(tx: Tx, siteId: string, lookIds: readonly string[]): Promise<LookFacts> {
	const rows =
		lookIds.length === 0
			? []
			: await tx<LookRow[]>`
				select q.id, q.site_id, q.block_id, q.visit_id, q.signs, q.asked_by, q.asked_at, q.acknowledged_by,
					q.acknowledged_at, q.closed_by, q.closed_at,
					coalesce((select jsonb_agg(jsonb_build_object('accountId', t.account_id, 'at', t.at) order by t.at)
						from quick_look_told t where t.look_id = q.id), '[]') as told
				from quick_look q where q.id = any(${lookIds as string[]}::uuid[])`;
	const here = rows.filter((row) => row.site_id === siteId);
	return {
		looks: new Map(here.map((row) => [row.id, toLook(row)])),
		looksElsewhere: new Set(rows.filter((row) => row.site_id !== siteId).map(({ id }) => id))
	};
}

/** What was counted in a block, by kind. */
export async function loadTallies(tx: Tx, blockId: string): Promise<ReadonlyMap<string, number>> {
	const rows = await tx<{ kind_id: string; count: number }[]>`
		select kind_id, count from block_tally where block_id = ${blockId}`;
	return new Map(rows.map(({ kind_id, count }) => [kind_id, count]));
}

/** Writes what happened to looks, and what was counted. A look that is over has no place any more (R-P5). */
export async function saveLooks(tx: Tx, siteId: string, events: readonly LoggedEvent[]): Promise<void> {
	for (const { event, at: ms, by } of events) {
		const at = new Date(ms);
		if (event.type === 'QuickLookAsked') {
			const { lookId, blockId, aboutVisitId, signs, told } = event;
			await tx`
				insert into quick_look (id, site_id, block_id, visit_id, signs, asked_by, asked_at)
				values (${lookId}, ${siteId}, ${blockId}, ${aboutVisitId}, ${signs}, ${by}, ${at})`;
			await tx`
				insert into quick_look_told (look_id, account_id, at)
				select ${lookId}, account_id, ${at} from unnest(${told}::text[]) as account_id`;
		}
		if (event.type === 'QuickLookAcknowledged') {
			await tx`
				update quick_look set acknowledged_by = ${by}, acknowledged_at = ${at} where id = ${event.lookId}`;
		}
		if (event.type === 'QuickLookTold') {
			const { lookId, accountId } = event;
			await tx`insert into quick_look_told (look_id, account_id, at) values (${lookId}, ${accountId}, ${at})`;
		}
		if (event.type === 'QuickLookClosed') {
			await tx`
				update quick_look set closed_by = ${by}, closed_at = ${at}, room_id = null where id = ${event.lookId}`;
		}
		if (event.type === 'Counted') {
			const { blockId, kind, by: more } = event;
			await tx`
				insert into block_tally as t (block_id, kind_id, count) values (${blockId}, ${kind}, greatest(${more}::int, 0))
				on conflict (block_id, kind_id) do update set count = t.count + ${more}::int`;
		}
	}
}

/** What a look says besides: where, unless it is over already, and the person's exact words, sealed. */
export async function saveLookDetails(
	tx: Tx,
	ring: KeyRing,
	{ lookId, room, words }: { readonly lookId: string; readonly room: string | null; readonly words?: string }
): Promise<void> {
	const sealed = words === undefined ? null : sealText(ring, 'note', words, lookId);
	await tx`
		update quick_look set words_sealed = ${sealed}, room_id = case when closed_at is null then ${room} end
		where id = ${lookId}`;
}

/** The words of a look, opened. @throws when they do not open: they were changed, or moved from another row. */
export function openLookWords(ring: KeyRing, lookId: string, sealed: Buffer | null): string | null {
	return sealed === null ? null : openText(ring, 'note', sealed, lookId);
}

function toLook(row: LookRow): Look {
	return {
		id: row.id,
		blockId: row.block_id,
		visitId: row.visit_id,
		signs: row.signs,
		askedBy: row.asked_by,
		askedAt: row.asked_at.getTime(),
		told: row.told.map(({ accountId, at }) => ({ accountId, at: Date.parse(at) })),
		acknowledged: said(row.acknowledged_by, row.acknowledged_at),
		closed: said(row.closed_by, row.closed_at)
	};
}

function said(by: string | null, at: Date | null): Look['closed'] {
	return by === null || at === null ? null : { by, at: at.getTime() };
}
