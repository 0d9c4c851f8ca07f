/** Whom a person does not want, and who may not anyway: nothing opens, nothing more is told. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import { newId, signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { newColleague } from '../support/office.ts';
import { open, opened, refusalOf } from '../support/opened-people.ts';
import { accessesTo, keepFrom, knownPerson, merged, separated, visitOf } from '../support/people.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';

let database: TestDatabase;
let node: HalteNode;
let peer: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	peer = await signIn(node, 'pa1');
});

describe('« Pas cette personne de l’équipe »', () => {
	/** A colleague whom nobody else's test knows. */
	let excluded: Client;
	beforeAll(async () => {
		const excludedAccount = {
			id: 'exclue',
			role: 'clinician',
			sites: [SITE],
			services: ['infirmier']
		} as const;
		excluded = await newColleague(node, database.sql, excludedAccount);
	});

	it('is told that the file is not available, the same under every key, and the refusal is a row', async () => {
		const { sql } = database;
		const one = await knownPerson(sql, { alias: 'Cachée', contact: 'Téléphone' });
		const two = await knownPerson(sql, { alias: 'Cachée aussi' });
		await merged(sql, two, one);
		await keepFrom(sql, 'exclue', { personId: two });
		const texts = new Set<string>();
		for (const id of [one, two]) {
			for (const purpose of ['care', 'support']) {
				const { status, text } = await open(excluded, id, { purpose });
				expect(status).toBe(403);
				texts.add(text);
			}
		}
		expect(texts.size).toBe(1);
		expect([...texts][0]).toContain('Ce dossier n’est pas disponible.');
		expect([...texts][0]).not.toMatch(/Cachée|Téléphone/);
		const rows = (await accessesTo(sql, SITE)).slice(-4);
		expect(rows.map(({ by, kind, person_id }) => [by, kind, person_id])).toEqual(
			Array(4).fill(['exclue', 'person_refused', one])
		);
		// Separated, the first has nothing to hide from anybody.
		await separated(sql, two);
		expect((await opened(excluded, one)).alias).toBe('Cachée');
		expect(await refusalOf(excluded, two)).toEqual([403, 'file_unavailable']);
		expect((await opened(peer, two)).restrictions.map(({ accountId }) => accountId)).toEqual(['exclue']);
	});

	it('a visit kept from somebody before its person was known keeps the person from them too', async () => {
		const { sql } = database;
		const id = await knownPerson(sql, { alias: 'Reconnue ensuite' });
		const visit = await visitOf(sql, peer, id);
		expect((await open(excluded, id)).status).toBe(200);
		await keepFrom(sql, 'exclue', { visitId: visit.id });
		expect(await refusalOf(excluded, id)).toEqual([403, 'file_unavailable']);
	});

	it('what was lifted opens again; a glass that was broken opens for as long as it is', async () => {
		const { sql } = database;
		const id = await knownPerson(sql, { alias: 'En urgence' });
		const visit = await visitOf(sql, peer, id);
		const restriction = await keepFrom(sql, 'exclue', { personId: id });
		expect(await refusalOf(excluded, id)).toEqual([403, 'file_unavailable']);
		await sql`
			insert into broken_glass (id, at, until, by, site_id, visit_id, reason)
			values (${newId()}, now(), now() + interval '1 hour', 'exclue', ${SITE}, ${visit.id}, 'life_in_danger')`;
		expect((await opened(excluded, id)).alias).toBe('En urgence');
		await sql`update broken_glass set until = now() - interval '1 second' where visit_id = ${visit.id}`;
		expect(await refusalOf(excluded, id)).toEqual([403, 'file_unavailable']);
		await sql`update restriction set lifted_at = now(), lifted_by = 'pa1' where id = ${restriction}`;
		expect((await opened(excluded, id)).restrictions).toEqual([]);
	});
});

describe('Who may', () => {
	test.each(['hot1', 'sta1', 'adm1'])('%s opens nobody', async (username) => {
		const id = await knownPerson(database.sql, { alias: 'Fermée' });
		expect(await refusalOf(await signIn(node, username), id)).toEqual([403, 'forbidden']);
	});

	it('a site where one does not work does not exist', async () => {
		const id = await knownPerson(database.sql, { alias: 'Fermée', knownElsewhere: true });
		expect(await refusalOf(await signIn(node, 'pa4'), id)).toEqual([404, 'not_found']);
	});

	it('what can’t be written down is not opened, and not refused either', async () => {
		const { sql } = database;
		const id = await knownPerson(sql, { alias: 'Zébulonne', contact: 'Quatrefeuille' });
		const hidden = await knownPerson(sql, { alias: 'Zébulonne' });
		await keepFrom(sql, 'pa1', { personId: hidden });
		await sql`
			create function no_row() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`;
		await sql`create trigger no_row before insert on access_log for each statement execute function no_row()`;
		for (const person of [id, hidden]) {
			const { status, text } = await open(peer, person);
			expect(status).toBe(503);
			expect(text).not.toMatch(/Zébulonne|Quatrefeuille|disponible/);
		}
		await sql`drop trigger no_row on access_log`;
		expect((await opened(peer, id)).contact).toBe('Quatrefeuille');
		expect(node.output()).not.toMatch(/Zébulonne|Quatrefeuille/);
	});

	it('a value that was moved to another person does not open', async () => {
		const { sql } = database;
		const [one, two] = [
			await knownPerson(sql, { alias: 'Une', contact: 'À elle' }),
			await knownPerson(sql, { alias: 'Deux' })
		];
		await sql`
			update person_personal set contact = (select contact from person_personal where person_id = ${one})
			where person_id = ${two}`;
		const { status, text } = await open(peer, two);
		expect(status).toBe(503);
		expect(text).not.toContain('À elle');
	});
});
