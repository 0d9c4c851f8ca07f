/** When the job runs and who runs it: nights, missed nights, two nodes, the terminal, a process that dies. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { forget } from '#lib/server/retention/forget.ts';
import {
	forgettingIn,
	forgotten,
	knowSomebody,
	knowVisit,
	tombstonesOf,
	visitsWithValues
} from '../support/forgetting.ts';
import { startNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let database: TestDatabase;
beforeEach(async () => {
	database = await freshDatabase();
});
const runs = async () =>
	(await database.sql<{ at: Date }[]>`select at from retention_run order by at`).map(({ at }) =>
		at.getTime()
	);
const dueVisits = (count: number) =>
	Promise.all(
		Array.from({ length: count }, () => knowVisit(database.sql, { endedAt: Date.now() - 3 * DAY }))
	);
const linesOf = async (file: string) => (await readFile(file, 'utf8')).trim().split('\n');

describe('A start', () => {
	const morning = Date.parse('2026-11-22T08:00:00-05:00');
	const due = () => knowVisit(database.sql, { endedAt: morning - 3 * DAY });

	it('does the night that was missed; the next one has nothing to do', async () => {
		await due();
		await (await startNode({ database, now: morning })).stop();
		expect(await visitsWithValues(database.sql)).toEqual([]);
		expect(await runs()).toEqual([morning]);
		await due();
		await (await startNode({ database, now: morning + HOUR })).stop();
		expect(await visitsWithValues(database.sql)).toHaveLength(1);
		expect(await runs()).toEqual([morning]);
		await (await startNode({ database, now: morning + DAY })).stop();
		expect(await visitsWithValues(database.sql)).toEqual([]);
		expect(await runs()).toEqual([morning, morning + DAY]);
	});

	it('in an empty house writes nothing', async () => {
		await startNode({ database, now: morning });
		expect(await runs()).toEqual([]);
	});

	it('with a clock that was turned back says so, and forgets by the latest run', async () => {
		await due();
		await forgotten(await forgettingIn(database, () => morning + 30 * DAY));
		await knowVisit(database.sql, { endedAt: morning + 20 * DAY });
		const node = await startNode({ database, now: morning });
		const said = () => node.output();
		await expect
			.poll(said)
			.toContain('"behindMinutes":43200,"msg":"the clock of the database was turned back');
		expect(await visitsWithValues(database.sql)).toEqual([]);
		expect(await runs()).toEqual([morning + 30 * DAY, morning + 30 * DAY]);
	});
});

describe('Two runs at once', () => {
	it('never erase together; what is due is erased once, and told once', async () => {
		await dueVisits(60);
		await knowSomebody(database.sql, { lastSeenAt: Date.now() - 800 * DAY });
		const file = tombstonesOf(database);
		const nodes = await Promise.all(
			Array.from({ length: 4 }, () => forgettingIn(database, () => Date.now(), file))
		);
		const ran = (await Promise.all(nodes.map((node) => forget(node)))).filter((each) => each !== null);
		expect(ran.length).toBeGreaterThan(0);
		const sum = (of: 'visit_values' | 'person') => ran.reduce((total, { counts }) => total + counts[of], 0);
		expect([sum('visit_values'), sum('person')]).toEqual([60, 1]);
		const lines = await linesOf(file);
		expect(lines).toHaveLength(61);
		expect(new Set(lines).size).toBe(61);
		expect(await runs()).toHaveLength(ran.length);
	});

	it('one finds the other under way and leaves it to it', async () => {
		await dueVisits(1);
		const first = await forgettingIn(database, () => Date.now());
		let second: unknown = 'not asked';
		const append = async (stones: Parameters<typeof first.tombstones.append>[0]) => {
			second = await forget(await forgettingIn(database, () => Date.now()));
			await first.tombstones.append(stones);
		};
		const ran = await forgotten({ ...first, tombstones: { ...first.tombstones, append } });
		expect(ran.counts.visit_values).toBe(1);
		expect(second).toBeNull();
	});
});

it('a run whose line to the database is cut leaves the pool as it was', async () => {
	await dueVisits(1);
	const forgetting = await forgettingIn(database, () => Date.now());
	const { write } = forgetting.database;
	const append = async (stones: Parameters<typeof forgetting.tombstones.append>[0]) => {
		await database.sql`
			select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
				and database = (select oid from pg_database where datname = current_database())`;
		await forgetting.tombstones.append(stones);
	};
	const ran = await forgotten({ ...forgetting, tombstones: { ...forgetting.tombstones, append } });
	expect(ran.counts.visit_values).toBe(1);
	expect(await visitsWithValues(database.sql)).toEqual([]);
	const asked = Array.from({ length: 40 }, () => write.begin((tx) => tx`select pg_sleep(0.02)`));
	expect((await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected')).toEqual([]);
	// The next one finds nobody under way.
	await forgotten(forgetting);
	await forgetting.database.close();
});

describe('At the terminal', () => {
	const env = () => ({ PATH: process.env['PATH'], HALTE_DEMO: '1', ...database.variables });
	const admin = (...args: string[]): Promise<{ exit: number; out: string; err: string }> =>
		new Promise((resolve) => {
			execFile(
				process.execPath,
				['build/commands/admin.js', 'forget', ...args],
				{ env: env() },
				(error, out, err) => resolve({ exit: error === null ? 0 : Number(error.code), out, err })
			);
		});
	/** Every row of every table. */
	const everything = async () => {
		const tables = await database.sql<{ name: string }[]>`
			select table_name as name from information_schema.tables
			where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
		return Promise.all(
			tables.map(async ({ name }) => [
				name,
				await database.sql`select * from ${database.sql(name)} t order by t::text`
			])
		);
	};

	it('a dry run tells counts by category and site, never a value, and changes nothing', async () => {
		await dueVisits(2);
		const endedAt = Date.parse('2026-02-03T12:00:00-05:00');
		await knowVisit(database.sql, { endedAt, siteId: 'escale' });
		await knowVisit(database.sql, { endedAt, siteId: 'escale', followUpOn: '2099-01-01' });
		const lastSeenAt = Date.parse('2020-05-06T12:00:00-04:00');
		const root = await knowSomebody(database.sql, { lastSeenAt, siteId: 'escale' });
		await knowSomebody(database.sql, { lastSeenAt, siteId: 'perron', mergedInto: root });
		// Whoever comes first writes the mark of the key ring.
		await admin('--dry-run');
		const before = await everything();
		const { exit, out } = await admin('--dry-run');
		expect(exit).toBe(0);
		expect(out).toMatch(/^catégorie +milieu +à effacer +retenu +plus ancien$/m);
		expect(out).toMatch(/^valeurs des visites +Le Perron bleu +2 +0 /m);
		expect(out).toMatch(/^valeurs des visites +Refuge L’Escale .* 1 +1 +2026-02-03$/m);
		expect(out).toMatch(/^personnes +Refuge L’Escale .* 1 +0 +2020-05-06$/m);
		expect(out).toContain('Rien n’a été effacé.');
		expect(out).not.toMatch(/CANARI|[0-9a-f]{8}-|anonym/);
		expect(await everything()).toEqual(before);
		await expect(readFile(tombstonesOf(database))).rejects.toThrow('ENOENT');
	});

	it('a run says what it erased', async () => {
		await dueVisits(2);
		expect(await admin()).toMatchObject({
			exit: 0,
			out: 'Effacé : les valeurs de 2 visites, 0 personne. Les visites restent, dépersonnalisées.\n'
		});
		expect(await visitsWithValues(database.sql)).toEqual([]);
		expect(await linesOf(tombstonesOf(database))).toHaveLength(2);
		expect((await admin('--dry-run')).out).toContain('Rien à effacer.');
		expect(await admin('--now')).toMatchObject({ exit: 2, out: '' });
	});

	it('killed between the file and the commit, the next run finishes', async () => {
		const [visit = ''] = await dueVisits(1);
		// The commit waits here: what the file says, the database does not know yet.
		await database.sql`
			create function wait() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return null; end $$`;
		await database.sql`
			create constraint trigger slow_commit after delete on visit_personal
			deferrable initially deferred for each row execute function wait()`;
		const child = spawn(process.execPath, ['build/commands/admin.js', 'forget'], {
			env: env(),
			stdio: 'ignore'
		});
		const file = tombstonesOf(database);
		await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain(`visit ${visit} `);
		child.kill('SIGKILL');
		await once(child, 'exit');
		await database.sql`
			select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and pid <> pg_backend_pid() and application_name like 'halte-%'`;
		await database.sql`drop trigger slow_commit on visit_personal`;
		expect(await visitsWithValues(database.sql)).toEqual([visit]);
		const ran = await admin();
		expect(ran).toMatchObject({ exit: 0 });
		expect(ran.out).toContain('Effacé de nouveau, d’après le registre : 1 visite, 0 personne.');
		expect(await visitsWithValues(database.sql)).toEqual([]);
	});
});
