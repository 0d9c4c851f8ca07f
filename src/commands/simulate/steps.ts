/** From the rows of the week to the steps that people took, in the order in which they took them. Pure. */
import type { RegisterBody } from '#lib/contract/commands.ts';
import type { CallWay, Level } from '#lib/contract/steps.ts';
import { daysAfter, instantOf } from '#lib/server/store/local-time.ts';
import type { WeekRow } from './week.ts';

/** What somebody does. `open` and `count` stand at the edges of a site's day, the others belong to one visit. */
export type Move =
	| { kind: 'open' | 'count' }
	| { kind: 'register'; body: Omit<RegisterBody, 'id'> }
	| { kind: 'level'; level: Level }
	| { kind: 'call' | 'start' | 'complete'; service: string }
	| { kind: 'step_out' | 'return' | 'leave' | 'defer' };

export interface Step {
	/** Simulated instant, in ms. */
	readonly at: number;
	readonly siteId: string;
	/** The row that it comes from; null for the site's own steps. */
	readonly visit: number | null;
	readonly move: Move;
}

export interface Plan {
	readonly steps: readonly Step[];
	/** Walks outside that the data put at or after the start of care, or after the end: not playable. */
	readonly skippedStepOuts: number;
}

export interface Setting {
	/** The local day that the data call Monday. */
	readonly monday: string;
	readonly timezones: ReadonlyMap<string, string>;
	/** In [0, 1). */
	readonly random: () => number;
}

const MINUTE = 60_000;
const CALL_BEFORE_START = MINUTE;
const [SHORTEST_WALK, LONGEST_WALK] = [3 * MINUTE, 15 * MINUTE];
const CALL_WAYS: Record<WeekRow['call'], CallWay> = {
	code: 'word',
	prenom: 'alias_aloud',
	discret: 'discreet',
	texto: 'text'
};
const LEVEL_OF_PRIORITY: readonly Level[] = ['now', 'sooner_today', 'arrival_order'];
const LANGUAGE = /^[a-z]{2,4}$/;

/** Every step of the week, by time; at one instant in the order of the rows. */
export function planWeek(rows: readonly WeekRow[], setting: Setting): Plan {
	const opened: Step[] = [];
	const counted: Step[] = [];
	const walked: Step[] = [];
	let skippedStepOuts = 0;
	for (const [visit, row] of rows.entries()) {
		const at = (wall: string) =>
			instantOf(daysAfter(setting.monday, row.day), wall, zoneOf(setting, row.site));
		const walk = walkOf(row, at, setting.random);
		if (row.stepped_out !== null && walk === null) skippedStepOuts += 1;
		const moves = movesOf(row, at, walk);
		walked.push(...moves.map(([instant, move]) => ({ at: instant, siteId: row.site, visit, move })));
	}
	for (const [siteId, day] of siteDays(rows)) {
		const instants = walked
			.filter((s) => s.siteId === siteId && rows[s.visit ?? 0]?.day === day)
			.map((s) => s.at);
		opened.push({ at: Math.min(...instants), siteId, visit: null, move: { kind: 'open' } });
		counted.push({ at: Math.max(...instants), siteId, visit: null, move: { kind: 'count' } });
	}
	// The sort is stable: at one instant a site opens before the first step and counts after the last.
	const steps = [...opened, ...walked, ...counted].sort((a, b) => a.at - b.at);
	return { steps, skippedStepOuts };
}

type At = (wall: string) => number;
interface Walk {
	readonly out: number;
	readonly back: number;
}

/** Back after some minutes, and always in the first half of what is left until the start or the end. */
function walkOf(row: WeekRow, at: At, random: () => number): Walk | null {
	if (row.stepped_out === null) return null;
	const out = at(row.stepped_out);
	const until = at(row.started ?? row.ended);
	if (out >= until || out < at(row.arrived)) return null;
	const minutes = SHORTEST_WALK + random() * (LONGEST_WALK - SHORTEST_WALK);
	return { out, back: out + Math.round(Math.min(minutes, (until - out) / 2)) };
}

function movesOf(row: WeekRow, at: At, walk: Walk | null): [number, Move][] {
	const arrived = at(row.arrived);
	const ended = at(row.ended);
	const moves: [number, Move][] = [[arrived, { kind: 'register', body: registration(row) }]];
	const level = LEVEL_OF_PRIORITY[row.priority] ?? 'arrival_order';
	if (level !== 'arrival_order') moves.push([arrived, { kind: 'level', level }]);
	if (walk !== null) moves.push([walk.out, { kind: 'step_out' }], [walk.back, { kind: 'return' }]);
	if (row.outcome === 'parti') return [...moves, [ended, { kind: 'leave' }]];
	if (row.outcome === 'reporte') return [...moves, [ended, { kind: 'defer' }]];
	if (row.started === null || row.service === null) throw new Error('somebody was seen by nobody, or never');
	const { service } = row;
	const started = at(row.started);
	const free = walk?.back ?? arrived;
	const called = started - Math.floor(Math.min(CALL_BEFORE_START, (started - free) / 2));
	return [
		...moves,
		[called, { kind: 'call', service }],
		[started, { kind: 'start', service }],
		[ended, { kind: 'complete', service }]
	];
}

function registration(row: WeekRow): Omit<RegisterBody, 'id'> {
	return {
		...(row.service === null ? { reasons: [row.reason] } : { services: [row.service] }),
		...(row.alias !== null && { alias: row.alias }),
		...(LANGUAGE.test(row.lang) && { language: row.lang }),
		callBy: CALL_WAYS[row.call],
		peerWanted: row.peer ? 'yes' : 'no',
		ageMs: 0
	};
}

function siteDays(rows: readonly WeekRow[]): [string, number][] {
	const seen = new Map(rows.map(({ site, day }) => [`${site} ${day}`, [site, day] as [string, number]]));
	return [...seen.values()];
}

function zoneOf({ timezones }: Setting, siteId: string): string {
	const zone = timezones.get(siteId);
	if (zone === undefined) throw new Error(`the network has no site ${siteId}`);
	return zone;
}
