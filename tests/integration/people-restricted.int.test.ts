/** « Pas cette personne de l’équipe », over the wire: on every screen, in every call, at every step. */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileAnswer } from '#lib/contract/answers.ts';
import type { ClinicianView, CoordinatorView, HostWorkerView, ReceptionView } from '#lib/contract/views.ts';
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
});
