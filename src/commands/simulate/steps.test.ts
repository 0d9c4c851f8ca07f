import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chanceFrom } from './chance.ts';
import { planWeek, type Step } from './steps.ts';
import { parseWeek, type WeekRow } from './week.ts';

const MINUTE = 60_000;
const setting = (seed = 1) => ({
	monday: '2026-01-19',
	timezones: new Map([['corner', 'America/Toronto']]),
	random: chanceFrom(seed)
});

function aRow(changes: Partial<WeekRow> = {}): WeekRow {
	return {
		day: 1,
		site: 'corner',
		alias: null,
		arrived: '12:00',
		lang: 'fr',
		reason: 'talk',
		priority: 2,
		call: 'code',
		peer: false,
		stepped_out: null,
		started: '12:30',
		ended: '12:50',
		service: 'nursing',
		outcome: 'vu',
		...changes
	};
}

const walls = (steps: readonly Step[]) =>
	steps.map(({ at, move }) => `${new Date(at).toISOString().slice(8, 16)} ${move.kind}`);

describe('The steps of one person', () => {
	it('are welcome, call, start and end between the opening and the count of the day, in local time', () => {
		expect(walls(planWeek([aRow()], setting()).steps)).toEqual([
			'20T17:00 open',
			'20T17:00 register',
			'20T17:29 call',
			'20T17:30 start',
			'20T17:50 complete',
			'20T17:50 count'
		]);
	});

	it.each([
		['parti', 'leave'],
		['reporte', 'defer']
	] as const)('end with « %s » as %s', (outcome, kind) => {
		const { steps } = planWeek([aRow({ outcome, started: null, service: null })], setting());
		expect(steps.map(({ move }) => move.kind)).toEqual(['open', 'register', kind, 'count']);
	});

	it('say the level right after the welcome', () => {
		const { steps } = planWeek([aRow({ priority: 1 })], setting());
		expect(steps[2]).toMatchObject({ at: steps[1]?.at, move: { kind: 'level', level: 'sooner_today' } });
	});

	it('ask for the service that was given, else tell the reason; and hold what the person said', () => {
		const given = aRow({ alias: 'Sol', call: 'discret', peer: true, lang: 'moe' });
		expect(planWeek([given], setting()).steps[1]?.move).toEqual({
			kind: 'register',
			body: {
				services: ['nursing'],
				alias: 'Sol',
				language: 'moe',
				callBy: 'discreet',
				peerWanted: 'yes',
				ageMs: 0
			}
		});
		const left = aRow({ outcome: 'parti', started: null, service: null, lang: '?' });
		expect(planWeek([left], setting()).steps[1]?.move).toEqual({
			kind: 'register',
			body: { reasons: ['talk'], callBy: 'word', peerWanted: 'no', ageMs: 0 }
		});
	});
});

describe('A walk outside', () => {
	it.each(['12:10', '12:20', '12:28'])('at %s ends before the call, whatever is drawn', (stepped_out) => {
		for (let seed = 0; seed < 50; seed += 1) {
			const { steps, skippedStepOuts } = planWeek([aRow({ stepped_out })], setting(seed));
			const kinds = steps.map(({ move }) => move.kind);
			expect(kinds).toEqual(['open', 'register', 'step_out', 'return', 'call', 'start', 'complete', 'count']);
			const [, , out, back, call] = steps;
			expect(back!.at - out!.at).toBeLessThanOrEqual(15 * MINUTE);
			expect(back!.at).toBeLessThan(call!.at);
			expect(skippedStepOuts).toBe(0);
		}
	});

	it.each([['12:30'], ['12:40'], ['13:00']])(
		'at %s, when care has started, is left out and counted',
		(out) => {
			const { steps, skippedStepOuts } = planWeek([aRow({ stepped_out: out })], setting());
			expect(steps.map(({ move }) => move.kind)).not.toContain('step_out');
			expect(skippedStepOuts).toBe(1);
		}
	);
});

it('The recorded week has 73 people, 8 walks that cannot be played, and the same steps for the same seed', () => {
	const rows = parseWeek(readFileSync('db/demo/week_events.csv', 'utf8'));
	const zones = new Map(rows.map(({ site }) => [site, 'America/Toronto']));
	const plan = (seed: number) => planWeek(rows, { ...setting(seed), timezones: zones });
	expect(plan(1).steps.filter(({ move }) => move.kind === 'register')).toHaveLength(73);
	expect(plan(1).skippedStepOuts).toBe(8);
	expect(plan(1)).toEqual(plan(1));
	expect(plan(2)).not.toEqual(plan(1));
	const instants = plan(1).steps.map(({ at }) => at);
	expect(instants).toEqual([...instants].sort((a, b) => a - b));
});
