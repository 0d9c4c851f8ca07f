/** Whatever a broken tablet or a curious visitor sends: a clear no, nothing written, nothing said in the log. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#lib/contract/problems.ts';
import { bodyFor, BODIES as CALLS, CANARY, EMPTY, SITE } from '../support/bodies.ts';
import { firstEntry, newId, signIn, type Client, type Reply } from '../support/client.ts';
import { footprintOf } from '../support/footprint.ts';
import { halfSignedIn } from '../support/half-signed-in.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { enrolTablet } from '../support/tablet.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

/** No field of any call takes one of these. */
const WRONG_FOR_ALL: Record<string, unknown> = {
	'an object': { a: 1 },
	'a list of objects': [{}],
	'a list within a list': [['a']],
	'a negative fraction': -1.5,
	'far too long a text': CANARY.repeat(400),
	'far too long a list': Array(500).fill('infirmier'),
	'a text with a null byte': `${CANARY}\0`,
	'a text that turns the reading around': `${CANARY}\u202Enoira`,
	'an empty text': ''
};
/** What a field does take of these: a secret may be any text (it is only compared), a label may be empty. */
const ODD_SIGNS = ['a text with a null byte', 'a text that turns the reading around'];
const TAKEN: Record<string, string[]> = {
	username: ODD_SIGNS,
	password: ODD_SIGNS,
	deviceCode: ODD_SIGNS,
	accountId: ODD_SIGNS,
	recoveryCode: ODD_SIGNS,
	label: ['an empty text'],
	tell: ['an empty text'],
	place: ['an empty text'],
	hour: ['an empty text']
};

let database: TestDatabase;
let node: HalteNode;
let nurse: Client;
/** Who comes as far as the body, where a nurse at work does not. */
let others: Record<string, Client>;
let before: Record<string, string>;
let places: Record<string, string>;
let word: string;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	nurse = await signIn(node, 'inf1');
	others = {
		'/session/unlock': (await enrolTablet(node, SITE)).client(),
		'/session/second-factor': await halfSignedIn(node, database.sql, 'inf1')
	};
	const body = { services: ['infirmier'], alias: `${CANARY} première`, note: `${CANARY} note` };
	const visit = await nurse.register(SITE, body);
	const { look } = await nurse.do<{ look: { id: string } }>(`/sites/${SITE}/looks`, {
		signs: [],
		words: `${CANARY} mots`
	});
	places = { ENTRY: firstEntry(visit), VISIT: visit.id, LOOK: look.id };
	word = visit.word;
	before = await footprintOf(database.sql);
});

const callerOf = (path: string): Client => others[path] ?? nurse;
const addressOf = (path: string) => path.replace(/ENTRY|VISIT|LOOK/, (name) => places[name] ?? name);

function expectProblem(reply: Reply<Problem>, status: number, code: string, what = ''): void {
	expect([reply.status, reply.type, reply.body?.code], what).toEqual([
		status,
		'application/problem+json',
		code
	]);
	expect(reply.body.status, what).toBe(status);
	expect(reply.body.detail, what).toMatch(/^\p{Lu}.+[.:!].*$/u);
	expect(reply.text, what).not.toContain(CANARY);
}

it('the table knows every call that takes a body', async () => {
	const document = (await nurse.get<{ paths: Record<string, { post?: object }> }>('/openapi.json')).body;
	const described = Object.entries(document.paths).filter(([, { post }]) => post !== undefined);
	expect(described).toHaveLength(CALLS.size + EMPTY.length);
});

describe.each([...CALLS])('POST %s', (path, schema) => {
	it('refuses every wrong value of every field, and names the field', async () => {
		for (const field of Object.keys(schema.shape)) {
			const wrong: Record<string, unknown> = { ...WRONG_FOR_ALL };
			// A code of another list, a text, a yes: each where the field itself does not take it.
			for (const other of ['unheard-of', 7, true, null, 'A'.repeat(101)]) {
				if (!schema.shape[field]?.safeParse(other).success) wrong[String(other)] = other;
			}
			for (const what of TAKEN[field] ?? []) delete wrong[what];
			for (const [what, value] of Object.entries(wrong)) {
				const reply = await callerOf(path).post(addressOf(path), { ...bodyFor(schema), [field]: value });
				expectProblem(reply, 400, 'invalid_input', `${field}: ${what}`);
				expect(reply.body.fields?.map((problem) => problem.path.split('.')[0])).toContain(field);
			}
		}
		expect(await footprintOf(database.sql)).toEqual(before);
	});

	it('refuses a missing field, and one that does not exist', async () => {
		const right = bodyFor(schema);
		const required = Object.entries(schema.shape).filter(([, type]) => !type.safeParse(undefined).success);
		for (const [field] of required) {
			const { [field]: _, ...rest } = right;
			const reply = await callerOf(path).post(addressOf(path), rest);
			expectProblem(reply, 400, 'invalid_input', `without ${field}`);
			expect(reply.body.fields?.[0]).toMatchObject({ path: field, code: 'required' });
		}
		for (const [field, text] of [
			['actor', `{"actor":"adm1"`],
			['__proto__', `{"__proto__":{"id":"x"}`],
			['constructor', `{"constructor":{"prototype":{}}`]
		]) {
			const body = `${text},${JSON.stringify(right).slice(1)}`;
			expectProblem(await callerOf(path).send('POST', addressOf(path), body), 400, 'invalid_input', field);
		}
		expect(await footprintOf(database.sql)).toEqual(before);
	});

	it('refuses what is no JSON object, what is too large and what is too deep', async () => {
		const send = (body: string, headers = {}) => callerOf(path).send('POST', addressOf(path), body, headers);
		for (const text of ['{', `{"id": ${CANARY}}`, '{"id":1,}', 'id=1&alias=x', '\0', '{"a":"\\ud8"}'])
			expectProblem(await send(text), 400, 'invalid_json', text);
		// Without a word of what for, a file is not opened: that is said by a code of its own.
		const nothing = path.endsWith('/open') ? [] : [''];
		for (const text of ['[]', 'null', '"text"', '7', ...nothing])
			expectProblem(await send(text), 400, 'invalid_input', text);
		const deep = `{"id":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
		expectProblem(await send(deep), 400, 'invalid_input', 'deep');
		expectProblem(await send(JSON.stringify({ id: 'x'.repeat(1024 * 1024) })), 413, 'too_large');
		const form = { 'content-type': 'application/x-www-form-urlencoded' };
		expectProblem(await send(`id=${newId()}&alias=${CANARY}`, form), 415, 'unsupported_media_type', 'a form');
		expect(await footprintOf(database.sql)).toEqual(before);
	});
});

it('A service, a reason or a room that this site does not know is refused by its field, and nothing is written', async () => {
	const visits = `/sites/${SITE}/visits`;
	const call = `/entries/${places['ENTRY']}`;
	for (const [path, body, field] of [
		[visits, { services: ['astrologie'] }, 'services'],
		[visits, { reasons: ['astres'] }, 'reasons'],
		[`/sites/${SITE}/call-next`, { room: 'escale-salle-1' }, 'room'],
		[`/sites/${SITE}/call-next`, { services: ['astrologie'] }, 'services'],
		[`${call}/call`, { room: 'escale-salle-1' }, 'room'],
		[`${call}/reroute`, { service: 'astrologie' }, 'service'],
		[`/visits/${places['VISIT']}/details`, { reasons: ['astres'], alias: CANARY }, 'reasons']
	] as const) {
		const reply = await nurse.tryTo(path, body);
		expectProblem(reply, 400, 'invalid_input', `${path} ${field}`);
		expect(reply.body.fields?.[0]).toMatchObject({ path: field, code: 'unknown_value' });
	}
	expect(await footprintOf(database.sql)).toEqual(before);
});

it('A body of one megabyte that does not say how long it is, is cut off', async () => {
	const chunk = new TextEncoder().encode('x'.repeat(64 * 1024));
	let sent = 0;
	const body = new ReadableStream({
		pull: (stream) => (sent++ < 16 ? stream.enqueue(chunk) : stream.close())
	});
	const headers = { cookie: nurse.cookie, 'content-type': 'application/json' };
	const init = { method: 'POST', body, duplex: 'half', headers } as RequestInit;
	const response = await fetch(`${node.url}/api/v1/sites/${SITE}/visits`, init);
	expect([response.status, ((await response.json()) as Problem).code]).toEqual([413, 'too_large']);
	expect(await footprintOf(database.sql)).toEqual(before);
});

it('A name or a key made of odd signs is simply not known', async () => {
	for (const odd of [
		`${CANARY}\0`,
		`${CANARY}\u202Enoira`,
		`'; drop table account; -- ${CANARY}`,
		'\ud800'.repeat(20)
	]) {
		const signIn = await nurse.post('/session', { username: odd, password: odd });
		expectProblem(signIn, 401, 'wrong_credentials', odd);
		const deviceCode = odd.padEnd(40, 'd');
		expectProblem(await nurse.post('/displays/token', { deviceCode }), 400, 'pairing_expired', odd);
	}
	expect(await footprintOf(database.sql)).toEqual(before);
});

it('When the database itself refuses, the answer and the log say that nothing was saved, and not of whom', async () => {
	await database.sql`alter table visit_personal add constraint broken check (alias_sealed is null) not valid`;
	const reply = await nurse.tryTo(`/sites/${SITE}/visits`, { alias: CANARY, note: CANARY });
	await database.sql`alter table visit_personal drop constraint broken`;
	expectProblem(reply, 503, 'not_saved');
	expect(reply.body.errorId).toBeTruthy();
	await expect.poll(() => node.output()).toContain(reply.body.errorId);
	expect(await footprintOf(database.sql)).toEqual(before);
});

it('In all of this the log has not said a word of anybody', () => {
	for (const secret of [CANARY, word, 'première']) expect(node.output()).not.toContain(secret);
});
