/** « Modalité d’accueil » (R-Q11): what helps somebody for thirty days at most, and never a ban. */
import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import {
	LATEST,
	NOW,
	SITE,
	SOON,
	TODAY,
	WORDS,
	pathOf,
	readOf,
	reviewOf,
	writeOf,
	writtenOf,
	type Answered
} from '../support/arrangements.ts';
import { firstEntry, newId, signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { newColleague } from '../support/office.ts';
import { accessesTo, keepFrom, knownPerson, merged } from '../support/people.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let node: HalteNode;
let peer: Client;
let nurse: Client;
let coordinator: Client;
let personId: string;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, now: NOW });
	[peer, nurse, coordinator] = await Promise.all([
		signIn(node, 'pa1'),
		signIn(node, 'inf1'),
		signIn(node, 'coo1')
	]);
});
beforeEach(async () => {
	await node.setClock(NOW);
	await database.sql`delete from welcome_arrangement`;
	personId = await knownPerson(database.sql, { alias: 'Peuplier', alsoAt: ['escale'] });
});

const read = (client: Client, person = personId, siteId = SITE) => readOf(client, person, siteId);
const write = (client: Client, more: object = {}, person = personId, siteId = SITE) =>
	writeOf(client, person, more, siteId);
const review = (client: Client, body: object) => reviewOf(client, personId, body);
const written = (more: object = {}) => writtenOf(peer, personId, more);
const shownTo = async (client: Client) => (await read(client)).body.arrangement;

describe('What helps somebody', () => {
	it('is shown to the team of the site, and kept sealed', async () => {
		const id = await written();
		const one = {
			id,
			...WORDS,
			until: SOON,
			since: new Date(NOW).toISOString(),
			by: expect.any(String) as string
		};
		for (const client of [peer, nurse, coordinator]) expect(await shownTo(client)).toEqual(one);
		const [row] = await database.sql<{ words: Buffer }[]>`
			select words from welcome_arrangement where id = ${id}`;
		for (const word of ['cour', 'Maude', 'calme', '10 h']) expect(row?.words.toString()).not.toContain(word);
	});

	it('is opened like a file: each reading and writing is written down about the person', async () => {
		const id = await written();
		await read(nurse);
		await review(nurse, { arrangementId: id, outcome: 'ended' });
		const rows = (await accessesTo(database.sql, SITE)).filter((row) => row.person_id === personId);
		expect(rows.map(({ by, kind, details }) => [by, kind, details])).toEqual([
			['pa1', 'person_opened', { part: 'arrangement', step: 'written' }],
			['inf1', 'person_opened', { part: 'arrangement', step: 'read' }],
			['inf1', 'person_opened', { part: 'arrangement', step: 'reviewed' }]
		]);
	});

	it('of somebody who is not here today is read for a purpose only, and that is noted', async () => {
		await written();
		const bare = (of = personId) => nurse.get<Answered>(pathOf(of));
		expect([(await bare()).status, (await bare()).body.code]).toEqual([400, 'purpose_needed']);
		// Of nobody the same.
		expect((await bare(newId())).body.code).toBe('purpose_needed');
		expect((await read(nurse)).body.arrangement?.helps).toBe(WORDS.helps);
		const rows = (await accessesTo(database.sql, SITE)).filter(({ by }) => by === 'inf1');
		expect(rows.at(-1)).toMatchObject({ person_id: personId, purpose: 'care' });
		expect((await nurse.get(`${pathOf(personId)}?purpose=curiosity`)).status).toBe(400);
		await peer.register(SITE, { services: ['infirmier'], personId });
		expect((await bare()).body.arrangement?.helps).toBe(WORDS.helps);
	});

	it('is of one site: at another one where they are known there is none', async () => {
		await written();
		expect((await read(nurse, personId, 'escale')).body.arrangement).toBeNull();
		expect((await write(nurse, {}, personId, 'escale')).status).toBe(201);
	});

	it('is nobody else’s business', async () => {
		const id = await written();
		const { sql } = database;
		const trainee = { id: 'arrangement-trainee', role: 'trainee', sites: [SITE] } as const;
		for (const client of [
			await signIn(node, 'hot1'),
			await signIn(node, 'adm1'),
			await newColleague(node, sql, trainee)
		]) {
			const ended = await review(client, { arrangementId: id, outcome: 'ended' });
			const tries = [await read(client), await write(client), ended];
			expect(tries.map(({ status, body }) => [status, body.code])).toEqual(
				Array.from({ length: 3 }, () => [403, 'forbidden'])
			);
		}
		const far = await newColleague(node, sql, {
			id: 'arrangement-far',
			role: 'clinician',
			sites: ['escale']
		});
		expect((await read(far)).status).toBe(404);
		const stranger = await knownPerson(sql, { alias: 'Ailleurs', siteId: 'escale' });
		expect([(await read(peer, stranger)).status, (await write(peer, {}, stranger)).status]).toEqual([
			404, 404
		]);
	});

	it('is not shown to a colleague whom the person named, who can’t end it either', async () => {
		const id = await written();
		await keepFrom(database.sql, 'inf1', { personId });
		const tries = [
			await read(nurse),
			await write(nurse),
			await review(nurse, { arrangementId: id, outcome: 'ended' })
		];
		for (const { status, body, text } of tries) {
			expect([status, body.code]).toEqual([403, 'file_unavailable']);
			expect(text).not.toContain('coin calme');
		}
		expect(await shownTo(peer)).toMatchObject({ id });
		const kinds = (await accessesTo(database.sql, SITE)).filter((row) => row.person_id === personId);
		expect(kinds.filter(({ by }) => by === 'inf1').map(({ kind }) => kind)).toEqual(
			Array.from({ length: 3 }, () => 'person_refused')
		);
	});

	it('sent twice is noted once; a second one asks to end the first', async () => {
		const body = { ...WORDS, until: SOON, personInformed: true, id: newId() };
		const [one, again] = [
			await peer.post<Answered>(pathOf(personId), body),
			await peer.post<Answered>(pathOf(personId), body)
		];
		expect([one.status, again.status]).toEqual([201, 201]);
		expect(again.body).toEqual(one.body);
		const second = await write(nurse, { helps: 'Autre chose' });
		expect([second.status, second.body.code]).toEqual([409, 'arrangement_stands']);
		const other = await knownPerson(database.sql, { alias: 'Autre' });
		expect((await peer.post<Answered>(pathOf(other), body)).body.code).toBe('command_reused');
	});

	it('one is shown, whoever writes at the same moment', async () => {
		const tries = await Promise.all([peer, nurse, peer, nurse].map((client) => write(client)));
		expect(tries.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
	});

	it('one is shown when two people who had one were merged', async () => {
		const first = await written();
		const other = await knownPerson(database.sql, { alias: 'Erable' });
		const { body } = await write(peer, { helps: 'La porte de côté' }, other);
		await merged(database.sql, other, personId);
		const shown = await shownTo(nurse);
		expect([first, body.arrangement?.id]).toContain(shown?.id);
		expect((await read(nurse, other)).body.arrangement).toEqual(shown);
	});

	test.each([
		['2026-11-22', 400],
		[TODAY, 201],
		[LATEST, 201],
		['2026-12-24', 400]
	])('may last until %s: %i', async (until, status) => {
		const reply = await write(peer, { until });
		expect(reply.status).toBe(status);
		if (status === 400) expect(reply.body.fields).toMatchObject([{ path: 'until', code: 'out_of_range' }]);
	});

	test.each([
		{ personInformed: false },
		{ personInformed: undefined },
		{ reason: 'banned' },
		{ helps: ' ' },
		{ helps: 'x'.repeat(501) },
		{ until: '2026-11-31' },
		{ forbidden: true }
	])('%j is refused', async (more) => {
		expect((await write(peer, more)).body.code).toBe('invalid_input');
		expect(await shownTo(peer)).toBeNull();
	});
});

describe('It never keeps anybody from a place', () => {
	const comeAndBeCalled = async () => {
		const visit = await peer.register(SITE, { services: ['infirmier'], personId });
		const called = await nurse.tryTo<{ entries: { visitId: string }[] }>(
			`/entries/${firstEntry(visit)}/call`
		);
		expect([called.status, called.body.entries[0]?.visitId]).toEqual([200, visit.id]);
		await peer.do(`/visits/${visit.id}/leave`);
	};

	it('while it is shown, when its time is over, and when it is reviewed', async () => {
		const id = await written({ reason: 'after_an_event', until: TODAY });
		await comeAndBeCalled();
		await database.sql`
			update welcome_arrangement set until = ${'2026-11-20'} where id = ${id}`;
		await comeAndBeCalled();
		await review(coordinator, { arrangementId: id, outcome: 'ended' });
		await comeAndBeCalled();
	});
});
