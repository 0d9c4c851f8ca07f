/** All that the views of one site need, read in one snapshot together with its head. */
import type { Visit } from '#lib/domain/visit/state.ts';
import { ruleFor } from '#lib/domain/policy/policy.ts';
import { ROLES, type Role } from '#lib/domain/policy/roles.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText } from '#lib/server/keys/sealed-text.ts';
import { readBoardLooks, type BoardLooks } from '#lib/server/store/board-looks.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Db } from '#lib/server/store/database.ts';
import { readHeads, type SiteHead } from '#lib/server/store/head.ts';
import { localDayOf } from '#lib/server/store/local-time.ts';
import { toVisits, type EntryRow, type VisitRow } from '#lib/server/store/visit-rows.ts';

/** Roles whose services count: others may have kept some of an earlier role. */
const WHO_CALLS: readonly Role[] = ROLES.filter((role) => ruleFor(role, 'call_next') !== null);
/** By the next day somebody has noticed that the screen is dark. */
const CUT_SHOWN_MS = 86_400_000;

export interface SiteRow {
	id: string;
	name: string;
	timezone: string;
	grace_minutes: number;
	practice: boolean;
	recheck_minutes: number;
	recheck_sooner_minutes: number;
}
export interface ReasonRow {
	id: string;
	name: string;
	short: string;
	pictogram: string;
	route: string[];
}
export interface BoardFacts extends BoardLooks {
	readonly head: SiteHead;
	/** The instant of the snapshot, in ms. */
	readonly at: number;
	readonly localDay: string;
	readonly site: SiteRow;
	readonly block: {
		id: string;
		local_day: string;
		starts_at: Date;
		ends_at: Date;
		services: string[];
		default_service: string | null;
	} | null;
	/** Every visit of the open block. */
	readonly visits: ReadonlyMap<string, Visit>;
	readonly aliases: ReadonlyMap<string, string>;
	/** The room where somebody waits, by visit. */
	readonly whereabouts: ReadonlyMap<string, string>;
	/** Visits of people whom a colleague may not see. */
	readonly masked: ReadonlySet<string>;
	readonly pictograms: ReadonlyMap<string, string>;
	readonly services: readonly { id: string; name: string; pictogram: string }[];
	readonly rooms: readonly { id: string; name: string; kind: 'care' | 'area' }[];
	readonly reasons: readonly ReasonRow[];
	/** Everybody who may act here, or did in the open block, to name who did; `gives` tells those who receive people. */
	readonly team: readonly { id: string; name: string; title: string; gives: boolean }[];
	/** Screens that were cut by themselves in the last day, and that nobody has said « vu » to. */
	readonly cutDisplays: readonly { id: string; label: string; at: Date }[];
	readonly weekly: readonly { weekday: number; starts_at: string; ends_at: string }[];
}

/** Reads everything in one repeatable-read snapshot; null when the site does not exist. */
export async function readBoardFacts(
	db: Db,
	{ clock, keys }: { readonly clock: Clock; readonly keys: KeyRing },
	siteId: string
): Promise<BoardFacts | null> {
	return (await db.begin('isolation level repeatable read read only', async (tx) => {
		const [head] = await readHeads(tx, [siteId]);
		if (head === undefined) return null;
		const [
			at,
			[site],
			[block],
			visits,
			entries,
			aliases,
			whereabouts,
			masked,
			nouns,
			services,
			rooms,
			reasons,
			team,
			cut,
			weekly,
			aroundLooks
		] = await Promise.all([
			clock(tx),
			tx<SiteRow[]>`
					select id, name, timezone, grace_minutes, practice, recheck_minutes, recheck_sooner_minutes
					from site where id = ${siteId}`,
			tx<NonNullable<BoardFacts['block']>[]>`
					select b.id, b.local_day::text, b.starts_at, b.ends_at, array_agg(s.service_id) as services,
						max(s.service_id) filter (where s.is_default) as default_service
					from block b left join block_service s on s.block_id = b.id
					where b.site_id = ${siteId} and b.closed_at is null group by b.id`,
			tx<VisitRow[]>`
					select v.* from visit v join block b on b.id = v.block_id
					where b.site_id = ${siteId} and b.closed_at is null and v.merged_into is null`,
			tx<EntryRow[]>`
					select e.* from entry e join visit v on v.id = e.visit_id join block b on b.id = v.block_id
					where b.site_id = ${siteId} and b.closed_at is null`,
			tx<{ visit_id: string; alias: Buffer }[]>`
					select p.visit_id, p.alias_sealed as alias from visit_personal p
					join visit v on v.id = p.visit_id join block b on b.id = v.block_id
					where b.site_id = ${siteId} and b.closed_at is null and p.alias_sealed is not null`,
			tx<{ visit_id: string; room_id: string }[]>`
					select w.visit_id, w.room_id from whereabouts w
					join visit v on v.id = w.visit_id where v.site_id = ${siteId}`,
			tx<{ id: string }[]>`
					select v.id from visit v join block b on b.id = v.block_id
					where b.site_id = ${siteId} and b.closed_at is null and exists (
						select 1 from restriction r where r.lifted_at is null and (r.visit_id = v.id or r.person_id in (
							select f.id from person_family(array[v.person_id]) f)))`,
			tx<{ noun: string; pictogram: string }[]>`
					select noun, pictogram from site_noun where site_id = ${siteId}`,
			tx<{ id: string; name: string; pictogram: string }[]>`
					select s.id, t.name, s.pictogram from service s
					join service_text t on t.service_id = s.id and t.lang = 'fr' order by s.position`,
			tx<{ id: string; name: string; kind: 'care' | 'area' }[]>`
					select id, name, kind from room where site_id = ${siteId} order by position`,
			tx<ReasonRow[]>`
					select r.id, t.name, t.short, r.pictogram,
						array(select service_id from route_step where reason_id = r.id order by position) as route
					from reason r join reason_text t on t.reason_id = r.id and t.lang = 'fr' order by r.position`,
			tx<{ id: string; name: string; title: string; gives: boolean }[]>`
				select a.id, a.name, a.title, not a.disabled and a.role = any(${WHO_CALLS as string[]}) and exists (
					select 1 from service_given g where g.account_id = a.id and g.site_id = ${siteId}) as gives
				from account a
				where a.id in (select account_id from membership where site_id = ${siteId}) or a.id in (
					select unnest(array[e.called_by, e.level_by])
					from entry e join visit v on v.id = e.visit_id join block b on b.id = v.block_id
					where b.site_id = ${siteId} and b.closed_at is null)
				order by a.name`,
			tx<{ id: string; label: string; at: Date }[]>`
					select id, label, revoked_at as at from display
					where site_id = ${siteId} and revoked_because = 'token_reused' and acknowledged_at is null
					order by revoked_at`,
			tx<{ weekday: number; starts_at: string; ends_at: string }[]>`
					select weekday, starts_at::text, ends_at::text from weekly_block
					where site_id = ${siteId} order by weekday, starts_at`,
			readBoardLooks(tx, keys, siteId)
		]);
		if (site === undefined) return null;
		return {
			head,
			at,
			localDay: localDayOf(at, site.timezone),
			site,
			block: block ?? null,
			visits: toVisits(visits, entries),
			aliases: new Map(
				aliases.map(({ visit_id, alias }) => [visit_id, openText(keys, 'alias', alias, visit_id)])
			),
			whereabouts: new Map(whereabouts.map(({ visit_id, room_id }) => [visit_id, room_id])),
			masked: new Set(masked.map(({ id }) => id)),
			pictograms: new Map(nouns.map((row) => [row.noun, row.pictogram])),
			services,
			rooms,
			reasons,
			team,
			cutDisplays: cut.filter((display) => display.at.getTime() > at - CUT_SHOWN_MS),
			weekly,
			...aroundLooks
		};
	})) as BoardFacts | null;
}
