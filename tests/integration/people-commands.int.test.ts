/** People who choose to be known, over the wire: recognised, joined and separated, put on the list once. */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileAnswer, VisitAnswer } from '#lib/contract/answers.ts';
import type { CoordinatorView } from '#lib/contract/views.ts';
import { clinicDay, opened, SITE, step, type ClinicDay } from '../support/clinic-day.ts';
import { newId } from '../support/client.ts';
import { DEMO_RING } from '../support/demo-ring.ts';

let day: ClinicDay;

beforeAll(async () => {
	day = await clinicDay();
});
beforeEach(() => day.clear());

describe('Being known', () => {
	it('is kept sealed, found by keyed hashes, and the log says neither the name nor the key', async () => {
		const { personId, visit } = await day.knownAs({
			alias: 'Nuage',
			word: 'quenouille',
			card: 'ABCDE12345',
			contact: 'Lyne'
		});
		const [row] = await day.database.sql`select * from person_personal where person_id = ${personId}`;
		expect(opened('alias', row?.['alias'], personId)).toBe('Nuage');
		expect(row?.['alias_index']).toBe(DEMO_RING.index('alias_index', 'nuage'));
		expect(row?.['word_index']).toBe(DEMO_RING.index('memory_word', `${personId}\0quenouille`));
		expect(row?.['card_index']).toBe(DEMO_RING.index('person_card', 'ABCDE12345'));
		const events = await day.database.sql`select * from event where visit_id = ${visit.id}`;
		expect(events.map((row) => row['type'] as string)).toEqual(['VisitRegistered', 'VisitIdentified']);
		const log = JSON.stringify(events);
		for (const told of ['Nuage', 'nuage', 'quenouille', 'Lyne', 'ABCDE', personId])
			expect(log).not.toContain(told);
		const commands = JSON.stringify(await day.database.sql`select * from command`);
		for (const told of ['Nuage', 'Lyne', 'ABCDE']) expect(commands).not.toContain(told);
	});

	it('puts somebody on the list once a day at a site, on two tablets at the same moment too', async () => {
		const { personId, visit } = await day.knownAs({ alias: 'Pluie' });
		await step(day.nurse, visit, 'leave');
		const tries = await Promise.all(
			Array.from({ length: 6 }, () =>
				[day.peer, day.nurse].map((client) =>
					client.tryTo<VisitAnswer>(`/sites/${SITE}/visits`, { personId })
				)
			).flat()
		);
		const taken = tries.filter(({ status }) => status === 201);
		expect(taken).toHaveLength(1);
		const refused = tries.filter(({ status }) => status === 409);
		expect(refused).toHaveLength(11);
		const { id, word } = taken[0]?.body.visit ?? {};
		for (const { body } of refused)
			expect(body).toMatchObject({ code: 'already_here_today', visit: { id, word } });
		const [{ count } = { count: -1 }] = await day.database.sql<{ count: number }[]>`
			select count(*)::int from visit where person_id = ${personId} and not finished`;
		expect(count).toBe(1);
		// The index says so too, whatever the code would do.
		await expect(day.database.sql`update visit set finished = false where id = ${visit.id}`).rejects.toThrow(
			'one_active_visit_per_person_and_site'
		);
		expect((await step(day.peer, visit, 'reopen')).body).toMatchObject({ code: 'already_here_today' });
	});

	it('is not needed: an anonymous visit counts like any other', async () => {
		const visit = await day.came();
		const { body } = await day.coordinator.get<{ view: CoordinatorView }>(
			`/sites/${SITE}/board?audience=coordinator`
		);
		expect(body.view.entries.map(({ visitId }) => visitId)).toContain(visit.id);
		const [row] = await day.database.sql`select person_id from visit where id = ${visit.id}`;
		expect(row).toEqual({ person_id: null });
	});

	it('a value that is put right keeps what it was before, sealed', async () => {
		const { personId } = await day.knownAs({ alias: 'Marie' });
		await day.peer.do(`/sites/${SITE}/people/${personId}/details`, { alias: 'Mario', contact: null });
		const [now] = await day.database.sql`select alias from person_personal where person_id = ${personId}`;
		expect(opened('alias', now?.['alias'], personId)).toBe('Mario');
		const rows = await day.database.sql`select * from person_rectification where person_id = ${personId}`;
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({ field: 'alias', by: 'pa1' });
		expect(opened('alias', rows[0]?.['former'], rows[0]?.['id'])).toBe('Marie');
	});

	it('two keys become one and two again, and each has its own visits again (scenario 14)', async () => {
		const one = await day.knownAs({ alias: 'Merle' });
		await step(day.peer, one.visit, 'leave');
		const two = await day.knownAs({ alias: 'Merle' });
		await step(day.peer, two.visit, 'leave');
		const people = `/sites/${SITE}/people`;
		expect((await day.peer.tryTo(`${people}/${two.personId}/merge`, { intoId: one.personId })).status).toBe(
			403
		);
		await day.coordinator.do(`${people}/${two.personId}/merge`, { intoId: one.personId });
		// Under either key it is one person now: at most one visit a day.
		const again = await day.came({ personId: two.personId });
		expect((await day.peer.tryTo(`/sites/${SITE}/visits`, { personId: one.personId })).body).toMatchObject({
			code: 'already_here_today',
			visit: { id: again.id }
		});
		await day.coordinator.do(`${people}/${two.personId}/separate`);
		const histories = await day.database.sql`
			select person_id, array_agg(id order by registered_at) as visits from visit
			where person_id in (${one.personId}, ${two.personId}) group by person_id`;
		expect(new Map(histories.map((h) => [h['person_id'], h['visits']]))).toEqual(
			new Map([
				[one.personId, [one.visit.id, again.id]],
				[two.personId, [two.visit.id]]
			])
		);
		const merges = await day.database
			.sql`select from_id, into_id, by, undone_by from person_merge where from_id = ${two.personId}`;
		expect(merges).toEqual([{ from_id: two.personId, into_id: one.personId, by: 'coo1', undone_by: 'coo1' }]);
	});

	it('two merges at once, crosswise and at two sites, never make a circle', async () => {
		const people = await Promise.all(['A', 'B'].map((alias) => day.knownAs({ alias, knownElsewhere: true })));
		const [a = '', b = ''] = people.map(({ personId }) => personId);
		const paths = [
			[`/sites/${SITE}/people/${a}/merge`, b],
			['/sites/escale/people/' + b + '/merge', a]
		];
		const replies = await Promise.all(
			paths.map(([path = '', intoId]) => day.coordinator.tryTo(path, { intoId }))
		);
		expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
		const rows = await day.database.sql`select merged_into from person where id in (${a}, ${b})`;
		expect(rows.filter((row) => row['merged_into'] === null)).toHaveLength(1);
	});
});

describe('The same person, put on the list twice today', () => {
	it('keeps the earlier place and every service, what they are called, and one line on every screen', async () => {
		const early = await day.came({ ageMs: 600_000 });
		const late = await day.came({ services: ['infirmier', 'ecoute'], alias: 'Orage', personId: undefined });
		await day.peer.do(`/visits/${late.id}/merge`, { otherVisitId: early.id });
		const { view } = await day.peer.board(SITE, 'reception');
		const lines = view.entries.filter(({ visitId }) => [early.id, late.id].includes(visitId));
		expect(new Set(lines.map(({ visitId }) => visitId))).toEqual(new Set([early.id]));
		expect(lines.map(({ service }) => service).sort()).toEqual(['ecoute', 'infirmier']);
		expect(lines[0]?.alias).toBe('Orage');
		const { body } = await day.nurse.get<FileAnswer>(`/visits/${early.id}`);
		expect(body.visit.steps.map(({ what }) => what)).toContain('VisitTookOver');
	});

	it('were two people after all: person, name and number go back, what the first one said stays theirs', async () => {
		const early = await day.came({ ageMs: 600_000, note: 'Béquilles', contact: '514 555-0101' });
		const { personId, visit: late } = await day.knownAs({ alias: 'Grésil' });
		await step(day.peer, late, 'details', { alias: 'Grésil', contact: '514 555-0101' });
		await day.peer.do(`/visits/${late.id}/merge`, { otherVisitId: early.id });
		const file = async ({ id }: { id: string }) =>
			(await day.doctor.get<FileAnswer>(`/visits/${id}`)).body.visit;
		expect(await file(early)).toMatchObject({ alias: 'Grésil', note: 'Béquilles', personId });
		expect((await step(day.peer, late, 'reopen')).status).toBe(200);
		const values = { note: 'Béquilles', contact: '514 555-0101' };
		expect(await file(early)).toMatchObject({ alias: null, ...values, personId: null });
		expect(await file(late)).toMatchObject({ alias: 'Grésil', contact: '514 555-0101', personId });
		// And the person is on the list once, where they are.
		const again = await day.peer.tryTo(`/sites/${SITE}/visits`, { personId });
		expect(again.body).toMatchObject({ code: 'already_here_today', visit: { id: late.id } });
	});

	it('were two people after all: what only the other one answered goes back; what was asked here stays', async () => {
		const early = await day.came({ ageMs: 600_000 });
		const late = await day.came();
		const declined = (question: string) => ({ question, version: 1, status: 'declined' });
		await day.peer.do(`/visits/${early.id}/answers`, { answers: [declined('genre')] });
		const answers = [declined('genre'), declined('logement')];
		await day.peer.do(`/visits/${late.id}/answers`, { answers });
		const asked = async ({ id }: { id: string }) => {
			const { body } = await day.nurse.get<FileAnswer>(`/visits/${id}`);
			return body.visit.answers.map(({ question }) => question).sort();
		};
		await day.peer.do(`/visits/${late.id}/merge`, { otherVisitId: early.id });
		expect(await asked(early)).toEqual(['genre', 'logement']);
		expect((await step(day.peer, late, 'reopen')).status).toBe(200);
		expect(await asked(early)).toEqual(['genre']);
		expect(await asked(late)).toEqual(['genre', 'logement']);
	});

	it('a number that is erased is so in both', async () => {
		const early = await day.came({ ageMs: 600_000 });
		const late = await day.came({ contact: '514 555-0102' });
		await day.peer.do(`/visits/${late.id}/merge`, { otherVisitId: early.id });
		await step(day.peer, early, 'details', { contact: null });
		const left = await day.database.sql`
			select 1 from visit_personal
			where visit_id in (${early.id}, ${late.id}) and contact_sealed is not null`;
		expect(left).toHaveLength(0);
	});
});

it('The same command again is answered the same, and is one command', async () => {
	const visit = await day.came();
	const body = { id: newId(), personId: randomUUID(), isNew: true, alias: 'Écho' };
	const replies = await Promise.all(
		Array.from({ length: 5 }, () => day.peer.post(`/visits/${visit.id}/identify`, body))
	);
	expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
	expect(replies[0]?.status).toBe(200);
	expect((await day.peer.post(`/visits/${visit.id}/identify`, { ...body, alias: 'Autre' })).body.code).toBe(
		'command_reused'
	);
});
