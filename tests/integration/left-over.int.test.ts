/** People who were still on the list when the block was closed: they are not here any more, and may come again. */
import { readFile } from 'node:fs/promises';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { FIRST_ID, readFamilies, readRoots } from '#lib/server/retention/what-is-due.ts';
import { clinicDay, SITE, step, type ClinicDay } from '../support/clinic-day.ts';

let day: ClinicDay;

beforeAll(async () => {
	day = await clinicDay();
});
beforeEach(() => day.clear());

const unfinished = async (id: string) =>
	(await day.database.sql`select 1 from visit where id = ${id} and not finished`).length === 1;
/** Whether an unfinished visit keeps this person from being forgotten. */
async function heldByAVisit(personId: string): Promise<boolean | undefined> {
	const [family] = await readFamilies(day.database.sql, [personId]);
	return family?.unfinishedUntil.some((until) => until > Date.now());
}

it('Whoever was left over comes again at the next block under the same key, and gets a word of that day', async () => {
	const { personId, visit } = await day.knownAs({ alias: 'Restée' });
	expect(await unfinished(visit.id)).toBe(true);
	await day.clear();
	expect(await unfinished(visit.id)).toBe(false);
	const again = await day.came({ personId });
	expect(again.id).not.toBe(visit.id);
	expect(await unfinished(again.id)).toBe(true);
	// And once only, as ever.
	const twice = await day.peer.tryTo(`/sites/${SITE}/visits`, { personId });
	expect(twice.body).toMatchObject({ code: 'already_here_today', visit: { id: again.id } });
});

it('What is noted about them later does not bring them back on the list', async () => {
	const { personId, visit } = await day.knownAs({ alias: 'Suivie' });
	await day.clear();
	expect((await step(day.peer, visit, 'follow-up', { on: null })).status).toBe(200);
	expect((await step(day.peer, visit, 'notice', { version: 1, language: 'fr', way: 'said' })).status).toBe(
		200
	);
	expect(await unfinished(visit.id)).toBe(false);
	expect((await day.peer.tryTo(`/sites/${SITE}/visits`, { personId })).status).toBe(201);
});

it('They are forgotten like anybody else when their time has come', async () => {
	const { personId } = await day.knownAs({ alias: 'Oubliable' });
	expect(await heldByAVisit(personId)).toBe(true);
	await day.clear();
	expect(await heldByAVisit(personId)).toBe(false);
	const roots = await readRoots(day.database.sql, {
		before: Date.now() + 1000,
		after: FIRST_ID,
		limit: 1000
	});
	expect(roots).toContain(personId);
});

it('Visits that an older version left unfinished are put right by the migration', async () => {
	const { sql } = day.database;
	const { visit } = await day.knownAs({ alias: 'Ancienne' });
	await day.clear();
	const here = await day.came();
	await sql`update visit set finished = false where id = ${visit.id}`;
	await sql.unsafe(await readFile('db/migrations/0010_finish_visits_of_closed_blocks.sql', 'utf8'));
	expect(await unfinished(visit.id)).toBe(false);
	expect(await unfinished(here.id)).toBe(true);
});
