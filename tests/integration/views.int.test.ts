/** Each screen knows only what its people may know, whatever happened that day. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import type { ClinicianView, ViewOf } from '#lib/contract/views.ts';
import { HOUSE } from '#lib/server/commands/request.ts';
import type { Door } from '#lib/server/commands/execute.ts';
import { readBoardFacts, type BoardFacts } from '#lib/server/store/board-facts.ts';
import { toVisits, type EntryRow, type VisitRow } from '#lib/server/store/visit-rows.ts';
import { readPersonal } from '#lib/server/store/personal.ts';
import { project } from '#lib/server/views/project.ts';
import { doorOf } from '../support/crowd.ts';
import { DEMO_RING } from '../support/demo-ring.ts';
import {
	NOTHING_ASKED,
	CANARY,
	OFFERED,
	addSecondNurse,
	requestsOf,
	waves,
	type Wave
} from '../support/moves.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const DAY_MS = 86_400_000;
const GIVES = { nurse: ['infirmier', 'materiel'], dentist: ['dentaire'] };
let database: TestDatabase;
let door: Door;
let now = Date.now();
/** Ids of services and reasons: no public screen may say one. */
let codes: Set<string>;
/** How often something was there to be hidden. */
const seen = { places: 0, calls: 0, recent: 0, lines: 0, care: 0, noCare: 0, aliases: 0, notes: 0 };

beforeAll(async () => {
	database = await freshDatabase();
	const { sql } = database;
	await addSecondNurse(sql);
	await sql`update service_text set name = ${`${CANARY} `} || name`;
	await sql`update reason_text set name = ${`${CANARY} `} || name, short = ${`${CANARY} `} || short`;
	const ids = await sql<{ id: string }[]>`select id from service union select id from reason`;
	codes = new Set(ids.map(({ id }) => id));
	door = doorOf(database, () => Promise.resolve(now));
});

async function openDay(): Promise<void> {
	now += DAY_MS;
	const span = { localDay: new Date(now).toISOString().slice(0, 10), startsAt: now, endsAt: now + DAY_MS };
	const offered = { services: OFFERED, defaultService: 'infirmier' };
	const command = { verb: 'open_block' as const, blockId: newId(), ...span, ...offered };
	await door.execute({ siteId: SITE, id: newId(), actorId: HOUSE, target: SITE, body: span, command });
}

async function factsAfter(wave: Wave): Promise<BoardFacts> {
	now += wave.waitMs;
	const requests = await requestsOf(database.sql, SITE, wave);
	await Promise.all(requests.map((request) => door.execute(request)));
	const facts = await readBoardFacts(
		database.sql,
		{ clock: () => Promise.resolve(now), keys: DEMO_RING },
		SITE
	);
	if (facts === null) throw new Error('the site is there');
	await expectAsStored(facts);
	return facts;
}

/** A board's visits come as arrays whose order both sides must know: they are what their rows say by name. */
async function expectAsStored({ visits }: BoardFacts): Promise<void> {
	const { sql } = database;
	const rows = await sql<VisitRow[]>`
		select v.* from visit v join block b on b.id = v.block_id
		where b.site_id = ${SITE} and b.closed_at is null and v.merged_into is null`;
	const entries = await sql<EntryRow[]>`select * from entry`;
	expect(visits).toEqual(toVisits(rows, entries));
}

/** Every text value in a view, however deep. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

function expectMute(view: ViewOf['display'] | ViewOf['host_worker']): void {
	for (const text of textsIn(view)) {
		expect(text).not.toMatch(new RegExp(CANARY, 'i'));
		expect(codes).not.toContain(text);
	}
	expect(JSON.stringify(view)).not.toMatch(/"(alias|reasons?|note|language|services?|level)"/);
}

function expectListWithoutStories({ entries, reasons }: ViewOf['reception']): void {
	for (const entry of entries) {
		// Whom a visit is for is a person or an animal, whatever reasons are called.
		const { alias, language, service, alsoWaitsFor, subject: _subject, ...rest } = entry;
		if (alias !== null) seen.aliases += 1;
		expect([null, `${CANARY} alias`]).toContain(alias);
		expect([null, `zz-${CANARY}`]).toContain(language);
		for (const text of textsIn(rest)) {
			expect(text).not.toContain(CANARY);
			expect(reasons.map(({ id }) => id)).not.toContain(text);
		}
		expect([service, ...alsoWaitsFor].every((id) => codes.has(id))).toBe(true);
	}
}

function expectCareOnlyWhereGiven({ entries }: ClinicianView, gives: readonly string[]): void {
	for (const { care, ...rest } of entries) {
		expect(JSON.stringify(rest)).not.toContain(CANARY);
		if (gives.includes(rest.service)) {
			if (care !== null) seen.care += 1;
		} else {
			seen.noCare += 1;
			expect(care).toBeNull();
		}
		expect(JSON.stringify(care)).not.toContain(`${CANARY} note`);
	}
}

it('The wall and the host’s worker never learn a name, a reason, a note, a language or a service', async () => {
	await fc.assert(
		fc.asyncProperty(waves, async (day) => {
			await openDay();
			for (const wave of day) {
				const facts = await factsAfter(wave);
				const display = project(facts, 'display', []).view;
				const host = project(facts, 'host_worker', []).view;
				expectMute(display);
				const keys = [...display.calls, ...display.recent].map(({ key }) => key);
				expect(new Set(keys).size).toBe(keys.length);
				expectMute(host);
				expectListWithoutStories(project(facts, 'reception', []).view);
				for (const gives of Object.values(GIVES))
					expectCareOnlyWhereGiven(project(facts, 'clinician', gives).view, gives);
				const coordinator = project(facts, 'coordinator', []).view;
				expect(JSON.stringify(coordinator.entries)).not.toContain(CANARY);
				seen.places += coordinator.entries.length;
				seen.calls += display.calls.length;
				seen.recent += display.recent.length;
				seen.lines += host.entries.length;
			}
		}),
		{ numRuns: 25, endOnFailure: true }
	);
	const visits = await database.sql<{ id: string }[]>`
		select visit_id as id from visit_personal where note_sealed is not null`;
	const kept = await Promise.all(visits.map(({ id }) => readPersonal(database.sql, DEMO_RING, id)));
	seen.notes = kept.filter(({ note }) => note?.startsWith(CANARY)).length;
	for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(10);
});

it('The wall shows no call of somebody who is to be told in person, on any of these days', async () => {
	await openDay();
	const move = { kind: 'register' as const, actor: 'pa1', pick: 0, given: [] };
	const asked = { ...NOTHING_ASKED, services: ['infirmier'] };
	const ways = ['word', 'alias_aloud', 'discreet', 'text'] as const;
	const coming = ways.map((callBy) => ({ ...move, asked: { ...asked, callBy } }) as Wave['moves'][number]);
	await factsAfter({ waitMs: 0, moves: coming });
	const calling = ways.map(() => ({ kind: 'call_next', actor: 'inf1', pick: 0 }) as const);
	const facts = await factsAfter({ waitMs: 1_000, moves: calling });
	const shown = project(facts, 'display', []).view.calls.map(({ word }) => word);
	const told = [...facts.visits.values()].filter(
		({ callBy }) => callBy === 'word' || callBy === 'alias_aloud'
	);
	expect(facts.visits.size).toBe(4);
	expect(shown.sort()).toEqual(told.map(({ word }) => word).sort());
});
