/** Who could be one and the same: suggested to coordination, merged and separated by a hand, never by the machine. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { DuplicatesAnswer } from '#lib/contract/people.ts';
import { signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { newColleague, openPage, press } from '../support/office.ts';
import { opened } from '../support/opened-people.ts';
import { accessesTo, keepFrom, knownPerson, visitOf } from '../support/people.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const ELSEWHERE = 'escale';

let database: TestDatabase;
let node: HalteNode;
let coordinator: Client;
let peer: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	[coordinator, peer] = [await signIn(node, 'coo1'), await signIn(node, 'pa1')];
});

const duplicates = async (siteId = SITE): Promise<DuplicatesAnswer> => {
	const reply = await coordinator.get<DuplicatesAnswer>(`/sites/${siteId}/people/duplicates`);
	if (reply.status !== 200) throw new Error(`${reply.status}: ${reply.text}`);
	return reply.body;
};
/** The pair of these two, whichever way round. */
const pairOf = async (a: string, b: string, siteId = SITE) =>
	(await duplicates(siteId)).pairs.find(
		({ from, into }) => [from.id, into.id].sort().join() === [a, b].sort().join()
	);

describe('Suggested', () => {
	it('the same alias in whatever spelling; the one known longer would stay', async () => {
		const { sql } = database;
		const old = await knownPerson(sql, { alias: 'Nuage-Éric', daysAgo: 30 });
		const late = await knownPerson(sql, { alias: 'nuage eric', daysAgo: 2 });
		await visitOf(sql, peer, late);
		expect(await pairOf(old, late)).toMatchObject({
			from: { id: late, alias: 'nuage eric', visits: 1 },
			into: { id: old, alias: 'Nuage-Éric', visits: 0 },
			because: ['same_alias'],
			separatedBefore: false
		});
	});

	it('the same or nearly the same code, when the network counts by codes', async () => {
		const { sql } = database;
		const one = await knownPerson(sql, { alias: 'Un', memoryCode: 'NAER14', daysAgo: 3 });
		const same = await knownPerson(sql, { alias: 'Deux', memoryCode: 'NAER14', daysAgo: 2 });
		const near = await knownPerson(sql, { alias: 'Trois', memoryCode: 'NAER15', daysAgo: 1 });
		expect(await pairOf(one, same)).toBeUndefined();
		await sql`update network_settings set memory_code = true`;
		expect((await pairOf(one, same))?.because).toEqual(['same_code']);
		expect((await pairOf(one, near))?.because).toEqual(['close_code']);
		await sql`update network_settings set memory_code = false`;
	});

	it('never a number of a health card, nor a contact, a legal name, a word or signs alone', async () => {
		const { sql } = database;
		const shared = { healthNumber: 'TREM87531414', contact: '418 555-0100', legalName: 'Marie Tremblay' };
		const one = await knownPerson(sql, { alias: 'Pareille', word: 'pin', ...shared });
		const two = await knownPerson(sql, { alias: 'Autrement', word: 'pin', ...shared });
		const [star, moon] = [await knownPerson(sql, { alias: '★' }), await knownPerson(sql, { alias: '☾' })];
		expect(await pairOf(one, two)).toBeUndefined();
		expect(await pairOf(star, moon)).toBeUndefined();
	});

	it('of one site; whoever was at both is compared at both', async () => {
		const { sql } = database;
		const here = await knownPerson(sql, { alias: 'Des sites' });
		const there = await knownPerson(sql, { alias: 'Des sites', siteId: ELSEWHERE, knownElsewhere: true });
		const both = await knownPerson(sql, { alias: 'Des sites', alsoAt: [ELSEWHERE] });
		expect(await pairOf(here, there)).toBeUndefined();
		expect(await pairOf(here, both)).toBeDefined();
		expect(await pairOf(there, both, ELSEWHERE)).toBeDefined();
	});

	it('also when one alias was written under an older key', async () => {
		const { sql } = database;
		const one = await knownPerson(sql, { alias: 'Vieille clé' });
		const two = await knownPerson(sql, { alias: 'vieille cle' });
		await sql`update person_personal set alias_index = '7:something' where person_id = ${one}`;
		expect((await pairOf(one, two))?.because).toEqual(['same_alias']);
	});

	it('nobody whom the person does not want to see them', async () => {
		const { sql } = database;
		const one = await knownPerson(sql, { alias: 'Pas par elle' });
		const two = await knownPerson(sql, { alias: 'Pas par elle' });
		expect(await pairOf(one, two)).toBeDefined();
		await keepFrom(sql, 'coo1', { personId: one });
		expect(await pairOf(one, two)).toBeUndefined();
		expect(JSON.stringify(await duplicates())).not.toContain(one);
	});
});

describe('At the desk of coordination', () => {
	it('merging and separating, by forms: both histories are there, and each has its own again', async () => {
		const { sql } = database;
		const old = await knownPerson(sql, { alias: 'Bouleau', daysAgo: 9 });
		const late = await knownPerson(sql, { alias: 'bouleau', daysAgo: 1 });
		const first = await visitOf(sql, peer, old);
		await peer.do(`/visits/${first.id}/leave`);
		const second = await visitOf(sql, peer, late);
		await peer.do(`/visits/${second.id}/leave`);
		const visits = async (id: string) => (await opened(peer, id)).visits.map((visit) => visit.id).sort();

		const { html } = await openPage(coordinator, '/doublons?milieu=perron');
		expect(html).toContain('Bouleau');
		expect(/<title>([^<]*)<\/title>/.exec(html)?.[1]).toBe('Doublons possibles · Halte');
		const fields = { siteId: SITE, personId: late, intoId: old };
		expect((await press(coordinator, '/doublons', 'merge', fields)).status).toBe(200);
		expect(await visits(late)).toEqual([first.id, second.id].sort());
		expect(await pairOf(old, late)).toBeUndefined();
		expect((await duplicates()).merges[0]).toMatchObject({
			personId: late,
			alias: 'bouleau',
			intoAlias: 'Bouleau'
		});
		expect(await press(coordinator, '/doublons', 'merge', fields)).toMatchObject({ code: 'already_merged' });

		const one = { siteId: SITE, personId: late };
		expect((await press(coordinator, '/doublons', 'separate', one)).status).toBe(200);
		expect([await visits(old), await visits(late)]).toEqual([[first.id], [second.id]]);
		// Suggested again, but not as if nobody had looked.
		expect((await pairOf(old, late))?.separatedBefore).toBe(true);
		expect((await duplicates()).merges).toEqual([]);
	});

	it('one site at a time; one of somebody else’s does not exist', async () => {
		const id = 'coordination-de-lescale';
		const colleague = { id, role: 'coordinator', sites: [ELSEWHERE] } as const;
		const other = await newColleague(node, database.sql, colleague);
		expect((await openPage(other, '/doublons')).status).toBe(200);
		expect((await openPage(other, '/doublons?milieu=nowhere')).status).toBe(404);
		expect((await openPage(other, `/doublons?milieu=${SITE}`)).status).toBe(404);
		expect((await openPage(peer, '/doublons')).status).toBe(403);
	});
});

describe('Who may, and what is written down', () => {
	test.each([
		['pa1', 403],
		['inf1', 403],
		['hot1', 403],
		['adm1', 403],
		['pa4', 404]
	])('%s compares nobody', async (username, status) => {
		const client = await signIn(node, username);
		expect((await client.get(`/sites/${SITE}/people/duplicates`)).status).toBe(status);
	});

	it('a look is a row; without the row there is none', async () => {
		const { sql } = database;
		await duplicates();
		const [last] = (await accessesTo(sql, SITE)).slice(-1);
		expect(last).toMatchObject({ by: 'coo1', kind: 'duplicates_read', person_id: null });
		await sql`
			create function no_row() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`;
		await sql`create trigger no_row before insert on access_log for each statement execute function no_row()`;
		const { status, text } = await coordinator.get(`/sites/${SITE}/people/duplicates`);
		expect([status, text.includes('Nuage')]).toEqual([503, false]);
		await sql`drop trigger no_row on access_log`;
	});
});
