/** The week's plan of blocks, and what is open at each site. */
import type { Db } from '#lib/server/store/database.ts';

export interface SitePlan {
	readonly siteId: string;
	readonly timezone: string;
	/** For practice: open whenever somebody comes. */
	readonly practice: boolean;
	readonly isOpen: boolean;
	/** In the site's local time. */
	readonly weekly: readonly { weekday: number; starts_at: string; ends_at: string }[];
	readonly services: readonly string[];
	readonly defaultService: string | null;
	/** Local days that had a block already, the last two weeks. */
	readonly openedDays: ReadonlySet<string>;
}

interface Row {
	id: string;
	timezone: string;
	practice: boolean;
	is_open: boolean;
	weekly: SitePlan['weekly'] | null;
	services: string[];
	default_service: string | null;
	opened_days: string[];
}

const TWO_WEEKS_MS = 14 * 86_400_000;

/** The plan of one site, or of all, as of `at` (ms). */
export async function readPlans(sql: Db, at: number, siteId: string | null = null): Promise<SitePlan[]> {
	const rows = await sql<Row[]>`
		select s.id, s.timezone, s.practice,
			exists (select 1 from block where site_id = s.id and closed_at is null) as is_open,
			(select jsonb_agg(jsonb_build_object('weekday', w.weekday, 'starts_at', w.starts_at, 'ends_at', w.ends_at)
				order by w.weekday, w.starts_at) from weekly_block w where w.site_id = s.id) as weekly,
			array(select service_id from site_service where site_id = s.id order by service_id) as services,
			(select service_id from site_service where site_id = s.id and is_default limit 1) as default_service,
			array(select local_day::text from block where site_id = s.id
				and starts_at > ${new Date(at - TWO_WEEKS_MS)}) as opened_days
		from site s where ${siteId}::text is null or s.id = ${siteId} order by s.position`;
	return rows.map((row) => ({
		siteId: row.id,
		timezone: row.timezone,
		practice: row.practice,
		isOpen: row.is_open,
		weekly: row.weekly ?? [],
		services: row.services,
		defaultService: row.default_service,
		openedDays: new Set(row.opened_days)
	}));
}
