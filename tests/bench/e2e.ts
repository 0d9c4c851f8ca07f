/** `npm run bench -- e2e`: from somebody's registration until the last of fifty screens shows it. */
import { figuresOf, percentile, table } from './figures.ts';
import { comparedRow, limitRow, COMPARED_HEAD } from './goals.ts';
import { runLive, type Load } from './live-run.ts';
import type { Setting } from './measure.ts';
import { openLiveFloor, openProduct } from './sides.ts';
import { loadPerCore, surroundings } from './surroundings.ts';

const LOAD: Load = { displays: 50, perSecond: 20, count: 200, before: 40 };

/** Measures, and gives the section of docs/performance.md. */
export async function benchE2e({ stage, runs, part }: Setting): Promise<string> {
	const load = loadPerCore();
	const sides = [await openProduct(stage), await openLiveFloor(stage)];
	try {
		const work = { ...LOAD, count: part(LOAD.count), before: part(LOAD.before) };
		const seen = sides.map(() => [] as number[][]);
		for (let run = 0; run < runs; run += 1)
			for (const [index, side] of sides.entries())
				seen[index]?.push([...(await runLive(side, work)).latencies]);
		const [product = [], floor = []] = seen;
		const at = (all: number[][], p: number) => all.map((latencies) => percentile(latencies, p));
		const rows = [
			comparedRow({ name: 'p50, ms', product: at(product, 50), floor: at(floor, 50), goal: { atMost: 1.5 } }),
			comparedRow({ name: 'p99, ms', product: at(product, 99), floor: at(floor, 99), goal: { atMost: 2 } }),
			limitRow('slowest, ms', figuresOf(at(product, 100)), { atMost: 100 })
		];
		return [table(COMPARED_HEAD, rows), surroundings({ Postgres: stage.version }, load)].join('\n\n');
	} finally {
		for (const side of sides) await side.stop();
	}
}
