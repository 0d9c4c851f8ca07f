/** The log and the lists can never disagree: the events, told one after the other, give exactly the rows. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import type { VisitEvent } from '#lib/domain/visit/events.ts';
import { evolve } from '#lib/domain/visit/evolve.ts';
import type { Visit } from '#lib/domain/visit/state.ts';
import { HOUSE } from '#lib/server/commands/request.ts';
import type { Door } from '#lib/server/commands/execute.ts';
import { toVisits, type EntryRow, type VisitRow } from '#lib/server/store/visit-rows.ts';
import { doorOf } from '../support/crowd.ts';
import { OFFERED, addSecondNurse, requestsOf, waves, type Wave } from '../support/moves.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const DAY_MS = 86_400_000;
let database: TestDatabase;
let door: Door;
let now = Date.now();
const outcomes = new Map<string, number>();
/** In which may happen what chance left out of the first forty. */
const MORE_DAYS = 200;

beforeAll(async () => {
	database = await freshDatabase();
	await addSecondNurse(database.sql);
	door = doorOf(database, () => Promise.resolve(now));
});

/** Each run is a day of its own, so that the lists stay short; what was before stays in the log. */
async function nextDay(): Promise<void> {
	now += DAY_MS;
	const localDay = new Date(now).toISOString().slice(0, 10);
	const offered = { services: OFFERED, defaultService: 'infirmier' };
	const span = { blockId: newId(), localDay, startsAt: now, endsAt: now + DAY_MS };
	const command = { verb: 'open_block' as const, ...span, ...offered };
	await door.execute({ siteId: SITE, id: newId(), actorId: HOUSE, target: SITE, body: span, command });
}

async function play(day: readonly Wave[]): Promise<void> {
	await nextDay();
	for (const wave of day) {
		now += wave.waitMs;
		const requests = await requestsOf(database.sql, SITE, wave);
		const results = await Promise.all(requests.map((request) => door.execute(request)));
		results.forEach(({ kind }, index) => {
			const what = `${requests[index]?.command.verb} ${kind}`;
			outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
		});
	}
}

interface EventRow {
	type: string;
	at: Date;
	by: string;
	command_id: string;
	data: object;
}

/** All visits, as the log alone tells them. */
async function visitsFromEvents(): Promise<Map<string, Visit>> {
	const rows = await database.sql<EventRow[]>`
		select type, at, by, command_id, data from event where site_id = ${SITE} and visit_id is not null
		order by epoch, seq, ordinal`;
	const visits = new Map<string, Visit>();
	for (const { type, data, at, by, command_id } of rows) {
		const event = { type, ...data } as VisitEvent;
		const cause = { commandId: command_id, by, at: at.getTime() };
		visits.set(event.visitId, evolve(visits.get(event.visitId), event, cause));
	}
	return visits;
}

async function visitsFromRows(): Promise<Map<string, Visit>> {
	const visits = await database.sql<VisitRow[]>`select * from visit where site_id = ${SITE}`;
	const entries = await database.sql<EntryRow[]>`select * from entry`;
	return toVisits(visits, entries);
}

/** The log tells that somebody is known, never who: that goes when they are forgotten. */
function anonymous(visits: ReadonlyMap<string, Visit>): unknown[] {
	return [...visits.values()]
		.map((visit) => ({ ...visit, personId: visit.personId === null ? null : 'known' }))
		.sort((a, b) => (a.id < b.id ? -1 : 1));
}

it('whatever the team does, alone or at the same moment', async () => {
	await fc.assert(
		fc.asyncProperty(waves, async (day) => {
			await play(day);
			expect(anonymous(await visitsFromRows())).toEqual(anonymous(await visitsFromEvents()));
		}),
		{ numRuns: 40, endOnFailure: true }
	);
	const steps = [
		'register',
		'call_next',
		'call',
		'start',
		'complete',
		'absent',
		'release',
		'reroute',
		'level'
	];
	const more = ['defer', 'cancel', 'undo', 'step_out', 'return', 'leave', 'reopen', 'details', 'take_over'];
	more.push('identify', 'notice', 'follow_up', 'merge_visits', 'answer_questions');
	more.push('group', 'ungroup', 'where', 'check_in');
	more.push('interpreter', 'interpreter_confirmed', 'interpreter_withdrawn');
	const neverDone = () => [...steps, ...more].filter((verb) => !outcomes.has(`${verb} answered`));
	// The days are full of life: they go on until every kind of step was done, not only refused.
	for (const day of fc.sample(waves, MORE_DAYS)) {
		if (neverDone().length === 0) break;
		await play(day);
	}
	expect(neverDone()).toEqual([]);
	expect(anonymous(await visitsFromRows())).toEqual(anonymous(await visitsFromEvents()));
});

it('the log has no gap, its times never go back, and it names nobody', async () => {
	const rows = await database.sql<{ seq: string; ordinal: number; at: Date; data: object }[]>`
		select seq, ordinal, at, data from event where site_id = ${SITE} order by seq, ordinal`;
	const seqs = [...new Set(rows.map(({ seq }) => Number(seq)))];
	expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => index + 1));
	const [head] = await database.sql<{ seq: string }[]>`select seq from site_head where site_id = ${SITE}`;
	expect(Number(head?.seq)).toBe(seqs.length);
	const times = rows.map(({ at }) => at.getTime());
	expect(times).toEqual([...times].sort((a, b) => a - b));
	const keys = (await database.sql<{ id: string }[]>`select id from person`).map(({ id }) => id);
	expect(keys.length).toBeGreaterThan(0);
	const log = JSON.stringify(rows.map(({ data }) => data));
	expect(log).not.toMatch(/CANARI (alias|note)/);
	for (const key of keys) expect(log).not.toContain(key);
});

it('nobody is on the list of a block that is over', async () => {
	const [row] = await database.sql`
		select count(*)::int as over, (count(*) filter (where not v.finished))::int as unfinished
		from visit v join block b on b.id = v.block_id where b.closed_at is not null`;
	expect(row?.['over']).toBeGreaterThan(0);
	expect(row?.['unfinished']).toBe(0);
});

it('no visit is in two hands, and no word is on two tickets of one day', async () => {
	const [row] = await database.sql`
		select (select count(*) from (select 1 from entry where status in ('called', 'in_service')
				group by visit_id having count(*) > 1) as twice) as twice,
			(select count(*) from (select 1 from visit group by site_id, local_day, word
				having count(*) > 1) as words) as words`;
	expect(row).toEqual({ twice: '0', words: '0' });
});
