/** For whom works elsewhere, a site and all that is in it look like what exists nowhere: on every address. */
import { beforeAll, expect, it } from 'vitest';
import { addressOf, parametersOf, routesOfTheHouse, type Names } from '../support/addresses.ts';
import { bodyFor, callsOf, type Call } from '../support/calls.ts';
import { signIn, type Client } from '../support/client.ts';
import { contentOf } from '../support/content.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { ask } from '../support/plain-request.ts';
import { MADE_UP, realNames } from '../support/real-names.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const MOVING = ['staff_session', 'device', 'display_pairing'];
/** One of each role that belongs to some sites only; none of them works at this one, `coo1` no longer. */
const ELSEWHERE = ['pa4', 'inf2', 'hot2', 'sta2', 'coo1'];

let database: TestDatabase;
let node: HalteNode;
let calls: Call[];
let foreign: Names;
let strangers: [string, Client][];

beforeAll(async () => {
	database = await freshDatabase();
	const { sql } = database;
	await sql`delete from account_site where site_id = ${SITE} and account_id = 'coo1'`;
	node = await startNode({ database });
	calls = await callsOf(node);
	const nurse = await signIn(node, 'inf1');
	foreign = await realNames(sql, nurse, SITE);
	strangers = await Promise.all(
		ELSEWHERE.map(async (username): Promise<[string, Client]> => [username, await signIn(node, username)])
	);
});

/** A language is a code; an answer that may be left out is left out. */
const fits = ({ required }: NonNullable<Call['body']>) =>
	required?.includes('language') ? { language: 'fr' } : {};

/** What shows in a problem, but for the number that it has of its own. */
const asSeen = ({ status, text }: { status: number; text: string }) => [status, text];

it('a call answers exactly what it answers about something made up: not found', async () => {
	const before = await contentOf(database.sql, MOVING);
	const named = calls.filter(({ path, body }) => path.includes('{') || body?.properties['siteId']);
	expect(named.length).toBeGreaterThan(25);
	for (const [who, client] of strangers) {
		for (const { method, path, body } of named) {
			const answerAbout = (names: Names) => {
				const { siteId } = names;
				const fitting =
					body === null ? undefined : JSON.stringify(bodyFor(body, { siteId, cause: 'pain', ...fits(body) }));
				return client.send(method, addressOf(path, names), fitting);
			};
			const about = await answerAbout(foreign);
			const nothing = await answerAbout(MADE_UP);
			expect(asSeen(about), `${who} ${method} ${path}`).toEqual(asSeen(nothing));
			expect([about.status, about.body.code], `${who} ${method} ${path}`).toEqual([404, 'not_found']);
		}
	}
	expect(await contentOf(database.sql, MOVING)).toEqual(before);
});

it('a page is not found, and says nothing of the site', async () => {
	const [{ name } = { name: '' }] = await database.sql<
		{ name: string }[]
	>`select name from site where id = ${SITE}`;
	const pages = routesOfTheHouse().filter(
		({ id, kind }) => kind === 'page' && parametersOf(id).includes('siteId')
	);
	expect(pages.length).toBeGreaterThanOrEqual(3);
	for (const [who, { cookie }] of strangers) {
		for (const { id } of pages) {
			const statuses: number[] = [];
			for (const names of [foreign, MADE_UP]) {
				for (const path of [addressOf(id, names), `${addressOf(id, names)}/__data.json`]) {
					const answer = await ask(node.url, path, { headers: { cookie } });
					expect(answer.body, `${who} ${path}`).not.toContain(name);
					statuses.push(answer.status);
				}
			}
			// The data of a page come with 200, and hold the error.
			const [page, data] = statuses;
			// The page of somebody alone sends every other session to its own door, the same whatever the site.
			const no = id.endsWith('/seul') ? [303] : id.startsWith('/milieu/') ? [404] : [403, 404];
			expect(no, `${who} ${id}`).toContain(page);
			expect(statuses, `${who} ${id}`).toEqual([page, data, page, data]);
		}
	}
});
