/** The facts that the rules ask for, page by page; how long things are kept is decided in the domain. */
import type { FamilyKept, FollowUp, VisitKept } from '#lib/domain/retention/retention.ts';
import { overAt } from '#lib/server/retention/over.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

export interface Page {
	/** Only what ended before this instant (ms). */
	readonly before: number;
	/** Only ids beyond this one. */
	readonly after: string;
	readonly limit: number;
}
/** Beyond it are all ids. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export interface RetentionSite {
	readonly id: string;
	readonly name: string;
	readonly timezone: string;
}

/** Every site, in the network's order. */
export async function readSites(sql: Db | Tx): Promise<RetentionSite[]> {
	return sql<RetentionSite[]>`select id, name, timezone from site order by position, id`;
}

export type VisitFound = VisitKept & { readonly id: string };

/** Visits of a site that still have values, in the order of their ids. */
export async function readVisits(
	sql: Db | Tx,
	{ id: siteId, timezone }: RetentionSite,
	{ before, after, limit }: Page
): Promise<VisitFound[]> {
	const ended = overAt(sql, sql`v.local_day`);
	const rows = await sql<{ id: string; ended_at: Date; follow_up_on: string | null }[]>`
		select v.id, ${ended} as ended_at, v.follow_up_on::text
		from visit_personal p join visit v on v.id = p.visit_id join block b on b.id = v.block_id
			join site s on s.id = v.site_id
		where v.site_id = ${siteId} and v.id > ${after}::uuid and ${ended} <= ${new Date(before)}
		order by v.id limit ${limit}`;
	return rows.map(({ id, ended_at, follow_up_on }) => ({
		id,
		endedAt: ended_at.getTime(),
		followUps: follow_up_on === null ? [] : [{ on: follow_up_on, timezone }]
	}));
}

/** People who are nobody else's and were not seen since, in the order of their ids. */
export async function readRoots(sql: Db | Tx, { before, after, limit }: Page): Promise<string[]> {
	const rows = await sql<{ id: string }[]>`
		select id from person
		where merged_into is null and last_seen_at <= ${new Date(before)} and id > ${after}::uuid
		order by id limit ${limit}`;
	return rows.map(({ id }) => id);
}

export type FamilyFound = FamilyKept & {
	readonly root: string;
	/** Where the root was first known. */
	readonly siteId: string;
	/** The root and all who were merged into it, at whatever distance. */
	readonly members: readonly string[];
};

interface FamilyRow {
	root: string;
	site_id: string;
	members: string[];
	last_seen_at: Date[];
	follow_ups: FollowUp[];
	/** Seconds since 1970. */
	unfinished_until: number[];
}

/** The families of these roots, with what could keep them. */
export async function readFamilies(sql: Db | Tx, roots: readonly string[]): Promise<FamilyFound[]> {
	const rows = await sql<FamilyRow[]>`
		with recursive family as (
			select id as root, id, last_seen_at from person
			where id = any(${roots as string[]}::uuid[]) and merged_into is null
			union all
			select f.root, p.id, p.last_seen_at from person p join family f on p.merged_into = f.id
		), seen as (
			select f.root,
				array_agg(extract(epoch from ${overAt(sql, sql`v.local_day`)})::float8)
					filter (where not v.finished) as unfinished_until,
				coalesce(jsonb_agg(jsonb_build_object('on', v.follow_up_on::text, 'timezone', s.timezone))
					filter (where v.follow_up_on is not null), '[]') as follow_ups
			from family f join visit v on v.person_id = f.id join block b on b.id = v.block_id
				join site s on s.id = v.site_id
			group by f.root
		)
		select f.root, r.site_id, array_agg(f.id order by f.id) as members, array_agg(f.last_seen_at) as last_seen_at,
			coalesce(s.follow_ups, '[]') as follow_ups, coalesce(s.unfinished_until, '{}') as unfinished_until
		from family f join person r on r.id = f.root left join seen s on s.root = f.root
		group by f.root, r.site_id, s.follow_ups, s.unfinished_until order by f.root`;
	return rows.map((row) => ({
		root: row.root,
		siteId: row.site_id,
		members: row.members,
		lastSeenAt: row.last_seen_at.map((at) => at.getTime()),
		followUps: row.follow_ups,
		unfinishedUntil: row.unfinished_until.map((seconds) => seconds * 1000)
	}));
}
