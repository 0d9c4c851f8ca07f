/** On a screen in English the catalogue speaks English: files, copies, the office, the empty card. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { FileAnswer } from '#lib/contract/answers.ts';
import type { PersonShown } from '#lib/contract/people.ts';
import type { PersonCopy } from '#lib/contract/person-copy.ts';
import { signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { knownPerson, visitOf } from '../support/people.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const IN_ENGLISH = { 'accept-language': 'en' };

let database: TestDatabase;
let node: HalteNode;
let nurse: Client;
let administrator: Client;
let personId: string;
let visitId: string;
/** Names that only French has. */
let french: string[];
let english: Record<string, string>;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	[nurse, administrator] = await Promise.all([signIn(node, 'inf1'), signIn(node, 'adm1')]);
	const names = await database.sql<{ id: string; fr: string; en: string }[]>`
		select fr.service_id as id, fr.name as fr, en.name as en from service_text fr
			join service_text en on en.service_id = fr.service_id and en.lang = 'en'
		where fr.lang = 'fr' and position(fr.name in en.name) = 0`;
	french = names.map(({ fr }) => fr);
	english = Object.fromEntries(names.map(({ id, en }) => [id, en]));
	personId = await knownPerson(database.sql, { alias: 'Nuage' });
	const details = { services: ['infirmier'], reasons: ['plaie'] };
	({ id: visitId } = await visitOf(database.sql, nurse, personId, SITE, details));
	const answers = [{ question: 'age', version: 1, status: 'answered', values: ['25-34'] }];
	await nurse.do(`/visits/${visitId}/answers`, { answers });
});

describe('In English', () => {
	it('a visit’s file names reasons, questions and choices', async () => {
		const { body } = await nurse.send<FileAnswer>('GET', `/visits/${visitId}`, undefined, IN_ENGLISH);
		expect(body.visit.reasons).toEqual([{ id: 'plaie', name: 'Wound, skin, feet' }]);
		expect(body.visit.answers[0]?.text).toBe('About how old?');
		expect(body.visit.answers[0]?.values[0]?.label).toBe('25 to 34');
		const { body: same } = await nurse.get<FileAnswer>(`/visits/${visitId}`);
		expect(same.visit.reasons[0]?.name).toBe('Plaie, peau, pieds');
	});

	it('a person’s file and their copy name services and reasons', async () => {
		const about = `/sites/${SITE}/people/${personId}`;
		const purpose = JSON.stringify({ purpose: 'care' });
		const { body } = await nurse.send<{ person: PersonShown }>('POST', `${about}/open`, purpose, IN_ENGLISH);
		expect(body.person.visits[0]?.services[0]?.name).toBe(english['infirmier']);
		const { body: copy } = await nurse.send<PersonCopy>('POST', `${about}/export`, '{}', IN_ENGLISH);
		expect(copy.visits[0]?.services[0]?.name).toBe(english['infirmier']);
		expect(copy.visits[0]?.reasons).toEqual(['Wound, skin, feet']);
		expect(copy.visits[0]?.answers[0]?.values).toEqual(['25 to 34']);
	});

	it.each([
		['the settings of a site', 'administration/milieux/perron', 'adm1'],
		['an account’s services', 'administration/comptes/inf1', 'adm1'],
		['what a new account may give', 'administration/comptes/nouveau', 'adm1'],
		['the empty card', `milieu/${SITE}/imprimer/carte`, 'inf1'],
		['the welcome', `milieu/${SITE}/accueil`, 'inf1']
	])('%s', async (_what, path, who) => {
		const { cookie } = who === 'inf1' ? nurse : administrator;
		const page = await fetch(`${node.url}/${path}`, { headers: { cookie: `${cookie}; halte_langue=en` } });
		expect(page.status).toBe(200);
		// What is seen: the board behind it is French for every screen, and is named anew on each.
		const seen = (await page.text()).replace(/<script[\s\S]*?<\/script>/g, '');
		for (const name of french) expect(seen).not.toContain(name);
		expect(seen).not.toMatch(/Plaie|voulez-vous|veux-tu/);
	});
});
