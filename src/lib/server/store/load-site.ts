/** A site's facts for deciding, read under its lock in one pipelined round trip. */
import type { Actor, Role } from '#lib/domain/policy/roles.ts';
import type { Block, SiteState } from '#lib/domain/queue/site-state.ts';
import type { Tx } from '#lib/server/store/database.ts';
import { loadLooks } from '#lib/server/store/look-rows.ts';
import { loadPeople, lockPeople } from '#lib/server/store/load-people.ts';
import { loadAnsweredAt } from '#lib/server/store/answers.ts';
import { loadNotedAt } from '#lib/server/store/noted.ts';
import { loadAskedQuestions } from '#lib/server/store/load-asked.ts';
import { localDayOf } from '#lib/server/store/local-time.ts';
import { toVisits, type EntryRow, type VisitRow } from '#lib/server/store/visit-rows.ts';

/** What the commands of a batch name, so that only that much is read. */
export interface Wanted {
	readonly visitIds: readonly string[];
	readonly entryIds: readonly string[];
	readonly actorIds: readonly string[];
	readonly personIds: readonly string[];
	/** Questions that are answered. */
	readonly questionIds: readonly string[];
	readonly lookIds: readonly string[];
	/** Visits whose values are typed over those that a screen showed. */
	readonly typedOver: readonly string[];
	/** Two keys are about to become one: nobody else may do so at the same moment, at any site. */
	readonly lockPeople: boolean;
	/** Every unfinished visit of the open block: to choose among all that wait. */
	readonly everybody: boolean;
	/** Parties that the commands name, and whether those of the visits matter, with their animals. */
	readonly partyIds: readonly string[];
	readonly company: boolean;
	/** The words in use: to draw another. */
	readonly words: boolean;
}

const DAY_MS = 86_400_000;

export interface SiteFacts {
	readonly state: SiteState;
	readonly actors: ReadonlyMap<string, Actor>;
	/** Salts of the marks of people who are known, by key. */
	readonly personSalts: ReadonlyMap<string, string>;
	/** The site's local day at that instant. */
	readonly localDay: string;
}

/** Reads facts as they stand under the lock. `at` is the batch's instant in ms. */
export async function loadSite(tx: Tx, siteId: string, wanted: Wanted, at: number): Promise<SiteFacts> {
	if (wanted.lockPeople) await lockPeople(tx, wanted.personIds);
	const since = new Date(at - DAY_MS);
	const [site, block, visits, entries, elsewhere, words, network, rooms, actors, usualRooms, staff, looks] =
		await Promise.all([
			tx<{ timezone: string; grace_minutes: number }[]>`
			select timezone, grace_minutes from site where id = ${siteId}`,
			tx<BlockRow[]>`
			select b.id, b.local_day::text, b.starts_at, b.ends_at,
				coalesce(array_agg(s.service_id) filter (where s.service_id is not null), '{}') as services,
				max(s.service_id) filter (where s.is_default) as default_service
			from block b left join block_service s on s.block_id = b.id
			where b.site_id = ${siteId} and b.closed_at is null group by b.id`,
			tx<VisitRow[]>`
			with wanted as (${idsOf(tx, siteId, wanted)})
			select v.* from wanted join visit v using (id) where v.site_id = ${siteId}`,
			tx<EntryRow[]>`
			with wanted as (${idsOf(tx, siteId, wanted)})
			select e.* from wanted join visit v using (id) join entry e on e.visit_id = v.id
			where v.site_id = ${siteId}`,
			tx<{ id: string }[]>`
			select id from visit
			where id = any(${wanted.visitIds as string[]}::uuid[]) and site_id <> ${siteId}`,
			tx<{ word: string }[]>`
			select word from visit
			where ${wanted.words} and site_id = ${siteId} and registered_at > ${since}
			union select word from visit where ${wanted.words} and site_id = ${siteId} and local_day = (
				select (${new Date(at)}::timestamptz at time zone timezone)::date from site where id = ${siteId})`,
			tx<NetworkRow[]>`
			select (select health_number from network_settings) as health_number,
				(select memory_code from network_settings) as memory_code,
				(select array_agg(distinct version) from notice_text) as notices,
				(select array_agg(noun) from site_noun where site_id = ${siteId}) as nouns,
				(select array_agg(id) from service) as services,
				(select jsonb_object_agg(id, route) from (
					select r.id, coalesce(jsonb_agg(s.service_id order by s.position)
						filter (where s.service_id is not null), '[]') as route
					from reason r left join route_step s on s.reason_id = r.id group by r.id) as routes) as routes`,
			tx<{ id: string; kind: 'care' | 'area' }[]>`select id, kind from room where site_id = ${siteId}`,
			tx<ActorRow[]>`
			select a.id, a.role, s.may_set_level,
				coalesce((select array_agg(service_id) from service_given
					where account_id = a.id and site_id = ${siteId}), '{}') as gives
			from account a join membership s on s.account_id = a.id and s.site_id = ${siteId}
			where a.id = any(${wanted.actorIds as string[]}) and not a.disabled`,
			tx<{ called_by: string; room_id: string }[]>`
			select distinct on (e.called_by) e.called_by, e.room_id
			from entry e join visit v on v.id = e.visit_id join block b on b.id = v.block_id
			where b.site_id = ${siteId} and b.closed_at is null and e.room_id is not null
				and e.called_by = any(${wanted.actorIds as string[]})
			order by e.called_by, e.called_at desc`,
			tx<{ id: string; name: string }[]>`
			select a.id, a.name from account a join membership s on s.account_id = a.id
			where s.site_id = ${siteId}`,
			loadLooks(tx, siteId, wanted.lookIds)
		]);
	const [row] = site;
	const [data] = network;
	if (row === undefined || data === undefined) throw new Error('a site that has a head has a row');
	const seen = toVisits(visits, entries);
	const [known, questions, answeredAt, notedAt] = await Promise.all([
		loadPeople(tx, siteId, [...seen.values()], wanted.personIds),
		loadAskedQuestions(tx, wanted.questionIds),
		loadAnsweredAt(tx, wanted.visitIds, wanted.questionIds),
		loadNotedAt(tx, wanted.typedOver)
	]);
	const state: SiteState = {
		siteId,
		block: toBlock(block[0]),
		visits: seen,
		visitsElsewhere: new Set(elsewhere.map(({ id }) => id)),
		nouns: data.nouns ?? [],
		usedWords: new Set(words.map(({ word }) => word)),
		routes: new Map(Object.entries(data.routes ?? {})),
		services: new Set(data.services ?? []),
		rooms: new Set(rooms.filter(({ kind }) => kind === 'care').map(({ id }) => id)),
		areas: new Set(rooms.filter(({ kind }) => kind === 'area').map(({ id }) => id)),
		everyRoom: new Set(rooms.map(({ id }) => id)),
		usualRooms: new Map(usualRooms.map((r) => [r.called_by, r.room_id])),
		people: known.people,
		restrictions: known.restrictions,
		noticeVersions: new Set(data.notices ?? []),
		questions,
		answeredAt,
		notedAt,
		healthNumberOn: data.health_number ?? false,
		memoryCodeOn: data.memory_code ?? false,
		...looks,
		graceMs: row.grace_minutes * 60_000,
		staffNames: new Map(staff.map(({ id, name }) => [id, name]))
	};
	const localDay = localDayOf(at, row.timezone);
	const { salts } = known;
	return { state, localDay, personSalts: salts, actors: new Map(actors.map((a) => [a.id, toActor(a)])) };
}

/** Ids of the visits wanted, and of those that took their places. A union, since an OR would read every visit that the site ever had. */
function idsOf(tx: Tx, siteId: string, wanted: Wanted) {
	const { everybody, visitIds, entryIds, personIds, company, partyIds } = wanted;
	return tx`
		select v.id from visit v join block b on b.id = v.block_id
		where ${everybody} and b.site_id = ${siteId} and b.closed_at is null and not v.finished
		union select v.id from visit v join block b on b.id = v.block_id
		where ${company} and b.site_id = ${siteId} and b.closed_at is null and v.merged_into is null and (
			v.party_id = any(${partyIds as string[]}::uuid[])
			or v.party_id in (select party_id from visit where id = any(${visitIds as string[]}::uuid[]))
			or v.with_visit_id = any(${visitIds as string[]}::uuid[]))
		union select unnest(${visitIds as string[]}::uuid[])
		union select visit_id from entry where id = any(${entryIds as string[]}::uuid[])
		union (
			with recursive line as (
				select merged_into as id from visit where id = any(${visitIds as string[]}::uuid[])
				union select v.merged_into from visit v join line on v.id = line.id
			) select id from line where id is not null)
		union select id from visit where site_id = ${siteId} and not finished and person_id in (
			select f.id from person_family(array(
				select unnest(${personIds as string[]}::uuid[])
				union select person_id from visit where id = any(${visitIds as string[]}::uuid[])
				union select o.person_id from entry e join visit o on o.id = e.visit_id
					where e.id = any(${entryIds as string[]}::uuid[]))) f)`;
}

interface BlockRow {
	id: string;
	local_day: string;
	starts_at: Date;
	ends_at: Date;
	services: string[];
	default_service: string | null;
}
interface NetworkRow {
	health_number: boolean | null;
	memory_code: boolean | null;
	notices: number[] | null;
	nouns: string[] | null;
	services: string[] | null;
	routes: Record<string, string[]> | null;
}
export interface ActorRow {
	id: string;
	role: Role;
	may_set_level: boolean;
	gives: string[];
}

/** An account as one site sees it. */
export function toActor(row: ActorRow): Actor {
	return { id: row.id, role: row.role, gives: new Set(row.gives), maySetLevel: row.may_set_level };
}

function toBlock(row: BlockRow | undefined): Block | null {
	if (row === undefined) return null;
	return {
		id: row.id,
		localDay: row.local_day,
		startsAt: row.starts_at.getTime(),
		endsAt: row.ends_at.getTime(),
		services: new Set(row.services),
		defaultService: row.default_service
	};
}
