/** Alias, contact and note typed at two tablets at once: nobody's words are replaced unseen. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileAnswer } from '#lib/contract/answers.ts';
import { newId, type Client, type Visit } from '../support/client.ts';
import { clinicDay, step, type ClinicDay } from '../support/clinic-day.ts';

let day: ClinicDay;

beforeAll(async () => {
	day = await clinicDay();
});
beforeEach(() => day.clear());

const fileOf = async ({ id }: Pick<Visit, 'id'>) =>
	(await day.coordinator.get<FileAnswer>(`/visits/${id}`)).body.visit;
const lastAlias = async (visit: Visit) =>
	(await fileOf(visit)).written.find(({ field }) => field === 'alias');
const details = (who: Client, visit: Visit, body: object) => step(who, visit, 'details', body);

describe('Two tablets at the same visit', () => {
	it('that write the same field at once: one stands, the other is told which, and finds in the file by whom', async () => {
		const visit = await day.came();
		const replies = await Promise.all([
			details(day.peer, visit, { alias: 'CANARI Nuage', over: { alias: null } }),
			details(day.nurse, visit, {
				...{ alias: 'CANARI Orage', note: 'CANARI tousse' },
				over: { alias: null, note: null }
			})
		]);
		expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
		const late = replies.find(({ status }) => status === 409);
		expect(late?.body).toMatchObject({ code: 'noted_meanwhile', fields: [{ path: 'alias' }] });
		expect(late?.body.detail).toContain('Ce que vous avez écrit n’est pas perdu.');
		for (const { text } of replies) expect(text).not.toContain('CANARI');

		const { alias, note } = await fileOf(visit);
		const peerWon = replies[0]?.status === 200;
		// All of a refused form is refused: a note without its name would be half a form.
		expect([alias, note]).toEqual(peerWon ? ['CANARI Nuage', null] : ['CANARI Orage', 'CANARI tousse']);
		const seen = (await lastAlias(visit))?.at;
		expect(await details(day.peer, visit, { alias: 'Vent', over: { alias: seen } })).toMatchObject({
			status: 200
		});
		expect(await details(day.nurse, visit, { alias: 'Grêle', over: { alias: seen } })).toMatchObject({
			status: 409
		});
		expect((await fileOf(visit)).alias).toBe('Vent');
		expect((await lastAlias(visit))?.by).toBe(await nameOf('pa1'));
	});

	it('that write different fields both keep theirs', async () => {
		const visit = await day.came();
		const replies = await Promise.all([
			details(day.peer, visit, { contact: 'Par Lyne', over: { contact: null } }),
			details(day.nurse, visit, { note: 'Tousse', over: { note: null } })
		]);
		expect(replies.map(({ status }) => status)).toEqual([200, 200]);
		expect(await fileOf(visit)).toMatchObject({ contact: 'Par Lyne', note: 'Tousse', alias: null });
	});

	it('what was said at the door, erased, or taken over by a merge was noted too', async () => {
		const visit = await day.came({ alias: 'Givre' });
		expect((await details(day.peer, visit, { alias: 'Gel', over: { alias: null } })).status).toBe(409);
		const over = { alias: (await lastAlias(visit))?.at };
		await day.nurse.do(`/visits/${visit.id}/details`, { alias: null });
		expect((await details(day.peer, visit, { alias: 'Gel', over })).status).toBe(409);
		expect((await fileOf(visit)).alias).toBeNull();

		const other = await day.came({ note: 'Parle doucement' });
		await day.peer.do(`/visits/${visit.id}/merge`, { otherVisitId: other.id });
		expect((await fileOf(visit)).note).toBe('Parle doucement');
		expect((await details(day.peer, visit, { note: 'Entend mal', over: { note: null } })).status).toBe(409);
		expect((await fileOf(visit)).note).toBe('Parle doucement');
	});
});

describe('A command', () => {
	it('that is sent again gets the same bytes, accepted or refused, and writes nothing twice', async () => {
		const visit = await day.came();
		const first = { id: newId(), alias: 'Nuage', over: { alias: null } };
		const refused = { id: newId(), alias: 'Orage', over: { alias: null } };
		const send = (body: object) => day.peer.post(`/visits/${visit.id}/details`, body);
		const [accepted, late] = [await send(first), await send(refused)];
		expect([accepted.status, late.status]).toEqual([200, 409]);
		await day.nurse.do(`/visits/${visit.id}/details`, { alias: 'Vent' });
		expect(await send(first)).toMatchObject({ status: 200, text: accepted.text });
		expect(await send(refused)).toMatchObject({ status: 409, text: late.text });
		expect((await fileOf(visit)).alias).toBe('Vent');
		// The same id over another version is another command.
		expect((await send({ ...first, over: { alias: new Date().toISOString() } })).status).toBe(422);
	});

	it('of a screen that says nothing of what it showed replaces what is there, as it always did', async () => {
		const visit = await day.came({ alias: 'Nuage' });
		expect((await details(day.peer, visit, { alias: 'Orage' })).status).toBe(200);
		expect((await details(day.peer, visit, { alias: 'Vent', over: {} })).status).toBe(200);
		expect((await fileOf(visit)).alias).toBe('Vent');
		for (const over of [{ alias: 'hier' }, { callBy: null }, 3])
			expect((await details(day.peer, visit, { alias: 'Gel', over })).status).toBe(400);
	});

	it('of a colleague who may not see the file tells nothing of what was written in it', async () => {
		const visit = await day.came({ alias: 'Nuage' });
		await day.peer.do(`/visits/${visit.id}/restrict`, { accountId: 'inf1' });
		for (const over of [{ alias: null }, { note: null }]) {
			const reply = await details(day.nurse, visit, { alias: 'Gel', note: 'Gel', over });
			expect(reply.body.code).toBe('file_unavailable');
		}
	});
});

async function nameOf(accountId: string): Promise<string> {
	const [row] = await day.database.sql<{ name: string }[]>`select name from account where id = ${accountId}`;
	return row?.name ?? '';
}
