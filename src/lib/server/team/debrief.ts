/** « Rétroaction »: after a block its counts, and one note that names nobody (R-B4). */
import type { DebriefShown, Piece } from '#lib/contract/team-answers.ts';
import type { DebriefBody } from '#lib/contract/team.ts';
import { namesIn, piecesOf } from '#lib/domain/identity/names-in-text.ts';
import { estimatePeople } from '#lib/domain/person/distinct-people.ts';
import { may } from '#lib/domain/policy/policy.ts';
import { recordAccess } from '#lib/server/audit/access-log.ts';
import { openText, sealText } from '#lib/server/keys/sealed-text.ts';
import { admitted, type Asking, type PeopleHouse, type Refused } from '#lib/server/people/house.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { localDayOf } from '#lib/server/store/local-time.ts';
import { namesHere } from '#lib/server/team/names-here.ts';
import { countPeople } from '#lib/server/team/people-counted.ts';

/** The page of the latest block of the site. No name is in it, so that reading it is not written down. */
export async function readDebrief(house: PeopleHouse, asking: Asking): Promise<DebriefShown | Refused> {
	const actor = await admitted(house, asking, 'debrief');
	if ('refused' in actor) return actor;
	const { read } = house.database;
	const [site] = await read<{ name: string; timezone: string }[]>`
		select name, timezone from site where id = ${asking.siteId}`;
	if (site === undefined) return { refused: 'not_found' };
	const today = localDayOf(await house.clock(read), site.timezone);
	const [block] = await read<NonNullable<DebriefShown['block']>[]>`
		select id, to_char(local_day, 'YYYY-MM-DD') as "localDay", closed_at is not null as closed
		from block where site_id = ${asking.siteId} order by closed_at desc nulls first limit 1`;
	const [counts] = await read<DebriefShown['counts'][]>`
		select count(*)::int as arrived,
			count(*) filter (where 'done' = any(places))::int as seen,
			count(*) filter (where v.presence = 'left' and 'done' <> all(places))::int as left,
			count(*) filter (where 'deferred' = any(places))::int as deferred
		from visit v cross join lateral (
			select coalesce(array_agg(e.status), '{}') as places from entry e where e.visit_id = v.id
		) of_visit
		where v.block_id = ${block?.id ?? null} and v.merged_into is null`;
	const kept = block === undefined ? null : await readNote(read, house, block.id);
	return {
		siteName: site.name,
		timezone: site.timezone,
		block: block ?? null,
		counts: counts ?? { arrived: 0, seen: 0, left: 0, deferred: 0 },
		people: estimatePeople(await countPeople(read, block?.id ?? null)),
		kept: kept && { note: kept.note, at: kept.at.toISOString(), by: kept.by },
		toReview: may(actor, 'arrangement_review') ? await countToReview(read, asking.siteId, today) : null
	};
}

type Kept = { readonly blockId: string; readonly keptAt: string };
/** `pieces`: the note with what was found in it, for the screen that it was typed on and for nothing else. */
type Named = { readonly refused: 'names_a_person'; readonly pieces: Piece[] };

/**
 * Keeps the note of a block of the site in the place of the one before, sealed. A text in which somebody of the block
 * or the site is named is not kept, unless somebody says that it is nobody; the same text again changes nothing. The
 * caller has asked the policy.
 * @throws when a name does not open, or the row of the audit can't be written: nothing is kept or told.
 */
export async function saveDebrief(
	{ database, clock, keys }: PeopleHouse,
	{ accountId, siteId }: Asking,
	{ note, evenSo, blockId, seenAt }: DebriefBody
): Promise<Kept | Named | Refused<'not_found' | 'note_changed'>> {
	return (await database.write.begin(async (tx) => {
		// Two notes of one block come after each other; the queue of the block goes on meanwhile.
		const [block] = await tx<{ id: string }[]>`
			select id from block
			where site_id = ${siteId} and (${blockId ?? null}::uuid is null or id = ${blockId ?? null}::uuid)
			order by closed_at desc nulls first limit 1 for no key update`;
		if (block === undefined) return { refused: 'not_found' };
		const kept = await readNote(tx, { keys }, block.id);
		const keptAt = kept?.at.toISOString();
		if (kept?.note === note && keptAt !== undefined) return { blockId: block.id, keptAt };
		if (seenAt !== undefined && keptAt !== undefined && seenAt !== keptAt) return { refused: 'note_changed' };
		if (!evenSo) {
			const found = namesIn(note, await namesHere(tx, keys, { siteId, blockId: block.id }));
			if (found.length > 0) {
				// That a word is somebody's name is an answer about people: written down before it is given.
				const access = { chain: siteId, kind: 'note_refused', by: accountId } as const;
				await recordAccess(tx, { ...access, details: { count: found.length } }, await clock(tx));
				return { refused: 'names_a_person', pieces: piecesOf(note, found) };
			}
		}
		const at = new Date(await clock(tx));
		const sealed = sealText(keys, 'note', note, block.id);
		await tx`
			insert into block_debrief (block_id, site_id, note, at, by)
			values (${block.id}, ${siteId}, ${sealed}, ${at}, ${accountId})
			on conflict (block_id) do update set note = excluded.note, at = excluded.at, by = excluded.by`;
		return { blockId: block.id, keptAt: at.toISOString() };
	})) as Kept | Named | Refused<'not_found' | 'note_changed'>;
}

async function readNote(
	sql: Db | Tx,
	{ keys }: Pick<PeopleHouse, 'keys'>,
	blockId: string
): Promise<{ note: string; at: Date; by: string } | null> {
	const [row] = await sql<{ note: Buffer; at: Date; by: string }[]>`
		select d.note, d.at, a.name as by from block_debrief d join account a on a.id = d.by
		where d.block_id = ${blockId}`;
	return row === undefined ? null : { ...row, note: openText(keys, 'note', row.note, blockId) };
}

/** How many arrangements of the site are over and wait for somebody. */
async function countToReview(sql: Db, siteId: string, today: string): Promise<number> {
	const [row] = await sql<{ count: number }[]>`
		select count(*)::int as count from welcome_arrangement
		where site_id = ${siteId} and reviewed_at is null and until < ${today}`;
	return row?.count ?? 0;
}
