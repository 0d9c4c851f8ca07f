/** The demo week, played through one site faster than it was lived: what its screens go through in days of open doors. */
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { timezones } from '../../../src/commands/simulate/cast.ts';
import { chanceFrom } from '../../../src/commands/simulate/chance.ts';
import { planWeek, type Step } from '../../../src/commands/simulate/steps.ts';
import { parseWeek } from '../../../src/commands/simulate/week.ts';
import { firstEntry, type Client, type Visit } from '../../support/client.ts';

/** A Monday without a change of the clock in its week. */
const MONDAY = '2026-01-19';
const HOUR_MS = 3_600_000;

export interface Replayed {
	readonly siteId: string;
	/** Puts people on the list. */
	readonly peer: Client;
	/** Gives « infirmier »; sees everybody, whatever they came for. */
	readonly nurse: Client;
	readonly levelSetter: Client;
}

/** One day of one site of the week, from the first step to the last. */
export type SiteDay = readonly Step[];

/** The days of all sites, and for how long (ms) the doors were open in each, together. */
export async function demoDays(): Promise<{ days: readonly SiteDay[]; openMs: number }> {
	const rows = parseWeek(await readFile('db/demo/week_events.csv', 'utf8'));
	const { steps } = planWeek(rows, { monday: MONDAY, timezones, random: chanceFrom(1) });
	const days: Step[][] = [];
	const open = new Map<string, Step[]>();
	for (const step of steps) {
		const { siteId, move } = step;
		if (move.kind === 'open') open.set(siteId, []);
		else if (move.kind === 'count') days.push(open.get(siteId) ?? []);
		else open.get(siteId)?.push(step);
	}
	const openMs = days.reduce((sum, day) => sum + (day.at(-1)?.at ?? 0) - (day[0]?.at ?? 0), 0);
	return { days, openMs };
}

/** How many days of one site so many hours of open doors at so many sites are. */
export function daysIn(
	{ days, openMs }: { days: readonly SiteDay[]; openMs: number },
	hours: number,
	sites: number
) {
	return (hours * HOUR_MS * sites * days.length) / openMs;
}

/** Plays a day in `ms`, its steps evenly apart; each is answered before the next. */
export async function playDay(day: SiteDay, who: Replayed, ms: number): Promise<void> {
	const visits = new Map<number, Visit>();
	const from = performance.now();
	for (const [index, step] of day.entries()) {
		const early = from + (index * ms) / day.length - performance.now();
		if (early > 0) await pause(early);
		await play(step, who, visits);
	}
}

async function play({ visit, move }: Step, who: Replayed, visits: Map<number, Visit>): Promise<void> {
	const { siteId, peer, nurse, levelSetter } = who;
	const known = visits.get(visit ?? -1);
	if (move.kind === 'register') {
		const { callBy, alias, language } = move.body;
		const body = { callBy, services: ['infirmier'], ...(alias && { alias }), ...(language && { language }) };
		return void visits.set(visit ?? -1, await peer.register(siteId, body));
	}
	if (known === undefined) throw new Error('a step came before its welcome');
	switch (move.kind) {
		case 'level':
			await levelSetter.step(firstEntry(known), 'level', { level: move.level, cause: 'clinical' });
			return;
		case 'call':
			await nurse.step(firstEntry(known), 'call', { alsoCall: true });
			return;
		case 'start':
		case 'complete':
			await nurse.step(firstEntry(known), move.kind);
			return;
		case 'defer':
			await peer.step(firstEntry(known), 'defer', { to: 'next_block' });
			return;
		case 'step_out':
			await peer.do(`/visits/${known.id}/step-out`);
			return;
		case 'return':
		case 'leave':
			await peer.do(`/visits/${known.id}/${move.kind}`);
			return;
		case 'open':
		case 'count':
			throw new Error('the edges of a day are no steps of it');
	}
}
