/** Who opened whose file stays written down when somebody is forgotten, and ties none of their visits together. */
import { beforeAll, expect, it } from 'vitest';
import type { FileAnswer } from '#lib/contract/answers.ts';
import { verifyLogs } from '#lib/server/audit/verify.ts';
import type { Visit } from '../support/client.ts';
import { clinicDay, SITE, type ClinicDay } from '../support/clinic-day.ts';
import { forgettingIn, forgotten, tracesOf } from '../support/forgetting.ts';
import { opened } from '../support/opened-people.ts';

const YEARS_3 = 3 * 365 * 86_400_000;
let day: ClinicDay;
let personId: string;
let visits: Visit[];

beforeAll(async () => {
	day = await clinicDay();
	const first = await day.knownAs({ alias: 'Nuage' });
	personId = first.personId;
	await day.clear();
	visits = [first.visit, await day.came({ personId })];
	for (const [i, { id }] of visits.entries()) {
		const asked = i === 0 ? '?purpose=care' : '';
		expect((await day.nurse.get<FileAnswer>(`/visits/${id}${asked}`)).status).toBe(200);
	}
	await day.peer.do(`/visits/${visits[1]?.id}/restrict`, { accountId: 'med1' });
	expect((await day.doctor.get(`/visits/${visits[1]?.id}`)).status).toBe(403);
});

const accesses = () => day.database.sql<
	{ kind: string; visit_id: string | null; person_id: string | null }[]
>`
	select kind, visit_id, person_id from access_log
	where visit_id = any(${visits.map(({ id }) => id)}::uuid[]) or person_id = ${personId} order by chain, position`;

it('The person can still read who opened the file of each visit, and who was refused', async () => {
	const shown = (await opened(day.nurse, personId, { purpose: 'care' })).accesses.map(({ kind }) => kind);
	expect(shown.sort()).toEqual(['file_opened', 'file_opened', 'file_refused', 'person_opened']);
});

it('A row about a visit does not name the person, one about the person names no visit', async () => {
	expect((await accesses()).map(({ kind, visit_id, person_id }) => [kind, visit_id, person_id])).toEqual([
		['file_opened', visits[0]?.id, null],
		['file_opened', visits[1]?.id, null],
		['file_refused', visits[1]?.id, null],
		['person_opened', null, personId]
	]);
});

it('Once they are forgotten nothing leads from one of their visits to the other, and every row still holds', async () => {
	const before = await accesses();
	await day.coordinator.do(`/sites/${SITE}/blocks/close`);
	const at = Date.now() + YEARS_3;
	expect((await forgotten(await forgettingIn(day.database, () => at))).counts.person).toBe(1);
	expect(await accesses()).toEqual(before);
	expect(await tracesOf(day.database.sql, [personId])).toEqual([]);
	const keys = await day.database.sql`
		select 1 from visit where id = any(${visits.map(({ id }) => id)}::uuid[]) and person_id is not null
		union all select 1 from access_log where visit_id is not null and person_id is not null`;
	expect(keys).toEqual([]);
	expect((await verifyLogs(day.database.sql, null)).faults).toEqual([]);
});
