/** What somebody with ill will sends over HTTP, to every address: all of it is refused, and nothing is changed. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#lib/contract/problems.ts';
import { addressOf, routesOfTheHouse, type Names } from '../support/addresses.ts';
import { bodyFor, callsOf, type Call } from '../support/calls.ts';
import { newId, signIn, type Client } from '../support/client.ts';
import { contentOf } from '../support/content.ts';
import { halfSignedIn } from '../support/half-signed-in.ts';
import { PASSWORD } from '../support/names.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { ask } from '../support/plain-request.ts';
import { realNames } from '../support/real-names.ts';
import { enrolTablet } from '../support/tablet.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const ROUTES = routesOfTheHouse();
/** A request by itself moves these: who was here last, and what a screen asks before it is anybody's. */
const MOVING = ['staff_session', 'device', 'display_pairing'];

let database: TestDatabase;
let node: HalteNode;
let calls: Call[];
/** Between them they may do everything: three roles, an empty tablet, and somebody who still owes a second factor. */
let staff: Client[];
let nurse: Client;
let real: Names;
let before: Record<string, string>;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	calls = await callsOf(node);
	nurse = await signIn(node, 'inf1');
	const others = await Promise.all(['coo1', 'adm1'].map((username) => signIn(node, username)));
	const tablet = (await enrolTablet(node, SITE)).client();
	staff = [nurse, ...others, tablet, await halfSignedIn(node, database.sql, 'inf1')];
	real = await realNames(database.sql, nurse, SITE);
	before = await contentOf(database.sql, MOVING);
});

const expectNothingChanged = async () => expect(await contentOf(database.sql, MOVING)).toEqual(before);

/** A body that would be carried out, were it not for what the test adds. */
const fitting = ({ body }: Call, known: object = {}): object =>
	body === null ? {} : bodyFor(body, { siteId: SITE, username: 'inf1', password: PASSWORD, ...known });

const send = (client: Client, { method, path }: Call, body: string, headers: Record<string, string> = {}) =>
	client.send<Problem>(method, addressOf(path, real), method === 'GET' ? undefined : body, headers);

describe('A page of another site', () => {
	const FOREIGN: Record<string, string>[] = [
		{ 'sec-fetch-site': 'cross-site' },
		{ 'sec-fetch-site': 'same-site' },
		{ 'sec-fetch-site': 'cross-site', origin: 'SELF' },
		{ origin: 'https://evil.example' },
		{ origin: 'null' }
	];
	const fields = { username: 'inf1', password: PASSWORD, id: newId() };
	const boundary = 'x7';
	const multipart = Object.entries(fields)
		.map(
			([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
		)
		.join('');
	/** What a page may send without asking first, and what it may not. */
	const BODIES: [type: string, body: string][] = [
		['application/json', JSON.stringify(fields)],
		['text/plain', JSON.stringify(fields)],
		['application/x-www-form-urlencoded', new URLSearchParams(fields).toString()],
		[`multipart/form-data; boundary=${boundary}`, `${multipart}--${boundary}--\r\n`]
	];

	it.each(FOREIGN)('acts neither on a call nor on a page here (%j)', async (headers) => {
		const told = Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name, value.replace('SELF', node.url)])
		);
		const targets = ROUTES.flatMap(({ id, methods }) =>
			methods.filter((method) => method !== 'GET').map((method) => ({ method, path: addressOf(id, real) }))
		);
		expect(targets.map(({ path }) => path)).toContain('/connexion');
		for (const { method, path } of targets) {
			for (const [type, body] of BODIES) {
				const asked = { cookie: nurse.cookie, 'content-type': type, ...told };
				const answer = await ask(node.url, path, { method, headers: asked, body });
				const what = `${method} ${path} with ${type}`;
				expect([answer.status, (JSON.parse(answer.body) as Problem).code], what).toEqual([403, 'cross_site']);
				expect(answer.headers['set-cookie'], what).toBe(undefined);
			}
		}
		await expectNothingChanged();
	});

	it('would fail a second time: calls take what no form sends, pages only what our forms send', async () => {
		for (const call of calls.filter(({ method }) => method !== 'GET')) {
			const body = JSON.stringify(fitting(call));
			for (const type of [
				'text/plain',
				'application/x-www-form-urlencoded',
				'multipart/form-data',
				'x',
				''
			]) {
				const { status, body: problem } = await send(nurse, call, body, { 'content-type': type });
				expect([status, problem.code], `${call.path} with « ${type} »`).toEqual([
					415,
					'unsupported_media_type'
				]);
			}
		}
		const forms = ROUTES.filter(({ kind, methods }) => kind === 'page' && methods.includes('POST'));
		for (const { id } of forms) {
			for (const [type, body] of BODIES.filter(([own]) => own !== 'application/x-www-form-urlencoded')) {
				const headers = { cookie: nurse.cookie, 'content-type': type };
				const { status } = await ask(node.url, addressOf(id, real), { method: 'POST', headers, body });
				expect(status, `${id} with ${type}`).toBe(415);
			}
		}
		await expectNothingChanged();
	});
});

describe('In a body', () => {
	/** What a row has and a body must not set, and what an object has of its own. */
	const GIVEN = {
		...{ role: 'administrator', site: SITE, siteId: SITE, level: 'full', id: newId(), accountId: 'adm1' },
		...{ by: 'adm1', actorId: 'adm1', at: 0, arrivedAt: '1970-01-01', seq: 0, epoch: 99, disabled: false },
		...{ passwordHash: 'x', status: 'done', constructor: { prototype: { id: newId() } }, prototype: {} }
	};

	const REFUSALS = [400, 401, 403, 404, 409];

	const sendAsEach = (call: Call, body: string) => Promise.all(staff.map((who) => send(who, call, body)));

	/** Refused for everybody; and somebody who may do this is told which fields they were. */
	async function expectFieldsRefused(call: Call, body: string, fields: string[]): Promise<void> {
		const replies = await sendAsEach(call, body);
		const what = `${call.path}: ${body}`;
		for (const { status } of replies) expect(REFUSALS, what).toContain(status);
		const told = replies
			.flatMap((reply) => reply.body.fields ?? [])
			.map(({ path, code }) => `${path} ${code}`);
		expect(told, what).toEqual(expect.arrayContaining(fields.map((field) => `${field} unknown_field`)));
	}

	it('nothing can be set that the call does not name', async () => {
		for (const call of calls) {
			if (call.body === null) continue;
			const { properties } = call.body;
			const more = Object.entries(GIVEN).filter(([field]) => !Object.hasOwn(properties, field));
			const body = JSON.stringify({ ...fitting(call), ...Object.fromEntries(more) });
			await expectFieldsRefused(
				call,
				body,
				more.map(([field]) => field)
			);
		}
		await expectNothingChanged();
	});

	it('a prototype is a field like any other, at every depth, and no object gets it', async () => {
		const poison = `{"__proto__":{"id":"${newId()}","role":"administrator"}}`;
		for (const call of calls) {
			if (call.body === null) continue;
			const rest = JSON.stringify(fitting(call)).slice(1);
			const comma = rest === '}' ? '' : ',';
			await expectFieldsRefused(call, `${poison.slice(0, -1)}${comma}${rest}`, ['__proto__']);
			const fields = Object.keys(call.body.properties);
			if (fields.length === 0) continue;
			for (const value of [poison, `[${poison}]`, `{"a":[${poison}]}`]) {
				const body = `{${fields.map((field) => `"${field}":${value}`).join()}}`;
				for (const { status } of await sendAsEach(call, body)) expect(REFUSALS, body).toContain(status);
			}
		}
		const { body } = await nurse.post(`/sites/${SITE}/visits`, {});
		expect(body.fields).toEqual([expect.objectContaining({ path: 'id', code: 'required' })]);
		await expectNothingChanged();
	});
});
