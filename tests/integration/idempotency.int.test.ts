/** A tablet on bad wifi sends the same thing again and again: it happens once, and the answer stays the same. */
import { v7 } from 'uuid';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { VisitAnswer } from '#lib/contract/answers.ts';
import { readPersonal } from '#lib/server/store/personal.ts';
import { firstEntry, newId, signIn, type Client, type Visit } from '../support/client.ts';
import { DEMO_RING } from '../support/demo-ring.ts';
import { startNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'escale';
const DAY_MS = 86_400_000;

let database: TestDatabase;
let peer: Client;
let nurse: Client;
/** The same nurse at another server: both write to one database. */
let nurseElsewhere: Client;
let dentist: Client;

beforeAll(async () => {
	database = await freshDatabase();
	const [here, elsewhere] = await Promise.all([startNode({ database }), startNode({ database })]);
	[peer, nurse, dentist] = await Promise.all([
		signIn(here, 'pa2'),
		signIn(here, 'inf1'),
		signIn(here, 'den1')
	]);
	nurseElsewhere = await signIn(elsewhere, 'inf1');
});

// Nobody waits from the test before.
beforeEach(async () => {
	const { view } = await peer.board(SITE, 'reception');
	for (const id of new Set(view.entries.map(({ visitId }) => visitId)))
		await peer.tryTo(`/visits/${id}/leave`);
});

type Footprint = Record<'seq' | 'events' | 'commands' | 'visits', string>;

async function footprint(siteId = SITE): Promise<Footprint | undefined> {
	const [row] = await database.sql<Footprint[]>`
		select seq, (select count(*) from event where site_id = ${siteId}) as events,
			(select count(*) from command where site_id = ${siteId}) as commands,
			(select count(*) from visit where site_id = ${siteId}) as visits
		from site_head where site_id = ${siteId}`;
	return row;
}

/** Sends the same body five times at once, at both servers; the one answer, and how many changes it made. */
async function fiveTimes(path: string, body: object, clients: readonly Client[] = [nurse, nurseElsewhere]) {
	const before = await footprint();
	const replies = await Promise.all(
		Array.from({ length: 5 }, (_, i) => (clients[i % clients.length] as Client).post<VisitAnswer>(path, body))
	);
	const after = await footprint();
	expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
	const late = await (clients[0] as Client).post(path, body);
	expect(`${late.status} ${late.text}`).toBe(`${replies[0]?.status} ${replies[0]?.text}`);
	return {
		status: replies[0]?.status,
		text: replies[0]?.text ?? '',
		changes: Number(after?.seq) - Number(before?.seq),
		logged: Number(after?.commands) - Number(before?.commands)
	};
}

const waiting = (): Promise<Visit> => peer.register(SITE, { services: ['infirmier'] });

it('« Accueillir » sent five times puts one person on the list, and promises one word', async () => {
	const body = { id: newId(), services: ['infirmier'], alias: 'Ama' };
	const sent = await fiveTimes(`/sites/${SITE}/visits`, body, [peer]);
	expect(sent).toMatchObject({ status: 201, changes: 1, logged: 1 });
	expect(
		(await peer.board(SITE, 'reception')).view.entries.filter((e) => e.status === 'waiting')
	).toHaveLength(1);
});

it('« Appeler la personne suivante » sent five times calls one person', async () => {
	await waiting();
	await waiting();
	const body = { id: newId() };
	expect(await fiveTimes(`/sites/${SITE}/call-next`, body)).toMatchObject({
		status: 200,
		changes: 1,
		logged: 1
	});
});

it('« Est là » sent five times starts one encounter', async () => {
	const entryId = firstEntry(await waiting());
	await nurse.step(entryId, 'call');
	const sent = await fiveTimes(`/entries/${entryId}/start`, { id: newId() });
	expect(sent).toMatchObject({ status: 200, changes: 1, logged: 1 });
});

it('« Personne n’attend » stays the answer to that question, even once somebody has come', async () => {
	const body = { id: newId() };
	expect(await fiveTimes(`/sites/${SITE}/call-next`, body)).toEqual({
		status: 204,
		text: '',
		changes: 0,
		logged: 1
	});
	await waiting();
	expect((await nurse.post(`/sites/${SITE}/call-next`, body)).status).toBe(204);
	expect((await nurse.tryTo(`/sites/${SITE}/call-next`)).status).toBe(200);
});

it('A refusal stays the answer too, even once the reason for it is gone', async () => {
	const entryId = firstEntry(await waiting());
	const body = { id: newId() };
	const sent = await fiveTimes(`/entries/${entryId}/start`, body);
	expect(sent).toMatchObject({ status: 409, changes: 0, logged: 1 });
	await nurse.step(entryId, 'call');
	const again = await nurse.post(`/entries/${entryId}/start`, body);
	expect([again.status, again.text]).toEqual([409, sent.text]);
});

it('An id that has served is refused for anything else, and nothing changes', async () => {
	const visit = await waiting();
	const other = await waiting();
	const entryId = firstEntry(visit);
	const id = newId();
	const path = `/entries/${entryId}/call`;
	await nurse.do(path, { id, room: 'escale-salle-1' });
	const before = await footprint();
	const attempts = [
		['another body', nurse.post(path, { id, room: 'escale-salle-2' })],
		['a body without the room', nurse.post(path, { id })],
		['another colleague', dentist.post(path, { id, room: 'escale-salle-1' })],
		['another step', nurse.post(`/entries/${entryId}/start`, { id })],
		['another person', nurse.post(`/entries/${firstEntry(other)}/call`, { id, room: 'escale-salle-1' })],
		['another site', nurse.post('/sites/perron/call-next', { id })],
		['a registration', peer.post(`/sites/${SITE}/visits`, { id })]
	] as const;
	for (const [what, attempt] of attempts) {
		const { status, body } = await attempt;
		expect([status, body.code], what).toEqual([422, 'command_reused']);
	}
	expect(await footprint()).toEqual(before);
});

it('Two sites that use one id at the same moment: one does it, the other is told', async () => {
	for (let round = 0; round < 10; round += 1) {
		const id = newId();
		const replies = await Promise.all([
			nurse.post(`/sites/${SITE}/call-next`, { id }),
			nurseElsewhere.post('/sites/perron/call-next', { id })
		]);
		expect(replies.map(({ status }) => status).sort()).toEqual([204, 422]);
	}
});

it('A command made more than thirty days ago is too old to be done', async () => {
	const entryId = firstEntry(await waiting());
	const before = await footprint();
	const old = await nurse.post(`/entries/${entryId}/call`, { id: v7({ msecs: Date.now() - 31 * DAY_MS }) });
	expect([old.status, old.body.code]).toEqual([409, 'command_expired']);
	expect(await footprint()).toEqual(before);
	const recent = { id: v7({ msecs: Date.now() - 29 * DAY_MS }) };
	expect((await nurse.post(`/entries/${entryId}/call`, recent)).status).toBe(200);
});

it('A visit of one site cannot be registered at another', async () => {
	const visit = await peer.register(SITE, { services: ['infirmier'], alias: 'Ama' });
	const theirs = await footprint(SITE);
	const ours = await footprint('entresol');
	const stolen = await peer.tryTo('/sites/entresol/visits', { visitId: visit.id, alias: 'Bo' });
	expect([stolen.status, stolen.body.code]).toEqual([409, 'visit_exists']);
	expect(await footprint(SITE)).toEqual(theirs);
	expect(await footprint('entresol')).toMatchObject({ seq: ours?.seq, visits: ours?.visits });
	expect((await readPersonal(database.sql, DEMO_RING, visit.id)).alias).toBe('Ama');
});
