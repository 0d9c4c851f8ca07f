/** People who came together, people who are elsewhere, and what a tablet may get wrong about them. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#lib/contract/problems.ts';
import type { VisitAnswer } from '#lib/contract/answers.ts';
import { firstEntry, newId, signIn, type Client, type Visit } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const MINUTE = 60_000;
const NURSE = { services: ['infirmier'] };
let database: TestDatabase;
let node: HalteNode;
let helper: Client;
let nurse: Client;
let host: Client;
let coordinator: Client;
let now = Date.parse('2026-11-18T13:00:00-05:00');

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, now });
	[helper, nurse, host, coordinator] = (await Promise.all(
		['pa1', 'inf1', 'hot1', 'coo1'].map((name) => signIn(node, name))
	)) as [Client, Client, Client, Client];
	await node.keepBlocks();
});

async function wait(minutes: number): Promise<void> {
	now += minutes * MINUTE;
	await node.setClock(now);
}

const comes = (body: object = NURSE): Promise<Visit> => helper.register(SITE, body);
const note = (client: Client, visit: Visit, step: string, body: object = {}) =>
	client.tryTo<Problem & VisitAnswer>(`/visits/${visit.id}/${step}`, body);
const refusal = async (asked: ReturnType<typeof note>) => (await asked).body.code;
const callNext = async () =>
	(
		await nurse.do<{ entries: { visitId: string }[] }>(`/sites/${SITE}/call-next`, {
			...{ alsoCall: true, services: ['infirmier'] }
		})
	).entries.map(({ visitId }) => visitId);
const lineOf = async ({ id }: Visit) => {
	const { view } = await helper.board(SITE, 'reception');
	const line = view.entries.find(({ visitId }) => visitId === id);
	if (line === undefined) throw new Error('nobody is lost from the list');
	return line;
};
/** Everybody is met: the next story begins with nobody. */
async function clear(): Promise<void> {
	await helper.do(`/sites/${SITE}/blocks/close`);
	await helper.do(`/sites/${SITE}/blocks/open`);
}

describe('Somebody who is called twice and is not there', () => {
	async function absent(): Promise<{ gone: Visit; others: Visit[] }> {
		await clear();
		const gone = await comes();
		await wait(1);
		const others = [await comes(), await comes(), await comes()];
		await note(helper, gone, 'step-out');
		expect((await lineOf(gone)).presence).toBe('stepped_out');
		await note(helper, gone, 'return');
		expect(await callNext()).toEqual([gone.id]);
		await wait(5);
		await nurse.step(firstEntry(gone), 'recall');
		expect((await lineOf(gone)).callCount).toBe(2);
		await wait(5);
		await nurse.step(firstEntry(gone), 'absent');
		return { gone, others };
	}

	it('and comes back after 18 min is the next to be called', async () => {
		const { gone, others } = await absent();
		expect(await callNext()).toEqual([others[0]?.id]);
		await wait(18);
		await note(helper, gone, 'return');
		expect((await lineOf(gone)).passesEarlier).toBe('returned_in_grace');
		expect(await callNext()).toEqual([gone.id]);
	});

	it('and comes back after 40 min has the first arrival still, after those who were called already', async () => {
		const { gone, others } = await absent();
		expect(await callNext()).toEqual([others[0]?.id]);
		await wait(40);
		expect(await callNext()).toEqual([others[1]?.id]);
		expect((await lineOf(gone)).pastGrace).toBe(true);
		await note(helper, gone, 'return');
		const { passesEarlier, arrivedAt } = await lineOf(gone);
		expect({ passesEarlier, arrivedAt }).toEqual({ passesEarlier: null, arrivedAt: gone.arrivedAt });
		for (const earlier of others.slice(0, 2)) expect((await lineOf(earlier)).status).toBe('called');
		expect(await callNext()).toEqual([gone.id]);
		expect(await callNext()).toEqual([others[2]?.id]);
	});
});

describe('A couple with a dog', () => {
	it('is one call, two people, and no third', async () => {
		await clear();
		const one = await comes();
		const between = await comes();
		const other = await comes({ ...NURSE, withVisitId: one.id, animal: { species: 'dog', temper: 'calm' } });
		expect(await lineOf(other)).toMatchObject({
			...{ partyMode: 'together', subject: 'person', animal: { species: 'dog', temper: 'calm' } }
		});
		const called = await callNext();
		expect(called.sort()).toEqual([one.id, other.id].sort());
		const { view } = await coordinator.board(SITE, 'coordinator');
		expect(view.counts).toMatchObject({ arrived: 3, waiting: 3, animals: 0 });
		expect((await lineOf(between)).status).toBe('waiting');
	});

	it('whose dog has a visit of its own: it is counted apart', async () => {
		await database.sql`
			insert into block_service (block_id, service_id)
			select id, 'veterinaire' from block where site_id = ${SITE} and closed_at is null on conflict do nothing`;
		const human = await comes();
		const dog = await comes({ subject: 'animal', withVisitId: human.id, reasons: ['animal'] });
		expect(await lineOf(dog)).toMatchObject({
			...{ subject: 'animal', withWord: human.word, service: 'veterinaire', recheckDueAt: null }
		});
		const { counts } = (await coordinator.board(SITE, 'coordinator')).view;
		expect(counts).toMatchObject({ arrived: 4, animals: 1 });
	});
});

describe('What a tablet may get wrong', () => {
	it('a group of forty: eight are one party, and nobody of the others is lost', async () => {
		await clear();
		const partyId = newId();
		const answers = await Promise.all(
			Array.from({ length: 40 }, () => helper.tryTo(`/sites/${SITE}/visits`, { ...NURSE, partyId }))
		);
		const codes = answers.map(({ status, body }) => (status === 201 ? 'welcome' : body.code));
		expect(codes.filter((code) => code === 'welcome')).toHaveLength(8);
		expect(codes.filter((code) => code === 'party_too_large')).toHaveLength(32);
		expect(answers.find(({ status }) => status === 409)?.body.detail).toMatch(/huit personnes au plus/);
		const ninth = await comes();
		const [first] = (await helper.board(SITE, 'reception')).view.entries;
		const asked = { withVisitId: first?.visitId, mode: 'together' };
		expect(await refusal(note(helper, ninth, 'group', asked))).toBe('party_too_large');
	});

	it('an animal without a person, or for which nobody is there today', async () => {
		await clear();
		const alone = await helper.tryTo(`/sites/${SITE}/visits`, { subject: 'animal', reasons: ['animal'] });
		expect([alone.status, alone.body.code]).toEqual([400, 'animal_without_person']);
		expect(alone.body.detail).toMatch(/mettez d’abord sa personne/);
		await database.sql`
			delete from block_service s using block b
			where b.id = s.block_id and b.site_id = ${SITE} and s.service_id = 'veterinaire'`;
		const human = await comes();
		const body = { subject: 'animal', reasons: ['animal'], withVisitId: human.id };
		const today = await helper.tryTo(`/sites/${SITE}/visits`, body);
		expect([today.status, today.body.code]).toEqual([409, 'service_not_offered']);
	});

	it('the chip of a room that was deleted meanwhile', async () => {
		const visit = await comes();
		expect((await note(host, visit, 'where', { room: 'perron-cour' })).status).toBe(200);
		expect((await lineOf(visit)).where?.id).toBe('perron-cour');
		await database.sql`delete from room where site_id = ${SITE} and id = 'perron-cour'`;
		expect((await lineOf(visit)).where).toBeNull();
		const again = await note(helper, visit, 'where', { room: 'perron-cour' });
		expect([again.status, again.body.code]).toEqual([400, 'unknown_room']);
		expect(again.body.detail).toMatch(/n’existe/);
	});

	it('a site without areas shows no chips, and says no to any', async () => {
		await database.sql`delete from room where site_id = ${SITE} and kind = 'area'`;
		expect((await host.board(SITE, 'host_worker')).view.areas).toEqual([]);
		const visit = await comes();
		expect(await refusal(note(helper, visit, 'where', { room: 'perron-grande-salle' }))).toBe('unknown_room');
		await database.sql`
			insert into room (site_id, id, name, kind, position)
			values (${SITE}, 'perron-cuisine', 'Cuisine', 'area', 90), (${SITE}, 'perron-cour', 'Cour', 'area', 91)`;
	});
});

it('A site without rooms calls people all the same: by their word, and with nowhere to go', async () => {
	await clear();
	const site = 'entresol';
	await database.sql`delete from room where site_id = ${site}`;
	const [peer, clinician] = [await signIn(node, 'pa2'), await signIn(node, 'inf2')];
	const visit = await peer.register(site, NURSE);
	const asked = { alsoCall: true, services: ['infirmier'] };
	const { entries } = await clinician.do<{ entries: { word: string; room: string | null }[] }>(
		`/sites/${site}/call-next`,
		asked
	);
	expect(entries).toMatchObject([{ word: visit.word, room: null }]);
	expect((await clinician.board(site, 'clinician')).view).toMatchObject({ rooms: [] });
	const next = await peer.register(site, NURSE);
	const there = { room: 'entresol-salle-1' };
	const refused = await clinician.tryTo<Problem>(`/entries/${firstEntry(next)}/call`, there);
	expect([refused.status, refused.body.fields?.[0]?.path]).toEqual([400, 'room']);
});

describe('Where somebody waits', () => {
	const rows = () => database.sql<{ visit_id: string }[]>`select visit_id from whereabouts`;

	it('is known to those who fetch and receive, and in no event and on no screen of the waiting room', async () => {
		await clear();
		const visit = await comes();
		await note(host, visit, 'where', { room: 'perron-cuisine' });
		const [seenByHost] = (await host.board(SITE, 'host_worker')).view.entries;
		expect(seenByHost?.where).toBe('Cuisine');
		expect((await nurse.board(SITE, 'clinician')).view.entries[0]?.care?.where?.name).toBe('Cuisine');
		const coordination = JSON.stringify((await coordinator.board(SITE, 'coordinator')).view.entries);
		expect(coordination).not.toContain('Cuisine');
		const events = await database.sql<{ text: string }[]>`
			select e.*::text as text from event e where visit_id = ${visit.id}`;
		expect(JSON.stringify(events)).toContain('WhereaboutsNoted');
		expect(JSON.stringify(events)).not.toContain('cuisine');
	});

	it('is forgotten at a touch, when they leave, and when the block closes', async () => {
		await clear();
		expect(await rows()).toEqual([]);
		const [one, two, three] = [await comes(), await comes(), await comes()];
		for (const visit of [one, two, three]) await note(helper, visit, 'where', { room: 'perron-cuisine' });
		expect(await rows()).toHaveLength(3);
		await note(helper, one, 'where', { room: null });
		await note(helper, two, 'leave');
		expect((await rows()).map((row) => row.visit_id)).toEqual([three.id]);
		await helper.do(`/sites/${SITE}/blocks/close`);
		expect(await rows()).toEqual([]);
		await helper.do(`/sites/${SITE}/blocks/open`);
	});
});

it('« Ça va toujours ? » is due after an hour, half an hour for who passes earlier, and moves nobody', async () => {
	await clear();
	const [first, second] = [await comes(), await comes()];
	await nurse.step(firstEntry(second), 'level', { level: 'sooner_today', cause: 'pain' });
	const dueIn = async (visit: Visit) => (Date.parse((await lineOf(visit)).recheckDueAt ?? '') - now) / MINUTE;
	expect(await dueIn(first)).toBeCloseTo(60, 2);
	expect(await dueIn(second)).toBeCloseTo(30, 2);
	await wait(61);
	const order = (await helper.board(SITE, 'reception')).view.entries.map(({ visitId }) => visitId);
	expect((await note(helper, first, 'check-in')).status).toBe(200);
	expect(await dueIn(first)).toBeCloseTo(60, 2);
	expect((await helper.board(SITE, 'reception')).view.entries.map(({ visitId }) => visitId)).toEqual(order);
	expect((await note(host, first, 'check-in')).status).toBe(403);
});

it('An interpreter stands on the line of those who receive, and nobody else’s', async () => {
	await clear();
	const visit = await comes();
	await note(helper, visit, 'interpreter', {
		language: 'prs',
		mode: 'phone',
		gender: 'woman',
		noRelative: true
	});
	await note(helper, visit, 'interpreter-confirmed');
	const asked = { language: 'prs', mode: 'phone', gender: 'woman', noRelative: true, confirmed: true };
	expect((await lineOf(visit)).interpreter).toEqual(asked);
	expect((await nurse.board(SITE, 'clinician')).view.entries[0]?.care?.interpreter).toEqual(asked);
	expect(JSON.stringify(await host.board(SITE, 'host_worker'))).not.toContain('prs');
	expect(JSON.stringify(await coordinator.board(SITE, 'coordinator'))).not.toContain('prs');
	await note(helper, visit, 'interpreter-withdrawn');
	expect(await refusal(note(helper, visit, 'interpreter-confirmed'))).toBe('no_interpreter');
});
