/** The copy for a person: everything, once somebody has shown who they are; written down, and in the register. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { PersonCopy } from '#lib/contract/person-copy.ts';
import { signIn, type Client, type Reply } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { opened } from '../support/opened-people.ts';
import { accessesTo, keepFrom, knownPerson, merged, visitOf } from '../support/people.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';
import { withoutIds } from '../support/without-ids.ts';

const SITE = 'perron';
const ELSEWHERE = 'escale';

let database: TestDatabase;
let node: HalteNode;
let peer: Client;
let nurse: Client;
let coordinator: Client;
/** Two keys, two sites, a corrected name, a card number. */
let person: string;
/** Of somebody else, whose copy this is not. */
let wordBeside: string;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	const { sql } = database;
	[peer, nurse, coordinator] = [
		await signIn(node, 'pa1'),
		await signIn(node, 'inf1'),
		await signIn(node, 'coo1')
	];
	const numbers = { healthNumber: 'TREM87531414', contact: 'Par l’organisme' };
	person = await knownPerson(sql, { alias: 'Avant', word: 'érable', ...numbers });
	const other = await knownPerson(sql, { alias: 'Autre nom', siteId: ELSEWHERE });
	await merged(sql, other, person);
	await peer.do(`/sites/${SITE}/people/${person}/details`, { alias: 'Zébulonne' });
	const details = { services: ['infirmier'], note: 'Préfère la salle 2', reasons: ['plaie'] };
	const { id: visitId } = await visitOf(sql, nurse, person, SITE, details);
	const animal = { species: 'dog', temper: 'calm' };
	await peer.do(`/visits/${visitId}/details`, {
		animal,
		pressing: 'yes',
		quietCorner: 'yes',
		dimLight: 'no'
	});
	await peer.do(`/visits/${visitId}/interpreter`, { language: 'ht', mode: 'phone', gender: 'woman' });
	const beside = await peer.register(SITE, { services: ['infirmier'] });
	await peer.do(`/visits/${visitId}/group`, { withVisitId: beside.id, mode: 'one_after_other' });
	wordBeside = beside.word;
	await visitOf(sql, nurse, other, ELSEWHERE);
});

const copyOf = (client: Client, id = person, siteId = SITE) =>
	client.post<PersonCopy>(`/sites/${siteId}/people/${id}/export`, {});
const codeOf = async (reply: Promise<Reply<PersonCopy>>) => {
	const { status, body } = await reply;
	return [status, (body as unknown as { code?: string }).code];
};

describe('What is in it', () => {
	it('everything that is held, from every site, under every key', async () => {
		const { status, body } = await copyOf(nurse);
		expect(status).toBe(200);
		expect(body).toMatchObject({ format: 'halte-person-1', site: 'Le Perron bleu', leftOut: [] });
		expect(body.keys.map(({ alias }) => alias)).toEqual(['Zébulonne', 'Autre nom']);
		expect(body.keys[0]).toMatchObject({
			...{ contact: 'Par l’organisme', memoryWord: true, card: false, memoryCode: false },
			healthNumber: { recorded: true, number: 'TREM87531414', birthDate: '1987-03-14' }
		});
		const [first] = body.visits.filter(({ site }) => site === 'Le Perron bleu');
		expect(body.visits).toHaveLength(2);
		expect(first).toMatchObject({ note: 'Préfère la salle 2', healthCard: 'not_asked', notice: null });
		expect(first?.reasons).toHaveLength(1);
		expect(first?.services).toMatchObject([{ status: 'waiting', level: 'arrival_order' }]);
		expect(first?.steps.map(({ what }) => what).slice(0, 1)).toEqual(['VisitRegistered']);
		expect(body.rectifications).toMatchObject([{ field: 'alias', former: 'Avant' }]);
		expect(body.merges).toMatchObject([{ into: person, undoneAt: null }]);
		expect(body.accesses.at(0)).toMatchObject({ kind: 'exported', purpose: null });
		expect(body.disclosures).toMatchObject([{ recipient: 'la personne', purpose: 'own_request' }]);
		expect(JSON.stringify(body)).not.toMatch(/érable/);
	});

	it('who came along and what was wished, without a word of who that was', async () => {
		const [first] = (await copyOf(nurse)).body.visits.filter(({ site }) => site === 'Le Perron bleu');
		expect(first).toMatchObject({
			...{ subject: 'person', animal: { species: 'dog', temper: 'calm' }, partyMode: 'one_after_other' },
			...{ pressing: 'yes', quietCorner: 'yes', dimLight: 'no' },
			interpreter: { language: 'ht', mode: 'phone', gender: 'woman', noRelative: false, confirmedAt: null }
		});
		expect(JSON.stringify(first)).not.toContain(wordBeside);
	});

	it('through coordination all but the number, and it says so', async () => {
		const { body, text } = await copyOf(coordinator);
		expect(body.leftOut).toEqual(['health_number']);
		expect(body.keys[0]?.healthNumber).toEqual({ recorded: true });
		expect(withoutIds(text)).not.toMatch(/TREM|1987/);
	});

	it('its fields are those that the interface describes, in the same order every time', async () => {
		const [one, two] = [await copyOf(nurse), await copyOf(nurse)];
		expect(Object.keys(one.body)).toEqual(Object.keys(two.body));
		const { body: document } = await nurse.get<{
			paths: Record<
				string,
				{
					post: {
						responses: Record<string, { content: Record<string, { schema: { required: string[] } }> }>;
					};
				}
			>;
		}>('/openapi.json');
		const described = document.paths['/api/v1/sites/{siteId}/people/{personId}/export'];
		const schema = described?.post.responses['200']?.content['application/json']?.schema;
		expect(Object.keys(one.body)).toEqual(schema?.required);
	});
});

describe('What is written down', () => {
	it('a row of the audit, a line of the register; and the person can read both', async () => {
		const { sql } = database;
		const id = await knownPerson(sql, { alias: 'Lue', healthNumber: 'TREM87531414' });
		await copyOf(nurse, id);
		const [last] = (await accessesTo(sql, SITE)).slice(-1);
		expect(last).toMatchObject({ by: 'inf1', kind: 'exported', person_id: id });
		const lines = await sql`
			select by, site_id, information, recipient, purpose from disclosure where person_id = ${id}`;
		expect(lines).toEqual([
			{
				...{ by: 'inf1', site_id: SITE, recipient: 'la personne', purpose: 'own_request' },
				information: ['identity', 'health_number', 'accesses', 'disclosures']
			}
		]);
		await copyOf(coordinator, id);
		const [through] = await sql`select information from disclosure where person_id = ${id} and by = 'coo1'`;
		expect(through).toEqual({ information: ['identity', 'accesses', 'disclosures'] });
		const file = await opened(peer, id);
		expect(file.disclosures).toHaveLength(2);
		expect(file.accesses.map(({ kind }) => kind)).toEqual(['person_opened', 'exported', 'exported']);
		expect(node.output()).not.toMatch(/Zébulonne|TREM/);
	});

	test.each(['access_log', 'disclosure'])('without a row of %s nothing is handed out', async (table) => {
		const { sql } = database;
		await sql`
			create or replace function no_row() returns trigger language plpgsql as
			$$ begin raise exception 'disk full'; end $$`;
		await sql`
			create trigger no_row before insert on ${sql(table)} for each statement execute function no_row()`;
		const before = [await accessesTo(sql, SITE), await sql`select id from disclosure`];
		const { status, text } = await copyOf(nurse);
		expect(status).toBe(503);
		expect(text).not.toContain('Zébulonne');
		await sql`drop trigger no_row on ${sql(table)}`;
		expect([await accessesTo(sql, SITE), await sql`select id from disclosure`]).toEqual(before);
	});
});

describe('Who gets none', () => {
	test.each([
		['pa1', 403, 'forbidden'],
		['hot1', 403, 'forbidden'],
		['adm1', 403, 'forbidden'],
		['pa4', 404, 'not_found']
	])('%s', async (username, status, code) => {
		expect(await codeOf(copyOf(await signIn(node, username)))).toEqual([status, code]);
	});

	it('whoever has not shown in the last ten minutes who they are', async () => {
		const { sql } = database;
		const dentist = await signIn(node, 'den1');
		await sql`update staff_session set fresh_until = null where account_id = 'den1'`;
		expect(await codeOf(copyOf(dentist))).toEqual([403, 'step_up_needed']);
		expect((await copyOf(await signIn(node, 'den1'))).status).toBe(200);
	});

	it('whom the person named; nobody of another site; nobody for somebody made up', async () => {
		const { sql } = database;
		const hidden = await knownPerson(sql, { alias: 'Cachée' });
		await keepFrom(sql, 'inf1', { personId: hidden });
		expect(await codeOf(copyOf(nurse, hidden))).toEqual([403, 'file_unavailable']);
		const [last] = (await accessesTo(sql, SITE)).slice(-1);
		expect(last).toMatchObject({ by: 'inf1', kind: 'person_refused', person_id: hidden });
		const there = await knownPerson(sql, { alias: 'Là-bas', siteId: ELSEWHERE });
		expect(await codeOf(copyOf(nurse, there))).toEqual([404, 'not_found']);
		expect(await codeOf(copyOf(nurse, 'x'))).toEqual([404, 'not_found']);
		expect((await copyOf(nurse, there, ELSEWHERE)).status).toBe(200);
	});
});
