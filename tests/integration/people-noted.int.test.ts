/** What is noted around a visit: the notice, a health card, a contact, a follow-up, and a number where it is wanted. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileAnswer } from '#lib/contract/answers.ts';
import { clinicDay, opened, SITE, step, type ClinicDay } from '../support/clinic-day.ts';

let day: ClinicDay;

beforeAll(async () => {
	day = await clinicDay();
});
beforeEach(() => day.clear());

describe('Noted around a visit', () => {
	it('the notice, once, with version, language and way; who and when stand in the log', async () => {
		const visit = await day.came();
		await day.peer.do(`/visits/${visit.id}/notice`, { version: 1, language: 'en', way: 'listened' });
		const again = await step(day.nurse, visit, 'notice', { version: 1, language: 'fr', way: 'said' });
		expect(again.body.code).toBe('notice_given');
		expect(
			(await step(day.peer, await day.came(), 'notice', { version: 9, language: 'fr', way: 'said' })).status
		).toBe(400);
		const [row] = await day.database
			.sql`select notice_version, notice_language, notice_way from visit where id = ${visit.id}`;
		expect(row).toEqual({ notice_version: 1, notice_language: 'en', notice_way: 'listened' });
		const [event] = await day.database
			.sql`select by, data from event where visit_id = ${visit.id} and type = 'NoticeGiven'`;
		expect(event).toMatchObject({ by: 'pa1', data: { version: 1, language: 'en', way: 'listened' } });
	});

	it('whether there is a health card, a contact, and a follow-up', async () => {
		const visit = await day.came({ healthCard: 'lost', contact: 'Par Lyne, au centre' });
		await day.peer.do(`/visits/${visit.id}/follow-up`, { on: '2030-05-01' });
		const { body } = await day.nurse.get<FileAnswer>(`/visits/${visit.id}`);
		expect(body.visit).toMatchObject({
			healthCard: 'lost',
			contact: 'Par Lyne, au centre',
			followUp: { on: '2030-05-01' },
			notice: null,
			closedTo: []
		});
		await day.peer.do(`/visits/${visit.id}/details`, { healthCard: 'declined' });
		expect((await day.nurse.get<FileAnswer>(`/visits/${visit.id}`)).body.visit.healthCard).toBe('declined');
		expect((await day.peer.tryTo(`/visits/${visit.id}/details`, { healthCard: 'maybe' })).status).toBe(400);
	});

	it('a health-card number only where the network decided so, by clinicians, right or wrong, sealed', async () => {
		const { personId } = await day.knownAs({ alias: 'Givre' });
		const path = `/sites/${SITE}/people/${personId}/health-number`;
		expect((await day.nurse.tryTo(path, { number: 'TREM 8753 1414' })).body.code).toBe('health_number_off');
		await day.database.sql`update network_settings set health_number = true`;
		expect((await day.peer.tryTo(path, { number: 'TREM 8753 1414' })).status).toBe(403);
		// A wrong number warns on the screen; it is never refused.
		for (const number of ['TREM 8753 1411', 'TREM 8753 1414']) await day.nurse.do(path, { number });
		const [row] = await day.database
			.sql`select health_number from person_personal where person_id = ${personId}`;
		expect(opened('health_number', row?.['health_number'], personId)).toBe('TREM 8753 1414');
		// « Effacer le numéro »: nothing of it stays, nor of the one before it, under any key of theirs.
		const other = await day.knownAs({ alias: 'Givre aussi' });
		await day.nurse.do(`/sites/${SITE}/people/${other.personId}/health-number`, { number: 'TREM 8753 1414' });
		await day.coordinator.do(`/sites/${SITE}/people/${other.personId}/merge`, { intoId: personId });
		await day.nurse.do(path, { number: null });
		const keys = [personId, other.personId];
		const left = await day.database.sql`
			select 1 from person_personal where person_id = any(${keys}::uuid[])
				and health_number is not null
			union all select 1 from person_rectification
			where person_id = any(${keys}::uuid[]) and field = 'health_number' and former is not null`;
		expect(left).toHaveLength(0);
		const changes = await day.database.sql`
			select 1 from person_rectification where person_id = ${personId} and field = 'health_number'`;
		expect(changes).toHaveLength(2);
		await day.database.sql`update network_settings set health_number = false`;
	});
});
