/** `npm run bench -- e2e-max`: how many registrations a second one site takes while every screen still keeps up. */
import { percentile, table } from './figures.ts';
import { comparedRow, COMPARED_HEAD, type Goal } from './goals.ts';
import { runLive } from './live-run.ts';
import type { Setting } from './measure.ts';
import { openLiveFloor, openProduct, type Side } from './sides.ts';
import { loadPerCore, surroundings } from './surroundings.ts';

const CASES: readonly { displays: number; goal: Goal }[] = [
	{ displays: 50, goal: { atLeast: 0.8 } },
	{ displays: 200, goal: { atLeast: 2 } }
];
/** Each a quarter more than the one before. A site has words for 4,998 people a day. */
const STEPS = [
	10, 20, 40, 60, 80, 100, 125, 156, 195, 244, 305, 381, 477, 596, 745, 931, 1_164, 1_455, 1_819, 2_274
];
const STEP_S = 2;
const MOST_SENT = 4_800;
const KEEPS_UP_MS = 100;

/** Measures, and gives the section of docs/performance.md. */
export async function benchE2eMax({ stage, runs, part }: Setting): Promise<string> {
	const load = loadPerCore();
	const rows: string[][] = [];
	for (const { displays, goal } of CASES) {
		const most = { Halte: [] as number[], floor: [] as number[] };
		for (let run = 0; run < runs; run += 1)
			for (const open of [openProduct, openLiveFloor]) {
				// A node of its own each time: one lets 600 screens ask for a code in ten minutes (ADR 18).
				const side = await open(stage);
				try {
					most[side.name].push(await mostSustained(side, displays, part));
				} finally {
					await side.stop();
				}
			}
		const { Halte: product, floor } = most;
		rows.push(comparedRow({ name: `${displays} screens, per second`, product, floor, goal, digits: 0 }));
	}
	return [table(COMPARED_HEAD, rows), surroundings({ Postgres: stage.version }, load)].join('\n\n');
}

/** The last step that was kept; a step that fails is tried once more, since something else may have disturbed it. */
async function mostSustained(side: Side, displays: number, part: Setting['part']): Promise<number> {
	let most = 0;
	// A process that has just begun is slow for some seconds; that is measured by « cold ».
	await keepsUp(side, { displays, perSecond: 20, count: part(100), before: 0 });
	for (const perSecond of STEPS) {
		const count = part(Math.min(perSecond * STEP_S, MOST_SENT));
		const load = { displays, perSecond, count, before: 0 };
		if (!(await keepsUp(side, load)) && !(await keepsUp(side, load))) return most;
		most = perSecond;
	}
	return most;
}

async function keepsUp(side: Side, load: Parameters<typeof runLive>[1]): Promise<boolean> {
	try {
		return percentile((await runLive(side, load)).latencies, 99) < KEEPS_UP_MS;
	} catch (error) {
		// Too much for it: something was refused or not shown in time.
		console.error(`${side.name}, ${load.perSecond} a second: ${(error as Error).message.slice(0, 120)}`);
		return false;
	}
}
