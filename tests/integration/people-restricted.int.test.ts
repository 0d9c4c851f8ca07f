/** « Pas cette personne de l’équipe », over the wire: on every screen, in every call, at every step. */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileAnswer } from '#lib/contract/answers.ts';
import type { ClinicianView, CoordinatorView, HostWorkerView, ReceptionView } from '#lib/contract/views.ts';
import { aroundVisit } from '#lib/server/people/around-visit.ts';
import { newColleague } from '../support/office.ts';
import { clinicDay, SITE, step, type ClinicDay } from '../support/clinic-day.ts';
import { connectStaff } from '../support/screen.ts';

let day: ClinicDay;

beforeAll(async () => {
	day = await clinicDay();
});
beforeEach(() => day.clear());

describe('« Pas cette personne de l’équipe »', () => {
	const CANARY = 'Canari-Réservé';

	async function reserved() {
		const visit = await day.came({
			alias: CANARY,
			note: `${CANARY} note`,
			reasons: ['plaie'],
			language: 'es',
			peerWanted: 'yes'
		});
		await day.peer.do(`/visits/${visit.id}/restrict`, { accountId: 'inf1' });
		return visit;
	}

	it('everybody sees the word, the service and the status, and nobody more', async () => {
		const visit = await reserved();
		const seen = await Promise.all([
			day.peer.get<{ view: ReceptionView }>(`/sites/${SITE}/board?audience=reception`),
			day.nurse.get<{ view: ClinicianView }>(`/sites/${SITE}/board?audience=clinician`),
			day.doctor.get<{ view: ClinicianView }>(`/sites/${SITE}/board?audience=clinician`),
			day.coordinator.get<{ view: CoordinatorView }>(`/sites/${SITE}/board?audience=coordinator`),
			day.peer.get<{ view: HostWorkerView }>(`/sites/${SITE}/board?audience=host_worker`)
		]);
		for (const { status, text } of seen) {
			expect(status).toBe(200);
			expect(text).not.toContain(CANARY);
			expect(text).toContain(visit.word);
		}
		const line = (index: number) =>
			(seen[index]?.body.view.entries as { visitId: string }[]).find(({ visitId }) => visitId === visit.id);
		expect(line(0)).toMatchObject({
			masked: true,
			alias: null,
			language: null,
			peerWanted: 'not_asked',
			personId: null
		});
		// The colleague’s own screen and another’s are the same: masking tells nobody whom it is about.
		expect(line(1)).toMatchObject({ masked: true, care: null });
		expect(line(1)).toEqual(line(2));
	});

	it('that colleague calls somebody else, and their socket shows no more', async () => {
		const visit = await reserved();
		const behind = await day.came();
		const screen = await connectStaff(day.nurse, SITE, 'clinician');
		const { entries } = await day.nurse.do<{ entries: { visitId: string }[] }>(`/sites/${SITE}/call-next`, {
			alsoCall: true
		});
		expect(entries.map(({ visitId }) => visitId)).toEqual([behind.id]);
		expect((await day.nurse.tryTo(`/sites/${SITE}/call-next`, { alsoCall: true })).status).toBe(204);
		await screen.until('the call', () => JSON.stringify(screen.boards.at(-1)).includes('"called"'));
		expect(JSON.stringify(screen.boards)).not.toContain(CANARY);
		const direct = await day.nurse.tryTo(`/entries/${visit.entries[0]?.id}/call`);
		expect([direct.status, direct.body.code]).toEqual([403, 'file_unavailable']);
		expect(Object.keys(direct.body).sort()).toEqual(['code', 'detail', 'status', 'title', 'type']);
		const other = await day.doctor.do<{ entries: { visitId: string }[] }>(`/sites/${SITE}/call-next`, {
			alsoCall: true
		});
		expect(other.entries.map(({ visitId }) => visitId)).toEqual([visit.id]);
	});

	it('the file opens for others and not for them; every step that would look is refused alike', async () => {
		const visit = await reserved();
		const open = await day.doctor.get<FileAnswer>(`/visits/${visit.id}`);
		expect(open.body.visit).toMatchObject({
			alias: CANARY,
			closedTo: [expect.objectContaining({ id: 'inf1' })]
		});
		const tries = await Promise.all([
			day.nurse.get(`/visits/${visit.id}`),
			step(day.nurse, visit, 'details', { note: 'x' }),
			step(day.nurse, visit, 'notice', { version: 1, language: 'fr', way: 'said' }),
			step(day.nurse, visit, 'identify', { personId: randomUUID(), isNew: true }),
			step(day.nurse, visit, 'restrict', { accountId: 'pa1' }),
			step(day.nurse, visit, 'lift-restriction', { accountId: 'inf1' }),
			step(day.nurse, visit, 'merge', { otherVisitId: (await day.came()).id }),
			step(day.nurse, visit, 'follow-up', { on: null }),
			day.nurse.tryTo(`/entries/${visit.entries[0]?.id}/level`, { level: 'now', cause: 'pain' })
		]);
		for (const { status, body, text } of tries) {
			expect([status, body.code]).toEqual([403, 'file_unavailable']);
			expect(text).not.toContain(CANARY);
		}
		expect((await step(day.nurse, visit, 'step-out')).status).toBe(200);
	});

	it('goes with the person to the next visit, and ends when they say so', async () => {
		const { personId, visit } = await day.knownAs({ alias: 'Brume' });
		await day.peer.do(`/visits/${visit.id}/restrict`, { accountId: 'inf1' });
		expect(
			(await day.nurse.tryTo(`/sites/${SITE}/people/${personId}/details`, { alias: 'x' })).body.code
		).toBe('file_unavailable');
		await step(day.peer, visit, 'leave');
		expect((await day.nurse.tryTo(`/sites/${SITE}/visits`, { personId })).body.code).toBe('file_unavailable');
		const later = await day.came({ personId });
		expect((await day.nurse.get(`/visits/${later.id}`)).body.code).toBe('file_unavailable');
		await day.peer.do(`/visits/${later.id}/lift-restriction`, { accountId: 'inf1' });
		expect((await day.nurse.get(`/visits/${later.id}`)).status).toBe(200);
	});

	it('may be asked of everybody who sees names, a trainee too, and their list shows none', async () => {
		const { database, peer } = day;
		const account = { id: 'stagiaire-exclue', role: 'trainee', sites: [SITE] } as const;
		const trainee = await newColleague(peer.node, database.sql, account);
		const { colleagues } = await aroundVisit({ database: { read: database.sql } } as never, SITE);
		const ids = colleagues.map(({ id }) => id);
		expect(ids).toContain('stagiaire-exclue');
		expect(ids).not.toContain('hot1');
		const visit = await day.came({ alias: CANARY });
		const seen = () => trainee.get<{ view: ReceptionView }>(`/sites/${SITE}/board?audience=reception`);
		expect((await seen()).text).toContain(CANARY);
		await peer.do(`/visits/${visit.id}/restrict`, { accountId: 'stagiaire-exclue' });
		expect((await seen()).text).not.toContain(CANARY);
	});

	it('asked for before anybody knew who it was, it goes with the person to the next visit', async () => {
		const visit = await reserved();
		const personId = randomUUID();
		await day.peer.do(`/visits/${visit.id}/identify`, { personId, isNew: true, alias: 'Givre' });
		await day.clear();
		const later = await day.came({ personId });
		expect((await day.nurse.get(`/visits/${later.id}`)).body.code).toBe('file_unavailable');
		const { view } = await day.doctor.board(SITE, 'clinician');
		expect(view.entries.find(({ visitId }) => visitId === later.id)?.masked).toBe(true);
		await day.peer.do(`/visits/${later.id}/lift-restriction`, { accountId: 'inf1' });
		expect((await day.nurse.get(`/visits/${later.id}`)).status).toBe(200);
	});

	it('holds for the visit that took the other one’s place, and for the person that it brought', async () => {
		const early = await day.came({ ageMs: 600_000 });
		const late = await reserved();
		await day.peer.do(`/visits/${late.id}/merge`, { otherVisitId: early.id });
		expect((await day.nurse.get(`/visits/${early.id}`)).body.code).toBe('file_unavailable');
		const first = await day.came({ ageMs: 600_000 });
		await day.peer.do(`/visits/${first.id}/restrict`, { accountId: 'inf1' });
		const { personId, visit } = await day.knownAs({ alias: 'Frimas' });
		await day.peer.do(`/visits/${visit.id}/merge`, { otherVisitId: first.id });
		await day.clear();
		const later = await day.came({ personId });
		expect((await day.nurse.get(`/visits/${later.id}`)).body.code).toBe('file_unavailable');
	});
});
