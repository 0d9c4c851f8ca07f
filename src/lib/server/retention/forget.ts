/** The job: erases what is due, in short transactions, one run at a time in the whole network (R-P8). */
import {
	behindBy,
	instantOfRun,
	shortestMs,
	standingOfFamily,
	standingOfVisit,
	type Keeping
} from '#lib/domain/retention/retention.ts';
import { applyTombstones } from '#lib/server/retention/apply-tombstones.ts';
import { calendar, NETWORK_TIMEZONE } from '#lib/server/retention/calendar.ts';
import { eraseOldLooks, eraseOldPlaces, erasePeople, eraseVisitValues } from '#lib/server/retention/erase.ts';
import type { Tombstone, Tombstones } from '#lib/server/retention/tombstones.ts';
import {
	FIRST_ID,
	readFamilies,
	readRoots,
	readSites,
	readVisits,
	type RetentionSite
} from '#lib/server/retention/what-is-due.ts';
import { ADVISORY_LOCKS } from '#lib/server/store/advisory-locks.ts';
import type { Moved } from '#lib/server/store/change-site.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Database, Db, Tx } from '#lib/server/store/database.ts';
import { lockHead, moveHead } from '#lib/server/store/head.ts';
import { readRetention, readRuns, saveRun, type PastRun } from '#lib/server/store/retention.ts';

export interface Forgetting {
	readonly database: Database;
	readonly clock: Clock;
	readonly newId: () => string;
	readonly tombstones: Tombstones;
	/** Shows a site's screens that values are gone. */
	ring(bell: Moved): void;
}

/** What a run came to. `behindMs` is how far the database's clock was turned back, else 0. */
export type Ran = PastRun & { readonly behindMs: number };

/** Visits and families in one transaction: its locks are held while a disk writes. */
const VISITS_TOGETHER = 200;
const FAMILIES_TOGETHER = 50;

/**
 * Erases again what an older copy brought back, then what is due, and writes the run down. `wanted` is asked once no
 * other run is under way. Null when another one is, or when this one is not wanted any more.
 * @throws when the disk or the database does; what was erased until then stays erased, the next run does the rest.
 */
export function forget(
	forgetting: Forgetting,
	wanted: (now: number, latestRunAt: number | null) => boolean = () => true
): Promise<Ran | null> {
	const { database, clock, newId, tombstones } = forgetting;
	return alone(database.write, async () => {
		const now = await clock(database.write);
		const latestRunAt = (await readRuns(database.write, 1))[0]?.at ?? null;
		if (!wanted(now, latestRunAt)) return null;
		const at = instantOfRun(now, latestRunAt);
		const again = await applyTombstones(database.write, tombstones);
		const keeping = await readRetention(database.write);
		const counts = {
			visit_values: await forgetVisits(forgetting, at, keeping.visit_values),
			person: await forgetPeople(forgetting, at, keeping.person),
			visit_values_again: again.visits,
			person_again: again.people
		};
		await saveRun(database.write, newId(), { at, counts });
		return { at, counts, behindMs: behindBy(now, latestRunAt) };
	});
}

/**
 * Null while another run is under way. The lock is that of a transaction, which does nothing else and ends with the process:
 * a connection that is reserved and cut would come back to the pool without a line. What was begun is finished without it.
 */
async function alone<R>(sql: Db, work: () => Promise<R>): Promise<R | null> {
	const run: { begun: Promise<R> | null } = { begun: null };
	const held = sql.begin(async (tx) => {
		await tx`set local idle_in_transaction_session_timeout = 0`;
		const [row] = await tx<{ got: boolean }[]>`
			select pg_try_advisory_xact_lock(${ADVISORY_LOCKS.forgetting}) as got`;
		if (row?.got) await (run.begun = work());
	});
	await held.catch((error: unknown) => {
		if (run.begun === null) throw error;
	});
	return run.begun;
}

async function forgetVisits(forgetting: Forgetting, at: number, keeping: Keeping): Promise<number> {
	let erased = 0;
	for (const site of await readSites(forgetting.database.write)) {
		await forgetLooksAndPlaces(forgetting, site, { at, before: at - shortestMs(keeping) });
		let after: string | undefined = FIRST_ID;
		while (after !== undefined) {
			const page = { before: at - shortestMs(keeping), after, limit: VISITS_TOGETHER };
			const batch = await forgetVisitsOf(forgetting, site, { at, keeping, page });
			erased += batch.erased;
			after = batch.last;
		}
	}
	return erased;
}

/**
 * No follow-up holds them: what somebody said in an alarm is of no use once the alarm is over, nor is where somebody
 * waited once nobody waits.
 */
async function forgetLooksAndPlaces(
	{ database, ring }: Forgetting,
	site: RetentionSite,
	{ at, before }: { at: number; before: number }
): Promise<void> {
	const moved = (await database.write.begin(async (tx) => {
		const head = await lockHead(tx, site.id);
		if (head === null) return null;
		const gone = (await eraseOldLooks(tx, site.id, before)) + (await eraseOldPlaces(tx, site.id, at));
		if (gone === 0) return null;
		const moved = { siteId: site.id, epoch: head.epoch, seq: head.seq + 1 };
		await moveHead(tx, { ...head, seq: moved.seq });
		return moved;
	})) as Moved | null;
	if (moved !== null) ring(moved);
}

interface Batch {
	readonly erased: number;
	/** The last id that was looked at; undefined when there are no more. */
	readonly last: string | undefined;
}

/** Under the site's lock: nobody writes a value of these visits, with the salt that goes, at the same moment. */
async function forgetVisitsOf(
	{ database, tombstones, ring }: Forgetting,
	site: RetentionSite,
	{ at, keeping, page }: { at: number; keeping: Keeping; page: Parameters<typeof readVisits>[2] }
): Promise<Batch> {
	const { moved, ...batch } = (await database.write.begin(async (tx) => {
		const head = await lockHead(tx, site.id);
		const visits = await readVisits(tx, site, page);
		const last = visits.at(-1)?.id;
		const due = visits.filter((visit) => standingOfVisit(visit, at, keeping, calendar) === 'due');
		if (due.length === 0 || head === null) return { erased: 0, last, moved: null };
		const gone = await eraseVisitValues(
			tx,
			due.map(({ id }) => id)
		);
		const moved = { siteId: site.id, epoch: head.epoch, seq: head.seq + 1 };
		await moveHead(tx, { ...head, seq: moved.seq });
		const day = calendar.dayOf(at, site.timezone);
		await tombstones.append(gone.map((id): Tombstone => ({ kind: 'visit', id, day })));
		return { erased: gone.length, last, moved };
	})) as Batch & { moved: Moved | null };
	if (moved !== null) ring(moved);
	return batch;
}

async function forgetPeople(
	{ database, tombstones }: Forgetting,
	at: number,
	keeping: Keeping
): Promise<number> {
	const day = calendar.dayOf(at, NETWORK_TIMEZONE);
	let erased = 0;
	let after = FIRST_ID;
	for (;;) {
		const page = { before: at - shortestMs(keeping), after, limit: FAMILIES_TOGETHER };
		const roots = await readRoots(database.write, page);
		if (roots.length === 0) return erased;
		after = roots.at(-1) ?? after;
		erased += (await database.write.begin(async (tx) => {
			const locked = await lockFamilies(tx, roots);
			const due = (await readFamilies(tx, roots)).filter(
				(family) =>
					family.members.every((id) => locked.has(id)) &&
					standingOfFamily(family, at, keeping, calendar) === 'due'
			);
			if (due.length === 0) return 0;
			const gone = await erasePeople(
				tx,
				due.flatMap(({ members }) => members)
			);
			await tombstones.append(gone.map((id): Tombstone => ({ kind: 'person', id, day })));
			return due.length;
		})) as number;
	}
}

/** Nobody can be given a visit or merged while they are erased; whoever was, just before, is seen in what is read next. */
async function lockFamilies(tx: Tx, roots: readonly string[]): Promise<Set<string>> {
	const members = (await readFamilies(tx, roots)).flatMap((family) => family.members);
	const rows = await tx<{ id: string }[]>`
		select id from person where id = any(${members}::uuid[]) order by id for update`;
	return new Set(rows.map(({ id }) => id));
}
