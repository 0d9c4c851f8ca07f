/** When the job runs: every night at 03:30, and at a start after a night that was missed. */
import { Cron } from 'croner';
import { isNightMissed } from '#lib/domain/retention/retention.ts';
import { traceOf, type Log } from '#lib/server/observability/log.ts';
import { applyTombstones } from '#lib/server/retention/apply-tombstones.ts';
import { calendar, EVERY_NIGHT, lastNight, NETWORK_TIMEZONE } from '#lib/server/retention/calendar.ts';
import { forget, type Forgetting, type Ran } from '#lib/server/retention/forget.ts';
import { openTombstones, type Tombstones } from '#lib/server/retention/tombstones.ts';
import { readSites } from '#lib/server/retention/what-is-due.ts';
import type { Db } from '#lib/server/store/database.ts';
import { readFirstVisitAt, readLastErasedAt } from '#lib/server/store/retention.ts';

export interface Keeper {
	/** Runs now, as at night. Null when another node does. */
	forget(): Promise<Ran | null>;
	/** No more nights; resolves when the run under way is over. */
	stop(): Promise<void>;
}

/** Nodes wake up together: a run this young was another one's, for the same night; ms. */
const SAME_NIGHT_MS = 60 * 60_000;

/**
 * Erases again, before anything is served, what an older copy of the database brought back; does the night that was
 * missed; then waits for the next one. A run that fails is logged, and done by the next start or night.
 * @throws when the file of what was erased can't be read: nobody may be served who was forgotten.
 */
export async function openKeeper({
	log,
	file,
	...ports
}: Omit<Forgetting, 'tombstones'> & {
	readonly log: Log;
	/** Where the tombstones are. */
	readonly file: string;
}): Promise<Keeper> {
	const { database } = ports;
	const tombstones = await openTombstones(file);
	const forgetting = { ...ports, tombstones };
	const again = await applyTombstones(database.write, tombstones);
	if (await isOlder(tombstones, database.write))
		log.error('the file of what was erased is older than the database: put the newest one in its place');
	if (again.visits + again.people > 0)
		log.warn(again, 'the database still had what was erased, and has it no more');
	let running: Promise<unknown> = Promise.resolve();

	const run = async (wanted?: Parameters<typeof forget>[1]) => {
		const ran = await forget(forgetting, wanted);
		if (ran !== null && ran.behindMs > 0) {
			const behindMinutes = Math.round(ran.behindMs / 60_000);
			log.error(
				{ behindMinutes },
				'the clock of the database was turned back; forgetting goes by the latest run'
			);
		}
		return ran;
	};
	const tried = async (wanted: Parameters<typeof forget>[1]) => {
		const trying = run(wanted).catch((error) => {
			log.error({ error: traceOf(error) }, 'what is due could not be forgotten');
		});
		running = trying;
		await trying;
	};

	const firstVisitAt = await readFirstVisitAt(database.write);
	await tried((now, latestRunAt) => isNightMissed({ latestRunAt, firstVisitAt }, lastNight(now), now));
	const nights = new Cron(EVERY_NIGHT, { timezone: NETWORK_TIMEZONE, protect: true, unref: true }, () =>
		tried((now, latestRunAt) => latestRunAt === null || Math.abs(now - latestRunAt) > SAME_NIGHT_MS)
	);
	return {
		forget: () => {
			const asked = run();
			running = asked.catch(() => {});
			return asked;
		},
		async stop() {
			nights.stop();
			await running;
		}
	};
}

/** The database has erased on a later day than any line of the file: somebody put back an older file. */
async function isOlder(tombstones: Tombstones, sql: Db): Promise<boolean> {
	const erasedAt = await readLastErasedAt(sql);
	if (erasedAt === null) return false;
	const sites = await readSites(sql);
	const days = [NETWORK_TIMEZONE, ...sites.map(({ timezone }) => timezone)].map((timezone) =>
		calendar.dayOf(erasedAt, timezone)
	);
	const earliest = days.reduce((a, b) => (a < b ? a : b));
	return (await tombstones.read()).every(({ day }) => day < earliest);
}
