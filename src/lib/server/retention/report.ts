/** What a run would erase now: counts by category and site, and since when; never a value, never a name of anybody. */
import {
	behindBy,
	instantOfRun,
	shortestMs,
	standingOfFamily,
	standingOfVisit,
	type Retention,
	type Standing
} from '#lib/domain/retention/retention.ts';
import { calendar } from '#lib/server/retention/calendar.ts';
import {
	FIRST_ID,
	readFamilies,
	readRoots,
	readSites,
	readVisits,
	type RetentionSite
} from '#lib/server/retention/what-is-due.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Db } from '#lib/server/store/database.ts';
import { readRetention, readRuns, type PastRun } from '#lib/server/store/retention.ts';

export type { PastRun };

export interface ReportLine {
	readonly category: 'visit_values' | 'person';
	readonly siteName: string;
	/** How many would go. */
	readonly due: number;
	/** How many stay although their time has come: a follow-up or a visit is open. */
	readonly kept: number;
	/** The local day of the oldest that would go: the block's end, or when the person was last seen. */
	readonly oldest: string | null;
}

export interface RetentionReport {
	readonly retention: Retention;
	/** Sites and categories with something to say; visits first, in the network's order. */
	readonly lines: readonly ReportLine[];
	/** The latest first. */
	readonly runs: readonly PastRun[];
	/** How far the database's clock is behind the latest run, in ms; 0 when it is not. */
	readonly behindMs: number;
}

const RUNS_SHOWN = 14;
/** Read and judged in one go, some 50 µs for each, while everybody else waits. */
const TOGETHER = 100;

/** Reads without a lock and writes nothing. */
export async function reportRetention(sql: Db, clock: Clock): Promise<RetentionReport> {
	const [now, retention, runs, sites] = await Promise.all([
		clock(sql),
		readRetention(sql),
		readRuns(sql, RUNS_SHOWN),
		readSites(sql)
	]);
	const latestRunAt = runs[0]?.at ?? null;
	const at = instantOfRun(now, latestRunAt);
	const tally = new Tally(sites);
	await tallyVisits(sql, { at, retention, sites, tally });
	await tallyPeople(sql, { at, retention, tally });
	return { retention, lines: tally.lines(), runs, behindMs: behindBy(now, latestRunAt) };
}

interface Counting {
	readonly at: number;
	readonly retention: Retention;
	readonly tally: Tally;
}

async function tallyVisits(
	sql: Db,
	{ at, retention: { visit_values: keeping }, sites, tally }: Counting & { sites: readonly RetentionSite[] }
): Promise<void> {
	for (const site of sites) {
		let after: string | undefined = FIRST_ID;
		while (after !== undefined) {
			const page = { before: at - shortestMs(keeping), after, limit: TOGETHER };
			const visits = await readVisits(sql, site, page);
			for (const visit of visits) {
				tally.add('visit_values', site.id, standingOfVisit(visit, at, keeping, calendar), visit.endedAt);
			}
			after = visits.at(-1)?.id;
		}
	}
}

async function tallyPeople(sql: Db, { at, retention: { person: keeping }, tally }: Counting): Promise<void> {
	let after: string | undefined = FIRST_ID;
	while (after !== undefined) {
		const page = { before: at - shortestMs(keeping), after, limit: TOGETHER };
		const roots = await readRoots(sql, page);
		for (const family of await readFamilies(sql, roots)) {
			const standing = standingOfFamily(family, at, keeping, calendar);
			tally.add('person', family.siteId, standing, Math.max(...family.lastSeenAt));
		}
		after = roots.at(-1);
	}
}

interface Sum {
	due: number;
	kept: number;
	/** ms */
	oldest: number;
}

class Tally {
	readonly #sums = new Map<string, Sum>();

	constructor(readonly sites: readonly RetentionSite[]) {}

	add(category: ReportLine['category'], siteId: string, standing: Standing, since: number): void {
		const key = `${category} ${siteId}`;
		const sum = this.#sums.get(key) ?? { due: 0, kept: 0, oldest: Infinity };
		this.#sums.set(key, sum);
		switch (standing) {
			case 'due':
				sum.due += 1;
				sum.oldest = Math.min(sum.oldest, since);
				return;
			case 'kept':
				sum.kept += 1;
				return;
			case 'not_yet':
				return;
		}
	}

	lines(): ReportLine[] {
		return (['visit_values', 'person'] as const).flatMap((category) =>
			this.sites.flatMap(({ id, name, timezone }) => {
				const sum = this.#sums.get(`${category} ${id}`);
				if (sum === undefined || sum.due + sum.kept === 0) return [];
				const { due, kept } = sum;
				const oldest = due === 0 ? null : calendar.dayOf(sum.oldest, timezone);
				return [{ category, siteName: name, due, kept, oldest }];
			})
		);
	}
}
