/** The week from the first step to the last, on a node of our own or on a server that runs already. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { instantOf } from '#lib/server/store/local-time.ts';
import { Api } from './api.ts';
import { Cast, siteNames, timezones } from './cast.ts';
import { addTallies, compareWeek } from './compare.ts';
import type { Options } from './options.ts';
import { Player } from './player.ts';
import { openProgress } from './progress.ts';
import { durationsOf, plural, tableOf } from './report.ts';
import { Screens } from './screens.ts';
import { planWeek, type Plan, type Step } from './steps.ts';
import { WeekClock } from './week-clock.ts';
import { parseSummary, parseWeek, type SummaryRow } from './week.ts';

/** A Monday without a change of the clock in its week; the demo's own. */
const MONDAY = '2026-01-19';
const BEFORE_THE_DOORS = '06:00';

export interface Week {
	readonly plan: Plan;
	readonly summary: readonly SummaryRow[];
	readonly clock: WeekClock;
}

/** Reads the week and sets the clock before its first door. */
export async function prepareWeek({ speed }: Options, random: () => number): Promise<Week> {
	const read = (name: string) => readFile(resolve('db/demo', name), 'utf8');
	const [events, summary] = await Promise.all([read('week_events.csv'), read('week_summary.csv')]);
	const plan = planWeek(parseWeek(events), { monday: MONDAY, timezones, random });
	const zone = [...timezones.values()][0] ?? 'UTC';
	const clock = new WeekClock(instantOf(MONDAY, BEFORE_THE_DOORS, zone), speed);
	return { plan, summary: parseSummary(summary), clock };
}

/** Plays the week at `url`. `compared`: the node is ours alone, and its clock is the week's. True when all is well. */
export async function runWeek(week: Week, url: string, compared: boolean): Promise<boolean> {
	const { plan, summary, clock } = week;
	const faults: string[] = [];
	const api = new Api(url, compared ? () => clock.now() : () => Date.now());
	const cast = new Cast(api);
	const siteIds = [...new Set(plan.steps.map(({ siteId }) => siteId))];
	const screens = await Screens.open(api, cast, siteIds, `Simulation ${process.pid}`);
	const tell = (fault: string, step: Step) =>
		void faults.push(`${momentOf(step)}, ${step.siteId} : ${fault}`);
	const player = new Player(cast, screens, { alone: compared, tell });
	const progress = openProgress(plan.steps.length, process.stdout);
	const play = async (step: Step) => {
		await player.play(step);
		progress.step(momentOf(step));
	};
	if (compared) await playInOrder(plan.steps, clock, play);
	else await playAsLoad(plan.steps, clock, play);
	progress.stop();
	const differences = await screens.agreeEverywhere();
	faults.push(...differences.map((difference) => `à la fin, écran en désaccord : ${difference}`));
	const { agreements, resyncs, slowest } = screens;
	await screens.close();
	await cast.signOut();

	console.log(durationsOf(api.durations));
	console.log(
		`Écrans : ${plural(agreements, 'accord', 'accords')} avec la base, le plus lent en ${Math.round(slowest)} ms, ` +
			plural(resyncs, 'rattrapage', 'rattrapages')
	);
	if (plan.skippedStepOuts > 0) {
		const walks = plural(plan.skippedStepOuts, 'sortie laissée', 'sorties laissées');
		console.log(`${walks} de côté : notées au début des soins ou après.`);
	}
	if (player.dropped > 0) faults.push(plural(player.dropped, 'geste impossible', 'gestes impossibles'));
	let equal = true;
	if (compared) {
		const tallies = new Map([...player.tallies].map(([siteId, days]) => [siteId, addTallies(days)]));
		const comparisons = compareWeek(tallies, summary);
		equal = comparisons.every((comparison) => comparison.equal);
		console.log(`\n${tableOf(comparisons, (id) => siteNames.get(id) ?? id)}\n`);
	}
	for (const fault of faults) console.error(`✗ ${fault}`);
	return equal && faults.length === 0;
}

/** One step at a time: while one is played, the simulated clock stands. */
async function playInOrder(
	steps: readonly Step[],
	clock: WeekClock,
	play: (step: Step) => Promise<void>
): Promise<void> {
	for (const step of steps) {
		await clock.reach(step.at);
		await play(step);
	}
}

/** Each step at its time, whether or not the others are answered; those of one visit wait for each other. */
async function playAsLoad(
	steps: readonly Step[],
	clock: WeekClock,
	play: (step: Step) => Promise<void>
): Promise<void> {
	const visits = new Map<number, Promise<void>>();
	for (const step of steps) {
		await clock.reach(step.at);
		if (step.visit === null) await play(step);
		else
			visits.set(
				step.visit,
				(visits.get(step.visit) ?? Promise.resolve()).then(() => play(step))
			);
	}
	await Promise.all(visits.values());
}

/** « mercredi 12:44 », by the site's wall clock. */
function momentOf({ at, siteId }: Step): string {
	const timeZone = timezones.get(siteId);
	const format = new Intl.DateTimeFormat('fr-CA', {
		timeZone,
		weekday: 'long',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	});
	const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
	return `${parts.get('weekday')} ${parts.get('hour')}:${parts.get('minute')}`;
}
