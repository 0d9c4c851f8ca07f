/** Coming back: by alias and word, by a card, by a code; here, and elsewhere with the person’s tick. */
import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { signIn, type Client } from '../support/client.ts';
import { NOBODY, find, found, recent } from '../support/look-ups.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { newColleague } from '../support/office.ts';
import { knownPerson, merged, separated, visitOf } from '../support/people.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const ELSEWHERE = 'escale';
const PEOPLE = `/sites/${SITE}/people`;

let database: TestDatabase;
let node: HalteNode;
let peer: Client;
/** Works at both sites. */
let nurse: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	[peer, nurse] = await Promise.all([signIn(node, 'pa1'), signIn(node, 'inf1')]);
});

/** Somebody whose misses count for nobody else. */
let engaged = 0;
const another = (sites = [SITE]) =>
	newColleague(node, database.sql, { id: `find-${(engaged += 1)}`, role: 'peer_helper', sites });

describe('« Je suis Nuage, mot : érable »', () => {
	let nuage: string;
	beforeAll(async () => {
		nuage = await knownPerson(database.sql, { alias: 'Nuage-Éric', word: 'érable', daysAgo: 3 });
	});

	test.each([
		['as it was said', 'Nuage-Éric', 'érable'],
		['without accents, capitals and dashes', 'nuage eric', 'ERABLE'],
		['with more spaces', '  Nuage   Éric ', ' érable ']
	])('is found %s', async (_, alias, word) => {
		const people = await found(find(peer, { alias, word }));
		expect(people).toEqual([
			{ id: nuage, alias: 'Nuage-Éric', lastSeenAt: expect.stringMatching(/Z$/) as string, here: false }
		]);
	});

	it('is on the list, or is not', async () => {
		const id = await knownPerson(database.sql, { alias: 'Presque', word: 'ici' });
		const visit = await visitOf(database.sql, peer, id);
		const look = async () => (await found(find(peer, { alias: 'Presque', word: 'ici' })))[0]?.here;
		expect(await look()).toBe(true);
		await peer.do(`/visits/${visit.id}/leave`);
		expect(await look()).toBe(false);
	});

	it('two with one alias are told apart by the word', async () => {
		const other = await knownPerson(database.sql, { alias: 'Nuage Éric', word: 'sapin' });
		expect((await found(find(peer, { alias: 'nuage éric', word: 'sapin' }))).map(({ id }) => id)).toEqual([
			other
		]);
	});

	it('an unknown alias, a wrong word, half an alias and an alias without a word answer the same bytes', async () => {
		const client = await another();
		await knownPerson(database.sql, { alias: 'Sans mot' });
		const tries = [
			{ alias: 'Personne', word: 'érable' },
			{ alias: 'Nuage-Éric', word: 'bouleau' },
			{ alias: 'Nuage', word: 'érable' },
			{ alias: 'Nuage-Ér%', word: 'érable' },
			{ alias: 'Sans mot', word: 'mot' },
			{ alias: '★★★', word: '★' }
		];
		for (const body of tries) {
			const { status, text } = await find(client, body);
			expect([status, text], JSON.stringify(body)).toEqual([200, NOBODY]);
		}
	});

	test.each([
		[{}],
		[{ alias: 'Nuage-Éric' }],
		[{ word: 'érable' }],
		[{ alias: 'Nuage-Éric', word: 'érable', card: 'ABCDEFGH12' }],
		[{ card: '' }],
		[{ alias: 'a'.repeat(81), word: 'érable' }],
		[{ alias: 'Nuage\u202E', word: 'érable' }],
		[{ personId: 'x' }]
	])('%j asks for nobody', async (body) => {
		const { status, text } = await find(peer, body);
		expect(status).toBe(400);
		expect(text).toContain('invalid_input');
	});
});

describe('A card that may be kept or thrown away', () => {
	test.each(['7K3QWERT10', '7k3q wert-10', '7K3QWERTIO'])('%s', async (card) => {
		await database.sql`delete from person_personal where card_index is not null`;
		const id = await knownPerson(database.sql, { card: '7K3QWERT10' });
		const [person] = await found(find(peer, { card }));
		expect(person).toMatchObject({ id, alias: null });
		expect((await find(peer, { card: '7K3QWERT11' })).text).toBe(NOBODY);
	});
});

describe('Another site (scenario 12)', () => {
	it('« Nuage » is known at two hosts: each finds its own only', async () => {
		const { sql } = database;
		const here = await knownPerson(sql, { alias: 'Deux-Fois', word: 'pin' });
		const there = await knownPerson(sql, { alias: 'Deux-Fois', word: 'pin', siteId: ELSEWHERE });
		const ids = async (siteId: string) =>
			(await found(find(nurse, { alias: 'deux fois', word: 'pin' }, siteId))).map(({ id }) => id);
		expect(await ids(SITE)).toEqual([here]);
		expect(await ids(ELSEWHERE)).toEqual([there]);
	});

	it('with the person’s tick they are found, without saying when they were seen there', async () => {
		const { sql } = database;
		const alias = 'Partout';
		const id = await knownPerson(sql, { alias, word: 'pin', siteId: ELSEWHERE, card: 'PARTVT0000' });
		expect((await find(nurse, { alias, word: 'pin' })).text).toBe(NOBODY);
		expect((await find(nurse, { card: 'PARTVT0000' })).text).toBe(NOBODY);
		await sql`update person set known_elsewhere = true where id = ${id}`;
		const expected = [{ id, alias, lastSeenAt: null, here: false }];
		expect(await found(find(nurse, { alias, word: 'pin' }))).toEqual(expected);
		expect(await found(find(nurse, { card: 'PARTVT0000' }))).toEqual(expected);
		expect((await recent(nurse)).map((person) => person.id)).not.toContain(id);
		await sql`update person set known_elsewhere = false where id = ${id}`;
		expect((await find(nurse, { alias, word: 'pin' })).text).toBe(NOBODY);
	});
});

describe('Merged', () => {
	it('somebody answers to all their names as one person, once; and to their own when separated', async () => {
		const { sql } = database;
		const one = await knownPerson(sql, { alias: 'Première', word: 'pin' });
		const two = await knownPerson(sql, { alias: 'Deuxième', word: 'pin', card: 'DEVX000000' });
		const three = await knownPerson(sql, { alias: 'Troisième', word: 'pin' });
		await merged(sql, two, one);
		await merged(sql, three, two);
		for (const body of [
			{ alias: 'Première', word: 'pin' },
			{ alias: 'Deuxième', word: 'pin' },
			{ alias: 'Troisième', word: 'pin' },
			{ card: 'DEVX000000' }
		]) {
			const people = await found(find(peer, body));
			expect(
				people.map(({ id, alias }) => [id, alias]),
				JSON.stringify(body)
			).toEqual([[one, 'Première']]);
		}
		const names = async () => (await recent(peer)).map(({ alias }) => alias);
		expect(await names()).toContain('Première');
		expect(await names()).not.toContain('Deuxième');
		await separated(sql, two);
		expect((await found(find(peer, { card: 'DEVX000000' }))).map(({ id }) => id)).toEqual([two]);
		expect((await found(find(peer, { alias: 'Troisième', word: 'pin' }))).map(({ id }) => id)).toEqual([two]);
		expect(await names()).toEqual(expect.arrayContaining(['Première', 'Deuxième']));
	});
});

describe('The code-mémoire', () => {
	beforeAll(async () => {
		await knownPerson(database.sql, { alias: 'Codée', memoryCode: 'NAER14' });
	});
	beforeEach(async () => {
		await database.sql`update network_settings set memory_code = true`;
	});
	const names = async (memoryCode: string) =>
		(await found(find(await another(), { memoryCode }))).map(({ alias, maybe }) => [alias, maybe ?? false]);

	it('is off until the network decides otherwise', async () => {
		await database.sql`update network_settings set memory_code = false`;
		const { status, body } = await peer.post(`${PEOPLE}/find`, { memoryCode: 'NAER14' });
		expect([status, body.code]).toEqual([403, 'memory_code_off']);
	});

	test.each([
		['NAER14', false],
		['na-ér 14', false],
		['NAER15', true],
		['MIER14', true],
		['NAIS14', true],
		['XXER14', true]
	])('%s: found, and only maybe: %s', async (code, maybe) => {
		expect(await names(code)).toEqual([['Codée', maybe]]);
	});

	test.each(['MIIS14', 'MIER15', 'XXXX14', 'XXERXX', 'XXXXXX', 'pas un code'])(
		'%s finds nobody',
		async (code) => {
			expect(await names(code)).toEqual([]);
		}
	);
});
