/** `npm run bench -- history`: the list of today after a thousand visits and after a million. */
import { doorOn, registerAt } from './bench-door.ts';
import { sumOf, type CountedStatement } from './buffers.ts';
import { callNextAt } from './call-next.ts';
import { percentile, shown, table, figuresOf } from './figures.ts';
import { verdict, type Goal } from './goals.ts';
import type { Setting } from './measure.ts';
import { siteWithPast, touchedBy, WORKS, type SiteWithPast } from './past.ts';
import { loadPerCore, surroundings } from './surroundings.ts';

const FEW = 1_000;
const MANY = 1_000_000;
/** Registrations and calls in turn, so that the list stays as long as it was. */
const PAIRS = 100;
const HEAD = ['measure', '1,000 visits', 'many visits', 'ratio', 'goal'] as const;

/** Measures, and gives the section of docs/performance.md. */
export async function benchHistory({ stage, runs, part }: Setting): Promise<string> {
	const load = loadPerCore();
	const few = await siteWithPast(await stage.database('demo'), FEW);
	const many = await siteWithPast(await stage.database('demo'), part(MANY));
	try {
		const [before, after] = [await touchedBy(few), await touchedBy(many)];
		const rows = WORKS.map((work) =>
			row(`pages for ${work}`, [sumOf(before[work])], [sumOf(after[work])], { atMost: 1.2 })
		);
		const times: [number[][], number[][]] = [[], []];
		// The first round fills the caches and is not counted.
		for (let run = -1; run < runs; run += 1)
			for (const [index, site] of [few, many].entries()) {
				const taken = await timesOf(site, part(PAIRS));
				if (run >= 0) times[index]?.push(taken);
			}
		const [short, long] = times;
		const middles = (all: number[][]) => all.map((run) => percentile(run, 50));
		rows.push(row('p50 of a call or registration, ms', middles(short), middles(long), { atMost: 1.1 }, 1));
		const slowest = (all: number[][]) => [percentile(all.flat(), 99)];
		rows.push(row('p99 of all runs, ms', slowest(short), slowest(long), { atMost: 1.5 }, 1));
		const grown = WORKS.flatMap((work) => grownIn(work, before[work], after[work]));
		return [
			table([...HEAD], rows),
			...(grown.length === 0 ? [] : [`Statements that touched half as many again:\n\n${grown.join('\n')}`]),
			`Many are ${part(MANY).toLocaleString('en')}. ${surroundings({ Postgres: stage.version }, load)}`
		].join('\n\n');
	} finally {
		for (const site of [few, many]) await site.pools.close();
	}
}

function row(name: string, few: number[], many: number[], goal: Goal, digits = 0): string[] {
	const [before, after] = [figuresOf(few), figuresOf(many)];
	const ratio = after.median / before.median;
	return [name, shown(before, digits), shown(after, digits), `${ratio.toFixed(2)}×`, verdict(ratio, goal)];
}

/** Ms of each call and each registration, one after the other. */
async function timesOf(site: SiteWithPast, pairs: number): Promise<number[]> {
	const door = doorOn(site.pools.write);
	const times: number[] = [];
	for (let pair = 0; pair < pairs; pair += 1)
		for (const work of [registerAt, callNextAt]) {
			const begin = performance.now();
			await work(door, site);
			times.push(performance.now() - begin);
		}
	return times;
}

function grownIn(
	work: string,
	before: readonly CountedStatement[],
	after: readonly CountedStatement[]
): string[] {
	return after.flatMap(({ text, buffers }, index) => {
		const was = before[index]?.buffers ?? 0;
		if (buffers <= was * 1.5) return [];
		return [`- ${work}, ${was} → ${buffers}: \`${text.replace(/\s+/g, ' ').trim().slice(0, 110)} …\``];
	});
}
