/** What administrators decide, for the board of one site: columns of the one statement that reads it. */
import { ruleFor } from '#lib/domain/policy/policy.ts';
import { ROLES, type Role } from '#lib/domain/policy/roles.ts';
import type { Db } from '#lib/server/store/database.ts';

/** Roles whose services count: others may have kept some of an earlier role. */
const WHO_CALLS: readonly Role[] = ROLES.filter((role) => ruleFor(role, 'call_next') !== null);

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
export interface RowWithPictogram {
	readonly id: string;
	readonly name: string;
	readonly pictogram: string;
}
export interface DecidedFacts {
	readonly services: readonly RowWithPictogram[];
	readonly rooms: readonly { id: string; name: string; kind: 'care' | 'area' }[];
	readonly reasons: readonly ReasonRow[];
	/** Everybody who may act here, or did in the open block, to name who did; `gives` tells those who receive people. */
	readonly team: readonly { id: string; name: string; title: string; gives: boolean }[];
	readonly weekly: readonly { weekday: number; starts_at: string; ends_at: string }[];
	readonly signs: readonly RowWithPictogram[];
}
export interface DecidedColumns extends DecidedFacts {
	readonly site: SiteRow;
	readonly nouns: readonly { noun: string; pictogram: string }[];
}

/** Rows of a sub-select as one column of JSON, in their order: `[]` when there is none. */
export function listOf(db: Db, rows: ReturnType<Db>) {
	return db`(select coalesce(json_agg(row), '[]') from (${rows}) row)`;
}

/**
 * The columns, as in `DecidedColumns`; names of the team need `places` of `todaysRows`: whoever acted in the open block.
 * Each of the team is looked up by itself (`lateral`, `array`): as a join and an `exists` Postgres reads every account of
 * the network, 9 ms for 20,000 of them.
 */
export function decidedColumns(db: Db, siteId: string) {
	return db`
		(select to_json(row) from (
			select id, name, timezone, grace_minutes, practice, recheck_minutes, recheck_sooner_minutes
			from site where id = ${siteId}) row) as site,
		${listOf(db, db`select noun, pictogram from site_noun where site_id = ${siteId}`)} as nouns,
		${listOf(
			db,
			db`
			select s.id, t.name, s.pictogram from service s
			join service_text t on t.service_id = s.id and t.lang = 'fr' order by s.position`
		)} as services,
		${listOf(db, db`select id, name, kind from room where site_id = ${siteId} order by position`)} as rooms,
		${listOf(
			db,
			db`
			select r.id, t.name, t.short, r.pictogram,
				coalesce(s.route, '{}') as route
			from reason r join reason_text t on t.reason_id = r.id and t.lang = 'fr' left join (
				select reason_id, array_agg(service_id order by position) as route from route_step group by reason_id
			) s on s.reason_id = r.id
			order by r.position`
		)} as reasons,
		${listOf(
			db,
			db`
			select a.id, a.name, a.title, not a.disabled and a.role = any(${WHO_CALLS as string[]}) and array(
				select 1 from service_given where account_id = a.id and site_id = ${siteId}) <> '{}' as gives
			from (
				select account_id from membership where site_id = ${siteId}
				union select called_by from places union select level_by from places
			) m cross join lateral (select * from account where id = m.account_id offset 0) a
			order by a.name`
		)} as team,
		${listOf(
			db,
			db`
			select weekday, starts_at, ends_at from weekly_block
			where site_id = ${siteId} order by weekday, starts_at`
		)} as weekly,
		${listOf(
			db,
			db`
			select f.id, t.name, f.pictogram from red_flag f
			join red_flag_text t on t.flag_id = f.id and t.lang = 'fr' order by f.position`
		)} as signs`;
}
