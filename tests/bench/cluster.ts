/** `npm run bench -- cluster`: registered at one node, shown at another, with Redis between them. */
import { figuresOf, percentile, shown, table } from './figures.ts';
import { comparedRow, COMPARED_HEAD } from './goals.ts';
import { runLive, type Load } from './live-run.ts';
import type { Setting } from './measure.ts';
import { startRedis } from './redis-server.ts';
import { openProduct, type Side } from './sides.ts';
import { loadPerCore, surroundings } from './surroundings.ts';

const LOAD: Load = { displays: 50, perSecond: 20, count: 200, before: 40 };
/** The very first message between the two: an adapter that begins to read too late loses it. */
const FIRST: Load = { displays: 5, perSecond: 1, count: 1, before: 0 };

/** Measures, and gives the section of docs/performance.md. */
export async function benchCluster({ stage, runs, part }: Setting): Promise<string> {
	const load = loadPerCore();
	const redis = await startRedis();
	const variables = { REDIS_URL: redis.url };
	const sides: Side[] = [];
	try {
		sides.push(await openProduct(stage, { variables, second: true }), await openProduct(stage));
		const [two] = sides;
		const first = two === undefined ? [] : (await runLive(two, FIRST)).latencies;
		const work = { ...LOAD, count: part(LOAD.count), before: part(LOAD.before) };
		const seen = sides.map(() => [] as (readonly number[])[]);
		for (let run = 0; run < runs; run += 1)
			for (const [index, side] of sides.entries()) seen[index]?.push((await runLive(side, work)).latencies);
		const [second = [], alone = []] = seen;
		const at = (all: (readonly number[])[], p: number) => all.map((run) => percentile(run, p));
		const rows = [
			comparedRow({ name: 'p50, ms', product: at(second, 50), floor: at(alone, 50), goal: { atMost: 1.3 } }),
			comparedRow({ name: 'p99, ms', product: at(second, 99), floor: at(alone, 99), goal: { atMost: 1.6 } }),
			['the very first, ms', shown(figuresOf(first), 1), '–', '–', 'not lost']
		];
		const head = ['measure', 'second node', 'same node', ...COMPARED_HEAD.slice(3)];
		const versions = { Postgres: stage.version, Redis: redis.version };
		return [table(head, rows), surroundings(versions, load)].join('\n\n');
	} finally {
		for (const side of sides) await side.stop();
		await redis.stop();
	}
}
