/** Somebody has a copy of the database and not the key ring: whatever they try, nobody is named. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalAlias, normalWord } from '#lib/domain/identity/alias.ts';
import { keyRing, newRingLine, parseRing } from '#lib/server/keys/key-ring.ts';
import { openText } from '#lib/server/keys/sealed-text.ts';
import { newId, signIn, type Client } from '../support/client.ts';
import { everythingIn } from '../support/everything.ts';
import { launchNode, startNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const RING = newRingLine(1);
const PERSON = {
	alias: 'Le-Grand-Zébulon',
	contact: '514 555-0142, au kiosque',
	legalName: 'Hormisdas Lanctôt-Bellavance',
	word: 'chaloupe turquoise',
	card: 'QZ7KM2PX8V',
	number: 'LANH85050318'
};
const NOTE = 'Plaie au pied gauche, revient jeudi';

let database: TestDatabase;
let desk: Client;
let visitId: string;
const personId = randomUUID();
const bodies: object[] = [];

/** Sends a body that the thief may guess to the letter. */
async function said(path: string, values: object): Promise<void> {
	const body = { id: newId(), ...values };
	bodies.push(body);
	const reply = await desk.post(path, body);
	if (reply.status >= 300) throw new Error(`${path} answered ${reply.status}: ${reply.text}`);
}

beforeAll(async () => {
	database = await freshDatabase();
	await database.sql`update network_settings set health_number = true`;
	const node = await startNode({ database, variables: { HALTE_KEYS: RING } });
	desk = await signIn(node, 'inf1');
	const { alias, contact, legalName, word, card, number } = PERSON;
	visitId = (await desk.register(SITE, { services: ['infirmier'], alias, contact, note: NOTE })).id;
	await said(`/visits/${visitId}/details`, { alias, note: NOTE });
	await said(`/visits/${visitId}/identify`, { personId, isNew: true, alias, word, contact, card });
	await said(`/sites/${SITE}/people/${personId}/details`, { legalName, contact: `${contact}, le soir` });
	await said(`/sites/${SITE}/people/${personId}/health-number`, { number });
	await node.stop();
});

/** What the thief knows or guesses: every value, as said and as it is compared. */
const dictionary = [...Object.values(PERSON), NOTE].flatMap((text) => [
	text,
	normalAlias(text),
	normalWord(text),
	text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
]);

/** Anything in the copy that could have gone into a hash: salts, ids, marks, and nothing. */
function ingredientsIn(copy: string): string[] {
	const salts = [...copy.matchAll(/salt: (\S+)/g)].map(([, salt]) => salt ?? '');
	const marks = [...copy.matchAll(/key_version\.mark: (\S+)/g)].map(([, mark]) => mark ?? '');
	return ['', 'halte', SITE, visitId, personId, ...salts, ...marks];
}

/** Texts that somebody might hash, by what the source of this program says. */
function textsWith(ingredient: string): string[] {
	const values = dictionary.flatMap((value) => [
		...[value, `${ingredient}${value}`, `${value}${ingredient}`, `${ingredient}\0${value}`],
		...['alias', 'note', 'contact', 'legal_name', 'word', 'card', 'health_number'].flatMap((field) => [
			`${field}\0${value}`,
			`${ingredient}\0${field}\0${value}`,
			`${ingredient}\0${field}\0${JSON.stringify(value)}`
		])
	]);
	const whole = bodies.map((body) => canonicalize(body) ?? '');
	return [...values, ...whole, ...whole.map((body) => `${ingredient}\0${body}`)];
}

/** Hashes of the dictionary that stand in the copy: each one would name somebody. */
function namedBy(copy: string): string[] {
	return ingredientsIn(copy).flatMap((ingredient) =>
		textsWith(ingredient).flatMap((text) => {
			const digests = [
				createHash('sha256').update(text).digest(),
				createHash('sha512').update(text).digest(),
				createHmac('sha256', ingredient).update(text).digest()
			];
			const spelled = digests.flatMap((digest) =>
				(['hex', 'base64', 'base64url'] as const).map((encoding) => digest.toString(encoding).slice(0, 40))
			);
			return spelled.some((spelling) => copy.includes(spelling)) ? [text] : [];
		})
	);
}

describe('With a copy of every table, and without the ring', () => {
	it('no value stands there, whole or without its accents', async () => {
		const copy = (await everythingIn(database.sql)).toLowerCase();
		expect(dictionary.filter((value) => copy.includes(value.toLowerCase()))).toEqual([]);
		// The search does see what is there.
		expect(copy).toContain(personId);
	});

	it('no guess can be proved by a hash, with whatever is stored beside it', async () => {
		expect(namedBy(await everythingIn(database.sql))).toEqual([]);
	});

	it('the same attack does name somebody whose mark was made without a ring', async () => {
		const salt = 'a-salt-that-is-stored';
		const mark = createHmac('sha256', salt).update(`alias\0${PERSON.alias}`).digest('base64url');
		expect(namedBy(`visit_personal.salt: ${salt}\nevent.data: {"mark": "${mark}"}`)).toContain(
			`alias\0${PERSON.alias}`
		);
	});
});

describe('With another ring', () => {
	const other = newRingLine(1);

	it('no sealed value opens, and neither does one under the right ring in another row', async () => {
		const [row] = await database.sql<{ alias: Buffer }[]>`
			select alias from person_personal where person_id = ${personId}`;
		const sealed = row?.alias ?? Buffer.alloc(0);
		const [right, wrong] = [RING, other].map((line) => keyRing(parseRing(line) ?? new Map<number, Buffer>()));
		if (right === undefined || wrong === undefined) throw new Error('two rings');
		expect(openText(right, 'alias', sealed, personId)).toBe(PERSON.alias);
		expect(() => openText(wrong, 'alias', sealed, personId)).toThrow();
		expect(() => openText(right, 'contact', sealed, personId)).toThrow();
		expect(() => openText(right, 'alias', sealed, visitId)).toThrow();
	});

	it('nothing starts, and what is sealed stays as it was', async () => {
		const before = await everythingIn(database.sql);
		const node = await launchNode({ database, variables: { HALTE_KEYS: other } });
		expect(await node.ended).toBe(1);
		expect(node.output().trim()).toBe('La clé 1 du trousseau n’est pas celle de cette base de données.');
		expect(await everythingIn(database.sql)).toBe(before);
	});

	it('and with the proof of the ring taken away too, it starts and tells nobody’s name', async () => {
		const { sql } = database;
		const kept = await sql`select * from key_version`;
		await sql`delete from key_version`;
		const node = await startNode({ database, variables: { HALTE_KEYS: other } });
		const thief = await signIn(node, 'inf1');
		const file = await thief.get(`/visits/${visitId}`);
		const board = await thief.get(`/sites/${SITE}/board?audience=clinician`);
		const found = await thief.post(`/sites/${SITE}/people/find`, { alias: PERSON.alias, word: PERSON.word });
		expect(file.status).toBeGreaterThanOrEqual(500);
		expect(found.text).toBe('{"people":[]}');
		const told = [file.text, board.text, node.output()].join('\n');
		expect(dictionary.filter((value) => told.includes(value))).toEqual([]);
		await node.stop();
		await sql`delete from key_version`;
		await sql`insert into key_version ${sql(kept)}`;
	});
});
