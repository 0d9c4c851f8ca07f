/** Which accesses of a month somebody should look at (R-22.1 r. 2): who, when and why they stand out. */
import type { OddKind, OddShown } from '#lib/contract/access-review.ts';
import type { AccessKind } from '#lib/contract/accesses.ts';
import type { Month } from '#lib/server/audit/review/month.ts';
import { ownNames } from '#lib/server/audit/review/own-names.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { localDayOf } from '#lib/server/store/local-time.ts';
import type { Tx } from '#lib/server/store/database.ts';

/** Looking at people; a watch that ended and a review are none. */
const LOOKS: readonly AccessKind[] = [
	...(['watch_begun', 'board_read', 'file_opened', 'file_refused', 'glass_broken'] as const),
	...([
		'person_opened',
		'person_refused',
		'people_found',
		'recent_people',
		'duplicates_read',
		'exported',
		'note_refused'
	] as const)
];
const REFUSALS: readonly AccessKind[] = ['file_refused', 'person_refused'];
/** A list may be open this long before its block begins (block-keeper.ts), and an hour on each side is no shift. */
const BEFORE = '4 hours';
const AFTER = '1 hour';
/** A list that nobody closed, or that the next block closed days later, makes no night a shift (ADR 11). */
const LEFT_OPEN = '4 hours';

export interface LookRow {
	position: string;
	at: Date;
	by: string;
	name: string | null;
	title: string | null;
	kind: AccessKind;
	visit_id: string | null;
	person_id: string | null;
	word: string | null;
	own_name: boolean;
	other_site: boolean;
	outside_shift: boolean;
	after_refusal: boolean;
}

/** Those that stand out, those of one account on one day together, the latest first. */
export async function oddAccesses(tx: Tx, keys: KeyRing, month: Month): Promise<OddShown[]> {
	const looks = await readLooks(tx, month);
	const own = await ownNames(tx, keys, looks);
	const groups = new Map<string, { odd: OddKind; rows: LookRow[] }>();
	for (const look of looks) {
		for (const odd of whatIsOdd(look, own.has(look.position))) {
			const key = [odd, look.by, localDayOf(look.at.getTime(), month.timezone)].join('|');
			const group = groups.get(key) ?? { odd, rows: [] };
			group.rows.push(look);
			groups.set(key, group);
		}
	}
	return [...groups.values()]
		.map(({ odd, rows }) => shown(odd, rows))
		.sort((a, b) => (a.until < b.until ? 1 : a.until > b.until ? -1 : a.odd < b.odd ? -1 : 1));
}

function whatIsOdd(look: LookRow, isOwnName: boolean): OddKind[] {
	const odd: Record<OddKind, boolean> = {
		own_name: look.own_name || isOwnName,
		other_site: look.other_site,
		outside_shift: look.outside_shift,
		refused: REFUSALS.includes(look.kind),
		after_refusal: look.after_refusal && !REFUSALS.includes(look.kind)
	};
	return (Object.keys(odd) as OddKind[]).filter((kind) => odd[kind]);
}

function shown(odd: OddKind, rows: readonly LookRow[]): OddShown {
	const [first, last] = [rows[0] as LookRow, rows.at(-1) as LookRow];
	return {
		odd,
		by: { name: first.name ?? first.by, title: first.title ?? '' },
		from: first.at.toISOString(),
		until: last.at.toISOString(),
		count: rows.length,
		kinds: [...new Set(rows.map(({ kind }) => kind))],
		words: [...new Set(rows.flatMap(({ word }) => word ?? []))]
	};
}

/** How many rows the month has in all. */
export async function countAccesses(tx: Tx, { siteId, from, until }: Month): Promise<number> {
	const [row] = await tx<{ count: string }[]>`
		select count(*) from access_log
		where chain = ${siteId} and at >= ${new Date(from)} and at < ${new Date(until)}`;
	return Number(row?.count ?? 0);
}

/** Every look of the month, in order, with what the rows themselves can tell. */
function readLooks(tx: Tx, { siteId, from, until }: Month): Promise<LookRow[]> {
	return tx<LookRow[]>`
		with looked as (
			select l.*, coalesce(l.person_id, v.person_id) as about, v.word
			from access_log l left join visit v on v.id = l.visit_id
			where l.chain = ${siteId} and l.at >= ${new Date(from)} and l.at < ${new Date(until)}
		), refusal as (
			select by, visit_id, about, min(position) as position from looked
			where kind = any(${REFUSALS as string[]})
			group by 1, 2, 3
		)
		select l.position, l.at, l.by, a.name, a.title, l.kind, l.visit_id, l.about as person_id, l.word,
			coalesce((l.details ->> 'ownName')::boolean, false) as own_name,
			not exists (select 1 from membership s where s.account_id = l.by and s.site_id = l.chain) as other_site,
			not exists (
				select 1 from block b where b.site_id = l.chain and l.at between b.starts_at - ${BEFORE}::interval
					and least(coalesce(b.closed_at, 'infinity'::timestamptz), b.ends_at + ${LEFT_OPEN}::interval)
						+ ${AFTER}::interval) as outside_shift,
			exists (
				select 1 from refusal r where r.by = l.by and r.position < l.position
					and (r.visit_id = l.visit_id or r.about = l.about)) as after_refusal
		from looked l left join account a on a.id = l.by
		where l.by is not null and l.kind = any(${LOOKS as string[]})
		order by l.position`;
}
