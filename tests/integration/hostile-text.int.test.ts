/** Text that wants to be something else: a statement, a script, another order of reading. It stays text, or is refused. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#lib/contract/problems.ts';
import { readPersonal } from '#lib/server/store/personal.ts';
import { filesBelow } from '../architecture/source-files.ts';
import { addressOf, parametersOf, routesOfTheHouse, type Names } from '../support/addresses.ts';
import { bodyFor, callsOf, textFieldsOf, type Call } from '../support/calls.ts';
import { newId, signIn, type Client } from '../support/client.ts';
import { contentOf } from '../support/content.ts';
import { DEMO_RING } from '../support/demo-ring.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { ask } from '../support/plain-request.ts';
import { realNames } from '../support/real-names.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const STATEMENTS = [
	`'; drop table visit; --`,
	`' or 1=1 --`,
	`" or ""="`,
	`\\'; select pg_sleep(30); --`,
	`1) union select password_hash from account --`,
	`$1`,
	`%' escape '!`
];
/** Statements, and what else breaks an address: a null byte, a way up, another encoding. */
const IN_ADDRESSES = [...STATEMENTS, '\0', 'a\0', '../..', '%00', '%2e%2e', '__proto__', 'É'.repeat(200)];

let database: TestDatabase;
let node: HalteNode;
let calls: Call[];
let nurse: Client;
let administrator: Client;
let staff: Client[];
let real: Names;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	calls = await callsOf(node);
	nurse = await signIn(node, 'inf1');
	administrator = await signIn(node, 'adm1');
	const others = await Promise.all(['coo1', 'pa1', 'hot1'].map((username) => signIn(node, username)));
	staff = [nurse, administrator, ...others];
	real = await realNames(database.sql, nurse, SITE);
});

/** Whoever guesses names and passwords waits. */
const REFUSALS = [400, 401, 403, 404, 409, 422, 429];

/** What changes by being asked at all, and what a person's own words change. */
/** Looking is written down, whatever was looked for. */
const MOVING = ['staff_session', 'device', 'display_pairing', 'access_log', 'access_chain'];
const contentNow = () => contentOf(database.sql, MOVING);
/** A refusal is kept with its id, so that the same command is refused again; nothing of its body is. */
async function contentWithoutRefusals() {
	const done = await database.sql`select id from command where status < 400 order by id`;
	return { ...(await contentOf(database.sql, [...MOVING, 'command'])), done };
}

describe('A statement', () => {
	it('in an address leads nowhere, on pages and on calls', async () => {
		const before = await contentNow();
		for (const { id, kind, methods } of routesOfTheHouse()) {
			const type = kind === 'page' ? 'application/x-www-form-urlencoded' : 'application/json';
			const sent = kind === 'page' ? 'a=1' : JSON.stringify({ id: newId(), siteId: SITE });
			for (const parameter of parametersOf(id)) {
				for (const text of IN_ADDRESSES) {
					const path = addressOf(id, { ...real, [parameter]: text });
					for (const [{ cookie }, method] of [nurse, administrator].flatMap((who) =>
						methods.map((one) => [who, one] as const)
					)) {
						const form = { 'content-type': type, accept: 'text/html' };
						const headers = { cookie, ...(method !== 'GET' && form) };
						const body = method === 'GET' ? undefined : sent;
						const { status } = await ask(node.url, path, { method, headers, body });
						// The page of somebody alone sends everybody else back to their own door, whatever site it names.
						const away = id.endsWith('/seul') ? [303] : [];
						expect([400, 403, 404, 405, 415, ...away], `${method} ${path}`).toContain(status);
					}
				}
			}
		}
		expect(await contentNow()).toEqual(before);
		// Every address of the house, with every statement.
	}, 240_000);

	it('in a question is an unknown value, or is not read', async () => {
		const code = filesBelow('src/routes', 'src/lib/server').map((file) => readFileSync(file, 'utf8'));
		const questions = code.flatMap((text) => [...text.matchAll(/searchParams\.get\('(\w+)'\)/g)]);
		const names = [...new Set(questions.map(([, name]) => name ?? ''))];
		expect(names).toContain('audience');
		const pages = routesOfTheHouse().filter(({ kind }) => kind === 'page');
		for (const text of IN_ADDRESSES.map(encodeURIComponent)) {
			const { status, body } = await nurse.get(`/sites/${SITE}/board?audience=${text}`);
			expect([status, body.fields?.[0]?.path], text).toEqual([400, 'audience']);
			const query = [...names, text].map((name) => `${name}=${text}`).join('&');
			const answers = pages.map(({ id }) => {
				const headers = { cookie: administrator.cookie };
				return ask(node.url, `${addressOf(id, real)}?${query}`, { headers });
			});
			for (const answer of await Promise.all(answers)) {
				expect([200, 303, 400, 403, 404], query).toContain(answer.status);
				expect(answer.headers.location ?? '/', query).toMatch(/^\/(?![/\\])/);
			}
		}
	});

	it('in any field of any call is refused, or kept as it is written, whoever sends it', async () => {
		const before = await contentWithoutRefusals();
		for (const call of calls) {
			for (const field of call.body === null ? [] : textFieldsOf(call.body)) {
				if (WORDS.includes(field)) continue;
				for (const [index, text] of STATEMENTS.entries()) {
					const value = index % 2 === 0 ? text : [text];
					const body = { ...bodyFor(call.body ?? { properties: {} }), [field]: value };
					const sent = JSON.stringify(body);
					const address = addressOf(call.path, real);
					for (const reply of await Promise.all(staff.map((who) => who.send(call.method, address, sent)))) {
						// Looked for as any text is: nobody is called that.
						const { status } = reply.text === '{"people":[]}' ? { status: 404 } : reply;
						expect(REFUSALS, `${call.path} ${field} ${text}: ${status}`).toContain(status);
					}
				}
			}
		}
		expect(await contentWithoutRefusals()).toEqual(before);
	}, 240_000);
});

/** Fields in which people write what they like. */
const OWN_WORDS = ['alias', 'note', 'contact'] as const;
const WORDS: readonly string[] = [
	...OWN_WORDS,
	...['word', 'legalName', 'number', 'helps', 'tell', 'place', 'hour', 'words']
];
const OVERRIDES = ['\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069'];
const SCRIPTS = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	'</script><svg onload=alert(1)>'
];

describe.each(OWN_WORDS)('In somebody’s own words (%s)', (field) => {
	const details = (text: string) =>
		nurse.tryTo<Problem>(`/visits/${real['visitId']}/details`, { [field]: text });

	it('what turns the reading around, a null byte and ten thousand letters are refused', async () => {
		const before = await contentNow();
		const refused: [string, string][] = [
			...OVERRIDES.map((sign): [string, string] => [`Zoé${sign}eliF`, 'bad_format']),
			['Zoé\0', 'bad_format'],
			['Z'.repeat(10_000), 'too_long'],
			[' '.repeat(10_000), 'too_short']
		];
		for (const [text, code] of refused) {
			const { status, body } = await details(text);
			expect([status, body.fields], code).toEqual([400, [expect.objectContaining({ path: field, code })]]);
		}
		expect(await contentNow()).toEqual(before);
	});

	it('a script and a statement are kept to the letter, and a page never holds them as markup', async () => {
		for (const text of [...SCRIPTS, ...STATEMENTS]) {
			expect((await details(text)).status, text).toBe(200);
			const kept = await readPersonal(database.sql, DEMO_RING, real['visitId'] ?? '');
			expect(kept[field], text).toBe(text);
			const page = await ask(node.url, `/milieu/${SITE}/console`, { headers: { cookie: nurse.cookie } });
			expect(page.status).toBe(200);
			expect(page.body.replaceAll(/<script nonce="[^"]+">/g, '')).not.toMatch(/<script>|<img|<svg onload/);
		}
	});
});
