/** `npm run bench -- report`: the list of today while somebody reads what years of visits amount to. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { reportRetention } from '#lib/server/retention/report.ts';
import { databaseClock } from '#lib/server/store/clock.ts';
import { doorOn, registerAt } from './bench-door.ts';
import { sumOf } from './buffers.ts';
import { callNextAt } from './call-next.ts';
import { figuresOf, percentile, shown, table } from './figures.ts';
import { verdict } from './goals.ts';
import type { Setting } from './measure.ts';
import { siteWithPast, touchedBy } from './past.ts';
import type { StageDatabase } from './stage.ts';
import { loadPerCore, surroundings } from './surroundings.ts';

const PAST = 100_000;
const PAIRS = 300;
const HEAD = [
	'beside the list',
	'pages for call-next',
	'ratio',
	'goal',
	'p50, ms',
	'longest stall, ms',
	'goal'
];

/** Runs until it is told to end; both ends tell what went on beside the list. */
type Beside = (database: StageDatabase, ended: AbortSignal) => Promise<void>;

const CASES: readonly { name: string; beside: Beside; isOurs: boolean }[] = [
	{ name: 'nothing', beside: async () => {}, isOurs: true },
	{ name: 'our report, again and again', beside: ourReport, isOurs: true },
	{ name: 'one that holds its snapshot', beside: snapshotHeld, isOurs: false }
];

interface Seen {
	readonly pages: number;
	readonly p50: number;
	readonly stall: number;
}

/** Measures, and gives the section of docs/performance.md. */
export async function benchReport({ stage, runs, part }: Setting): Promise<string> {
	const load = loadPerCore();
	const seen = CASES.map(() => [] as Seen[]);
	for (let run = 0; run < runs; run += 1)
		for (const [index, { beside }] of CASES.entries()) {
			const database = await stage.database('demo');
			seen[index]?.push(await listBeside(database, beside, { past: part(PAST), pairs: part(PAIRS) }));
		}
	const middle = (of: readonly Seen[]) => figuresOf(of.map(({ pages }) => pages)).median;
	const quiet = middle(seen[0] ?? []);
	const rows = CASES.map(({ name, isOurs }, index) => {
		const all = seen[index] ?? [];
		const ratio = middle(all) / quiet;
		const stalls = figuresOf(all.map(({ stall }) => stall));
		return [
			name,
			shown(figuresOf(all.map(({ pages }) => pages))),
			`${ratio.toFixed(2)}×`,
			isOurs ? verdict(ratio, { atMost: 2 }) : '–',
			shown(figuresOf(all.map(({ p50 }) => p50)), 1),
			shown(stalls),
			isOurs ? verdict(stalls.median, { atMost: 20 }) : '–'
		];
	});
	return [table(HEAD, rows), surroundings({ Postgres: stage.version }, load)].join('\n\n');
}

/** Registers and calls in turn while something goes on beside, and looks at a call at the end. */
async function listBeside(
	database: StageDatabase,
	beside: Beside,
	{ past, pairs }: { past: number; pairs: number }
): Promise<Seen> {
	const site = await siteWithPast(database, past);
	// What the report reads: every visit still has something that was said.
	await database.sql`
		insert into visit_personal (visit_id, salt, alias_sealed)
		select id, 'salt', '\\x00' from visit where site_id = ${site.siteId} and finished`;
	await database.sql`vacuum (analyze) visit_personal`;
	const door = doorOn(site.pools.write);
	const ending = new AbortController();
	const stalls = monitorEventLoopDelay({ resolution: 1 });
	const times: number[] = [];
	const going = beside(database, ending.signal);
	// Heard at the end; until then it must not end the process.
	going.catch(() => {});
	try {
		stalls.enable();
		for (let pair = 0; pair < pairs; pair += 1)
			for (const work of [registerAt, callNextAt]) {
				const begin = performance.now();
				await work(door, site);
				times.push(performance.now() - begin);
			}
		stalls.disable();
		const { 'call-next': touched } = await touchedBy(site);
		return { pages: sumOf(touched), p50: percentile(times, 50), stall: stalls.max / 1e6 };
	} finally {
		ending.abort();
		await going;
		await site.pools.close();
	}
}

/** What is due to be erased, counted over every visit: the longest reading that the product has. */
async function ourReport({ sql }: StageDatabase, ended: AbortSignal): Promise<void> {
	while (!ended.aborted) await reportRetention(sql, databaseClock);
}

/** The other way to do it: everything as of one instant, while the list goes on. */
async function snapshotHeld({ sql }: StageDatabase, ended: AbortSignal): Promise<void> {
	await sql.begin('isolation level repeatable read read only', async (tx) => {
		while (!ended.aborted) await tx`select site_id, local_day, count(*) from visit group by 1, 2`;
	});
}
