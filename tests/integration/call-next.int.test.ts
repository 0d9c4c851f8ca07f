/** Many hands reach for the list at once: each gets another person, in the order of passing. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { EntriesAnswer } from '#lib/contract/answers.ts';
import type { Problem } from '#lib/contract/problems.ts';
import { firstEntry, signIn, type Client, type Reply, type Visit } from '../support/client.ts';
import { nursesAt } from '../support/more-staff.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let node: HalteNode;
let peer: Client;
let nurses: Client[];

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	[peer, nurses] = await Promise.all([signIn(node, 'pa3'), nursesAt([node], database.sql, 'aubepine', 10)]);
});

async function registerMany(count: number): Promise<Visit[]> {
	const visits: Visit[] = [];
	// Ids that tell nothing of who came first.
	for (let i = 0; i < count; i += 1)
		visits.push(await peer.register('aubepine', { visitId: randomUUID(), services: ['infirmier'] }));
	return visits;
}

/** The place belongs to nobody any more, so that the next test starts with an empty list. */
async function clear(): Promise<void> {
	const { view } = await peer.board('aubepine', 'reception');
	for (const visitId of new Set(view.entries.map((entry) => entry.visitId)))
		await peer.tryTo(`/visits/${visitId}/leave`);
}

const callNext = (client: Client, siteId = 'aubepine', body = {}) =>
	client.tryTo<EntriesAnswer>(`/sites/${siteId}/call-next`, { alsoCall: true, ...body });

const inOrderOfSeq = (replies: Reply<EntriesAnswer>[]) =>
	[...replies].sort((a, b) => a.body.seq - b.body.seq).map(({ body }) => body.entries[0]?.visitId);

it('Ten colleagues call at the same moment while twenty wait: the ten who came first, each called once', async () => {
	const visits = await registerMany(20);
	const replies = await Promise.all(nurses.map((nurse) => callNext(nurse)));
	expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(200));
	expect(inOrderOfSeq(replies)).toEqual(visits.slice(0, 10).map(({ id }) => id));
	expect(new Set(replies.map(({ body }) => body.seq)).size).toBe(10);
	expect(new Set(replies.map(({ body }) => body.entries[0]?.calledBy)).size).toBe(10);
	await clear();
});

it('Somebody who may pass sooner is called before those who came earlier', async () => {
	const [first, second, third] = (await registerMany(3)) as [Visit, Visit, Visit];
	const maude = await signIn(node, 'inf3');
	await maude.step(firstEntry(third), 'level', { level: 'sooner_today', cause: 'pain' });
	const replies = await Promise.all(nurses.slice(0, 3).map((nurse) => callNext(nurse)));
	expect(inOrderOfSeq(replies)).toEqual([third.id, first.id, second.id]);
	await clear();
});

it('Ten colleagues call while four wait: four get a person, six are told that nobody waits', async () => {
	const visits = await registerMany(4);
	const replies = await Promise.all(nurses.map((nurse) => callNext(nurse)));
	const called = replies.filter(({ status }) => status === 200);
	expect(replies.map(({ status }) => status).sort()).toEqual([
		200, 200, 200, 200, 204, 204, 204, 204, 204, 204
	]);
	expect(inOrderOfSeq(called)).toEqual(visits.map(({ id }) => id));
	await clear();
});

it('Six colleagues reach for the same person: one has them, five are told who', async () => {
	const [visit] = (await registerMany(1)) as [Visit];
	const path = `/entries/${firstEntry(visit)}/call`;
	const replies = await Promise.all(
		nurses.slice(0, 6).map((nurse) => nurse.tryTo<EntriesAnswer & Problem>(path))
	);
	const [winner, ...more] = replies.filter(({ status }) => status === 200);
	expect(more).toEqual([]);
	const has = winner?.body.entries[0]?.calledBy;
	const refused = replies.filter(({ status }) => status === 409).map(({ body }) => body);
	expect(refused).toHaveLength(5);
	const [{ name }] = (await database.sql`select name from account where id = ${has ?? ''}`) as unknown as [
		{ name: string }
	];
	for (const { code, by, detail } of refused) {
		expect({ code, by }).toEqual({ code: 'taken', by: { id: has, name } });
		expect(detail).toContain(name);
	}
	await clear();
});

it('The nurse and the dentist never have the same person at once, twenty times out of twenty', async () => {
	const [nurse, dentist, helper] = await Promise.all(['inf1', 'den1', 'pa1'].map((id) => signIn(node, id)));
	for (let round = 0; round < 20; round += 1) {
		const visit = await helper!.register('perron', { services: ['infirmier', 'dentaire'] });
		const [care, teeth] = visit.entries.map(({ id }) => id);
		// By name and by « la personne suivante » in turn: both ways lead to the same place.
		const byName = round % 2 === 0;
		const replies = await Promise.all([
			nurse!.tryTo<EntriesAnswer & Problem>(`/entries/${care}/call`, { alsoCall: true }),
			byName
				? dentist!.tryTo<EntriesAnswer & Problem>(`/entries/${teeth}/call`, { alsoCall: true })
				: dentist!.tryTo<EntriesAnswer & Problem>('/sites/perron/call-next', { alsoCall: true })
		]);
		const statuses = replies.map(({ status }) => status);
		expect(statuses.filter((status) => status === 200)).toHaveLength(1);
		for (const { status, body } of replies) {
			if (status === 409) expect(body.code).toBe('taken');
			else expect([200, 204]).toContain(status);
		}
		const active = await database.sql`
			select 1 from entry where visit_id = ${visit.id} and status in ('called', 'in_service')`;
		expect(active.count).toBe(1);
		await helper!.do(`/visits/${visit.id}/leave`);
	}
});

it('Whoever has called somebody and not met them is asked before calling another', async () => {
	await registerMany(2);
	const [nurse] = nurses as [Client];
	expect((await callNext(nurse, 'aubepine', { alsoCall: false })).status).toBe(200);
	const again = await nurse.tryTo('/sites/aubepine/call-next');
	expect([again.status, again.body.code]).toEqual([409, 'still_calling']);
	expect((await callNext(nurse)).status).toBe(200);
	await clear();
});
