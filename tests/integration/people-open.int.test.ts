/** Opening somebody's file outside of a visit: for a purpose, written down, and not for whom they named. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { PersonShown } from '#lib/contract/people.ts';
import { newId, signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { open, opened, refusalOf } from '../support/opened-people.ts';
import { accessesTo, knownPerson, merged, separated, visitOf } from '../support/people.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';
import { withoutIds } from '../support/without-ids.ts';

const SITE = 'perron';
const ELSEWHERE = 'escale';

let database: TestDatabase;
let node: HalteNode;
let peer: Client;
/** Works at both sites. */
let nurse: Client;
let coordinator: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	[peer, nurse, coordinator] = (await Promise.all(
		['pa1', 'inf1', 'coo1'].map((name) => signIn(node, name))
	)) as [Client, Client, Client];
});

describe('What is shown', () => {
	it('what somebody is known by, and when they came', async () => {
		const { sql } = database;
		const known = { alias: 'Nuage', word: 'érable', card: 'NVAGE00000', contact: 'Par Le Perron' };
		const id = await knownPerson(sql, { ...known, legalName: 'Marie Tremblay', daysAgo: 400 });
		const visit = await visitOf(sql, peer, id, SITE, { services: ['infirmier', 'dentaire'] });
		await peer.do(`/visits/${visit.id}/leave`);
		const person = await opened(peer, id);
		expect(person).toMatchObject({
			...{ id, alias: 'Nuage', contact: 'Par Le Perron', legalName: 'Marie Tremblay' },
			...{ hasWord: true, hasCard: true, knownElsewhere: false },
			...{ rectifications: [], restrictions: [], disclosures: [], merges: [] }
		});
		expect(person.visits).toEqual([
			{
				...{ id: visit.id, siteId: SITE, site: 'Le Perron bleu', word: visit.word },
				day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
				services: [
					{ name: expect.any(String) as string, status: 'cancelled' },
					{ name: expect.any(String) as string, status: 'cancelled' }
				]
			}
		]);
		expect(JSON.stringify(person)).not.toMatch(/érable|NVAGE/);
	});

	it('what was put right, with what stood before', async () => {
		const { sql } = database;
		const id = await knownPerson(sql, { alias: 'Avant' });
		await peer.do(`/sites/${SITE}/people/${id}/details`, { alias: 'Après', contact: 'Courriel' });
		const person = await opened(peer, id);
		expect([person.alias, person.contact]).toEqual(['Après', 'Courriel']);
		expect(person.rectifications.map(({ field, former }) => [field, former])).toEqual([['alias', 'Avant']]);
	});

	it('who opened the file, to be read together; also the very look that is under way', async () => {
		const id = await knownPerson(database.sql, { alias: 'Lue' });
		await opened(peer, id, { purpose: 'teaching' });
		const { accesses } = await opened(nurse, id, { purpose: 'support' });
		const [{ name: peerName } = { name: '' }, { name: nurseName } = { name: '' }] = await database.sql<
			{ name: string }[]
		>`select name from account where id in ('pa1', 'inf1') order by id desc`;
		expect(accesses.map(({ by, kind, purpose, site }) => [by, kind, purpose, site])).toEqual([
			[nurseName, 'person_opened', 'support', 'Le Perron bleu'],
			[peerName, 'person_opened', 'teaching', 'Le Perron bleu']
		]);
	});

	it('of other sites only what the person ticked: visits, accesses', async () => {
		const { sql } = database;
		const id = await knownPerson(sql, { alias: 'Des deux', alsoAt: [ELSEWHERE] });
		await visitOf(sql, nurse, id, SITE);
		await visitOf(sql, nurse, id, ELSEWHERE);
		await opened(nurse, id, { purpose: 'care' }, ELSEWHERE);
		const sites = (person: PersonShown) => [
			person.visits.map(({ siteId }) => siteId).sort(),
			[...new Set(person.accesses.map(({ site }) => site))]
		];
		expect(sites(await opened(peer, id))).toEqual([[SITE], ['Le Perron bleu']]);
		await sql`update person set known_elsewhere = true where id = ${id}`;
		const [visits, accesses] = sites(await opened(peer, id));
		expect(visits).toEqual([ELSEWHERE, SITE]);
		expect(accesses).toHaveLength(2);
	});
});

describe('The number of a health card', () => {
	it('is shown with its birth date to clinicians alone, a wrong one as it was typed', async () => {
		const { sql } = database;
		const right = await knownPerson(sql, { alias: 'À carte', healthNumber: 'TREM87531414' });
		const wrong = await knownPerson(sql, { alias: 'Mal lue', healthNumber: 'TREM87531411' });
		const none = await knownPerson(sql, { alias: 'Sans carte' });
		const shown = async (client: Client, id: string) => (await opened(client, id)).healthNumber;
		expect(await shown(nurse, right)).toEqual({ display: 'TREM 8753 1414', birthDate: '1987-03-14' });
		expect(await shown(nurse, wrong)).toEqual({ display: 'TREM87531411', birthDate: null });
		expect(await shown(nurse, none)).toBeNull();
		for (const client of [peer, coordinator]) {
			const { text, body } = await open(client, right);
			expect(body.person).not.toHaveProperty('healthNumber');
			expect(withoutIds(text)).not.toMatch(/TREM|1987|8753/);
		}
	});

	it('nor is a former one told to others', async () => {
		const { sql } = database;
		await sql`update network_settings set health_number = true`;
		const id = await knownPerson(sql, { alias: 'Corrigée', healthNumber: 'TREM87531411' });
		await nurse.do(`/sites/${SITE}/people/${id}/health-number`, { number: 'TREM 8753 1414' });
		const former = async (client: Client) => (await opened(client, id)).rectifications;
		expect(await former(nurse)).toMatchObject([{ field: 'health_number', former: 'TREM87531411' }]);
		const hidden = { field: 'health_number', former: null };
		expect(await former(peer)).toMatchObject([{ ...hidden, erased: false }]);
		// One that was erased is nobody's any more, and the history says so to everybody.
		await nurse.do(`/sites/${SITE}/people/${id}/health-number`, { number: null });
		const erased = { ...hidden, erased: true };
		for (const client of [nurse, peer]) expect(await former(client)).toMatchObject([erased, erased]);
	});
});

describe('A purpose', () => {
	it('must be said, before anything is read', async () => {
		const id = await knownPerson(database.sql, { alias: 'Pourquoi' });
		const before = (await accessesTo(database.sql, SITE)).length;
		expect(await refusalOf(peer, id, {})).toEqual([400, 'purpose_needed']);
		expect(await refusalOf(peer, id, { purpose: 'curiosity' })).toEqual([400, 'invalid_input']);
		expect(await accessesTo(database.sql, SITE)).toHaveLength(before);
	});

	test.each(['care', 'teaching', 'reflective_practice', 'support'])('%s is written down', async (purpose) => {
		const id = await knownPerson(database.sql, { alias: 'Ouverte' });
		await opened(peer, id, { purpose });
		const [last] = (await accessesTo(database.sql, SITE)).slice(-1);
		expect(last).toEqual({ by: 'pa1', kind: 'person_opened', person_id: id, purpose, details: {} });
	});
});

describe('Who is there to be opened', () => {
	it('nobody of another site without the tick, nobody made up, nothing that is no key', async () => {
		const { sql } = database;
		const there = await knownPerson(sql, { alias: 'Là-bas', siteId: ELSEWHERE });
		const before = (await accessesTo(sql, SITE)).length;
		const answers = await Promise.all(
			[there, newId(), 'x', "';drop table person;--", '..%2f..'].map((id) =>
				open(nurse, encodeURIComponent(id))
			)
		);
		for (const { status, text } of answers) expect([status, text]).toEqual([404, answers[0]?.text]);
		expect(await accessesTo(sql, SITE)).toHaveLength(before);
		await sql`update person set known_elsewhere = true where id = ${there}`;
		expect((await opened(nurse, there)).alias).toBe('Là-bas');
	});

	it('a merged key opens the person that it stands for, with both histories; separated, each its own', async () => {
		const { sql } = database;
		const one = await knownPerson(sql, { alias: 'Une', daysAgo: 30 });
		const two = await knownPerson(sql, { alias: 'Autre', daysAgo: 20 });
		const first = await visitOf(sql, peer, one);
		await peer.do(`/visits/${first.id}/leave`);
		const second = await visitOf(sql, peer, two);
		await peer.do(`/visits/${second.id}/leave`);
		const histories = async (id: string) => {
			const person = await opened(peer, id);
			return [person.id, person.alias, person.visits.map((visit) => visit.id).sort()];
		};
		await merged(sql, two, one);
		const both = [one, 'Une', [first.id, second.id].sort()];
		expect(await histories(one)).toEqual(both);
		expect(await histories(two)).toEqual(both);
		const { merges } = await opened(peer, one);
		expect(merges.map(({ personId, alias }) => [personId, alias])).toEqual([[two, 'Autre']]);
		await separated(sql, two);
		expect(await histories(one)).toEqual([one, 'Une', [first.id]]);
		expect(await histories(two)).toEqual([two, 'Autre', [second.id]]);
	});
});
