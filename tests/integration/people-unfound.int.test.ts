/** What nobody finds out about people: by guessing, from elsewhere, or against the person’s wish. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { FoundPeopleAnswer } from '#lib/contract/people.ts';
import type { Problem } from '#lib/contract/problems.ts';
import { signIn, type Client, type Reply } from '../support/client.ts';
import { NOBODY, find, found, recent } from '../support/look-ups.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { newColleague } from '../support/office.ts';
import { accessesTo, keepFrom, knownPerson, merged } from '../support/people.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const ELSEWHERE = 'escale';

let database: TestDatabase;
let node: HalteNode;
let peer: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	peer = await signIn(node, 'pa1');
});

/** Somebody whose misses count for nobody else. */
let engaged = 0;
const another = () =>
	newColleague(node, database.sql, { id: `find-${(engaged += 1)}`, role: 'peer_helper', sites: [SITE] });

describe('Guessing', () => {
	it('hundreds of guesses from one account are slowed down and learn nothing of it', async () => {
		const { sql } = database;
		const there = Array.from({ length: 40 }, (_, i) => `Ailleurs ${i}`);
		for (const alias of there) await knownPerson(sql, { alias, word: 'pin', siteId: ELSEWHERE });
		const guesser = await another();
		const begun = performance.now();
		const replies: Reply<FoundPeopleAnswer>[] = [];
		for (let i = 0; i < 300; i += 1) {
			replies.push(await find(guesser, { alias: there[i % 40], word: 'pin' }));
		}
		const looked = replies.filter(({ status }) => status === 200);
		const waited = replies.filter(({ status }) => status === 429);
		expect(looked.length + waited.length).toBe(300);
		// Twenty that cost nothing, then one after 2 s, 4 s, 8 s, …
		expect(looked.length).toBeGreaterThanOrEqual(20);
		expect(looked.length).toBeLessThanOrEqual(21 + Math.log2(1 + (performance.now() - begun) / 2_000));
		expect(new Set(looked.map(({ text }) => text))).toEqual(new Set([NOBODY]));
		expect((waited[0]?.body as unknown as Problem).code).toBe('too_many');
		// Somebody who is known waits just as well: the wait tells nothing either.
		await knownPerson(sql, { alias: 'Bien connue', word: 'pin' });
		expect((await find(guesser, { alias: 'Bien connue', word: 'pin' })).status).toBe(429);
		// A colleague does not notice.
		expect(await found(find(await another(), { alias: 'Bien connue', word: 'pin' }))).toHaveLength(1);
	});

	it('somebody found buys no more guesses', async () => {
		await knownPerson(database.sql, { alias: 'Toujours là', word: 'pin' });
		const guesser = await another();
		const statuses: number[] = [];
		for (let i = 0; i < 22; i += 1) {
			statuses.push((await find(guesser, { alias: `Essai ${i}`, word: 'pin' })).status);
			if (i < 19) await found(find(guesser, { alias: 'Toujours là', word: 'pin' }));
		}
		expect(statuses.slice(0, 20)).toEqual(Array(20).fill(200));
		expect(statuses).toContain(429);
	});

	it('reading the recent names out again and again ends too', async () => {
		const reader = await another();
		const statuses: number[] = [];
		for (let i = 0; i < 122; i += 1) statuses.push((await reader.get(`/sites/${SITE}/people/recent`)).status);
		expect(statuses.slice(0, 120)).toEqual(Array(120).fill(200));
		expect(statuses.slice(120)).toEqual([429, 429]);
	});
});

describe('Faces that a site knows', () => {
	it('of this site, of the last ninety days, with a name, the latest first', async () => {
		const { sql } = database;
		await sql`update person_at_site set last_seen_at = '2001-01-01' where site_id = ${SITE}`;
		const old = await knownPerson(sql, { alias: 'Avant-hier', daysAgo: 89.9 });
		const today = await knownPerson(sql, { alias: 'Aujourd’hui' });
		await knownPerson(sql, { alias: 'Trop longtemps', daysAgo: 90.1 });
		await knownPerson(sql, { card: 'SANSN0M000' });
		await knownPerson(sql, { alias: 'D’ailleurs', siteId: ELSEWHERE, knownElsewhere: true });
		const both = await knownPerson(sql, { alias: 'Des deux', alsoAt: [ELSEWHERE], daysAgo: 1 });
		expect((await recent(peer)).map(({ id }) => id)).toEqual([today, both, old]);
		// The network decided otherwise; and a clock set back shows nobody longer.
		await sql`update retention set amount = 1, unit = 'month' where category = 'recent_aliases'`;
		expect((await recent(peer)).map(({ id }) => id)).toEqual([today, both]);
		await sql`update retention set amount = 90, unit = 'day' where category = 'recent_aliases'`;
		await sql`
			insert into retention_run (id, at, counts)
			values (gen_random_uuid(), now() + interval '89 days', '{}')`;
		expect((await recent(peer)).map(({ id }) => id)).toEqual([today]);
	});
});

describe('« Pas cette personne de l’équipe »', () => {
	it('finds nobody, by no way, under no key; a colleague does', async () => {
		const { sql } = database;
		await sql`update network_settings set memory_code = true`;
		const root = await knownPerson(sql, { alias: 'Pas pour toi', word: 'pin', memoryCode: 'ZAZI09' });
		const other = await knownPerson(sql, { alias: 'Ni ici', word: 'pin', card: 'N1N1N1N1N1' });
		await merged(sql, other, root);
		const excluded = await another();
		const excludedId = `find-${engaged}`;
		const colleague = await another();
		await keepFrom(sql, excludedId, { personId: other });
		const ways = [
			{ alias: 'Pas pour toi', word: 'pin' },
			{ alias: 'Ni ici', word: 'pin' },
			{ card: 'N1N1N1N1N1' },
			{ memoryCode: 'ZAZI09' },
			{ memoryCode: 'ZAZI10' }
		];
		const seen = async (client: Client) =>
			Promise.all(ways.map(async (body) => (await found(find(client, body))).length));
		expect(await seen(excluded)).toEqual([0, 0, 0, 0, 0]);
		expect(await seen(colleague)).toEqual([1, 1, 1, 1, 1]);
		expect((await find(excluded, ways[0] ?? {})).text).toBe(NOBODY);
		const recents = async (client: Client) => (await recent(client)).map((person) => person.id);
		expect(await recents(excluded)).not.toContain(root);
		// For 90 days from a run in the far future only today counts; that is today.
		expect(await recents(colleague)).toContain(root);
		await sql`update restriction set lifted_at = now(), lifted_by = 'pa1' where person_id = ${other}`;
		expect(await seen(excluded)).toEqual([1, 1, 1, 1, 1]);
	});
});

describe('Who may, and what is written down', () => {
	const calls: [string, string, object?][] = [
		['POST', 'find', { alias: 'Nuage-Éric', word: 'érable' }],
		['GET', 'recent']
	];
	const ask = (client: Client, [method, path, body]: [string, string, object?], siteId = SITE) =>
		client.send(method, `/sites/${siteId}/people/${path}`, body && JSON.stringify(body));

	test.each(['hot1', 'sta1', 'adm1'])('%s looks nobody up', async (username) => {
		const client = await signIn(node, username);
		for (const call of calls) {
			const { status, body } = await ask(client, call);
			expect([status, body.code], call[1]).toEqual([403, 'forbidden']);
		}
	});

	it('a site where one does not work does not exist', async () => {
		const client = await signIn(node, 'pa4');
		for (const call of calls) {
			for (const siteId of [SITE, 'nowhere']) {
				const { status, body } = await ask(client, call, siteId);
				expect([status, body.code], call[1]).toEqual([404, 'not_found']);
			}
		}
	});

	it('every look-up is a row, also one that finds nobody; no row holds what was typed', async () => {
		const { sql } = database;
		const id = await knownPerson(sql, { alias: 'Zébulonne', word: 'quatrefeuille' });
		const before = (await accessesTo(sql, SITE)).length;
		await find(peer, { alias: 'Zébulonne', word: 'quatrefeuille' });
		await find(peer, { alias: 'Zébulonne', word: 'trèfle' });
		await find(peer, { card: 'ZEBV1ONNE0' });
		await recent(peer);
		const rows = (await accessesTo(sql, SITE)).slice(before);
		expect(rows).toEqual([
			{ by: 'pa1', kind: 'people_found', person_id: id, purpose: null, details: { by: 'alias', count: 1 } },
			{ by: 'pa1', kind: 'people_found', person_id: null, purpose: null, details: { by: 'alias', count: 0 } },
			{ by: 'pa1', kind: 'people_found', person_id: null, purpose: null, details: { by: 'card', count: 0 } },
			{ by: 'pa1', kind: 'recent_people', person_id: null, purpose: null, details: {} }
		]);
		expect(JSON.stringify(await sql`select * from access_log`)).not.toMatch(/bulonne|quatrefeuille/i);
		expect(node.output()).not.toMatch(/bulonne|quatrefeuille/i);
	});

	it('what can’t be written down is not shown', async () => {
		const { sql } = database;
		await sql`
			create function no_row() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`;
		await sql`create trigger no_row before insert on access_log for each statement execute function no_row()`;
		for (const call of calls) {
			const { status, body, text } = await ask(peer, call);
			expect([status, body.code], call[1]).toEqual([503, 'not_saved']);
			expect(text).not.toContain('Nuage');
		}
		await sql`drop trigger no_row on access_log`;
		for (const call of calls) expect((await ask(peer, call)).status, call[1]).toBe(200);
	});
});
