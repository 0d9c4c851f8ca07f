/** Who may ask for what, and from where. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#lib/contract/problems.ts';
import { Client, firstEntry, newId, signIn, type Visit } from '../support/client.ts';
import { footprintOf } from '../support/footprint.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let node: HalteNode;
let stranger: Client;
let nurse: Client;
let visit: Visit;
let before: Record<string, string>;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	stranger = new Client(node);
	nurse = await signIn(node, 'inf1');
	visit = await nurse.register('perron', { services: ['infirmier'] });
	// Sign-ins write sessions, so all of them come before the numbers are taken.
	before = await footprintOf(database.sql);
});

const rowsWithoutSessions = async () => ({
	...(await footprintOf(database.sql)),
	staff_session: before['staff_session']
});

const expectNothingWritten = async () => expect(await rowsWithoutSessions()).toEqual(before);

/** Every call below `/api/v1` that needs a session, with real ids. */
const callsOf = (siteId: string): [string, string, object?][] => [
	['GET', `/sites/${siteId}/board`],
	['GET', `/sites/${siteId}/board?audience=reception`],
	['POST', `/sites/${siteId}/visits`, { id: newId() }],
	['POST', `/sites/${siteId}/call-next`, { id: newId() }],
	['POST', `/sites/${siteId}/blocks/open`, { id: newId() }],
	['POST', `/sites/${siteId}/blocks/close`, { id: newId() }],
	['GET', `/sites/${siteId}/displays`],
	['DELETE', `/sites/${siteId}/displays/${newId()}`],
	['POST', `/sites/${siteId}/displays/${newId()}/acknowledge`, { id: newId() }],
	['POST', '/displays/pairings/BCDFGHJK/approve', { siteId }],
	['GET', `/visits/${visit.id}`],
	...['call', 'start', 'absent', 'release', 'take-over', 'complete', 'cancel', 'defer', 'recall', 'undo'].map(
		(step): [string, string, object] => ['POST', `/entries/${firstEntry(visit)}/${step}`, { id: newId() }]
	),
	...['step-out', 'return', 'leave', 'reopen', 'details'].map((step): [string, string, object] => [
		'POST',
		`/visits/${visit.id}/${step}`,
		{ id: newId() }
	])
];

const ask = (client: Client, [method, path, body]: [string, string, object?]) =>
	client.send(method, path, body && JSON.stringify(body));

describe('Who may', () => {
	it('Without a session nothing is read and nothing is done', async () => {
		const more: [string, string][] = [
			['GET', '/session'],
			['DELETE', '/session'],
			['GET', '/sites']
		];
		for (const impostor of [
			stranger,
			new Client(node, 'halte_session=made-up'),
			new Client(node, 'halte_session=')
		])
			for (const call of [...callsOf('perron'), ...more]) {
				const { status, body } = await ask(impostor, call);
				expect([status, body.code], call.join(' ')).toEqual([401, 'not_signed_in']);
			}
		await expectNothingWritten();
	});

	it('A site where one does not work does not exist, nor do its people', async () => {
		const elsewhere = await signIn(node, 'pa4');
		for (const call of callsOf('perron')) {
			const { status, body } = await ask(elsewhere, call);
			expect([status, body.code], call.join(' ')).toEqual([404, 'not_found']);
		}
		expect(
			(await elsewhere.get<{ sites: { id: string }[] }>('/sites')).body.sites.map(({ id }) => id)
		).toEqual(['halo']);
		await expectNothingWritten();
	});

	it('What exists nowhere is not found, whatever its name looks like', async () => {
		const odd = [newId(), 'x', '..', '\0', "';drop table visit;--", '%00', '__proto__', 'É'.repeat(200)];
		for (const id of odd.map(encodeURIComponent)) {
			for (const call of [
				['GET', `/sites/${id}/board`],
				['POST', `/sites/${id}/visits`, { id: newId() }],
				['POST', `/sites/${id}/blocks/open`, { id: newId() }],
				['GET', `/visits/${id}`],
				['POST', `/visits/${id}/leave`, { id: newId() }],
				['POST', `/entries/${id}/call`, { id: newId() }],
				['POST', `/entries/${firstEntry(visit)}/${id}`, { id: newId() }],
				['DELETE', `/sites/perron/displays/${id}`],
				['GET', `/nowhere/${id}`]
			] as [string, string, object?][]) {
				const { status, type } = await ask(nurse, call);
				expect([status, type], call.join(' ')).toEqual([404, 'application/problem+json']);
			}
		}
		await expectNothingWritten();
	});

	it('The host’s worker opens the door and sees words, but neither calls nor reads why', async () => {
		const host = await signIn(node, 'hot1');
		const entry = `/entries/${firstEntry(visit)}`;
		for (const call of [
			['POST', '/sites/perron/call-next', { id: newId() }],
			['POST', `${entry}/call`, { id: newId() }],
			['POST', `${entry}/cancel`, { id: newId() }],
			['POST', `/visits/${visit.id}/leave`, { id: newId() }],
			['POST', '/sites/perron/blocks/close', { id: newId() }],
			['GET', `/visits/${visit.id}`],
			['GET', '/sites/perron/board?audience=reception'],
			['GET', '/sites/perron/board?audience=clinician']
		] as [string, string, object?][]) {
			const { status, body } = await ask(host, call);
			expect([status, body.code], call.join(' ')).toEqual([403, 'forbidden']);
		}
		expect((await host.get('/sites/perron/board')).status).toBe(200);
		await expectNothingWritten();
	});

	it.each(['coo2', 'adm1', 'sta1'])('%s does not touch the list', async (username) => {
		const client = await signIn(node, username);
		for (const call of callsOf('perron').filter(
			([method, path]) => method === 'POST' && !path.includes('displays')
		)) {
			const { status, body } = await ask(client, call);
			expect([status, body.code], call.join(' ')).toEqual([403, 'forbidden']);
		}
		await expectNothingWritten();
	});

	it.each(['coo2', 'adm1'])('%s sees nobody on any board', async (username) => {
		const client = await signIn(node, username);
		for (const audience of ['', 'reception', 'clinician', 'coordinator', 'host_worker', 'display']) {
			const path = `/sites/perron/board${audience && `?audience=${audience}`}`;
			expect((await client.get(path)).status, path).toBe(403);
		}
	});

	it('A wrong password and an unknown name get the same answer', async () => {
		const tries = [
			{ username: 'inf1', password: 'wrong' },
			{ username: 'nobody', password: 'halte-demo' }
		];
		const [wrong, unknown] = await Promise.all(tries.map((body) => stranger.post('/session', body)));
		expect([wrong?.status, wrong?.body.code]).toEqual([401, 'wrong_credentials']);
		expect(unknown?.text).toBe(wrong?.text);
	});
});

describe('From where', () => {
	const register = (headers: Record<string, string>) =>
		nurse.send<Problem>('POST', '/sites/perron/visits', JSON.stringify({ id: newId() }), headers);

	it.each([
		['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
		['a sister site', { 'sec-fetch-site': 'same-site' }],
		['another site, whatever its Origin claims', { 'sec-fetch-site': 'cross-site', origin: 'SELF' }],
		['another origin', { origin: 'https://evil.example' }],
		['another port of this machine', { origin: 'http://127.0.0.1:1' }],
		['a page without an origin', { origin: 'null' }]
	])('A page of %s cannot act here', async (_, headers) => {
		const real = Object.fromEntries(
			Object.entries(headers).map(([k, v]) => [k, v.replace('SELF', node.url)])
		);
		const { status, type, body } = await register(real);
		expect([status, type, body.code]).toEqual([403, 'application/problem+json', 'cross_site']);
		const signOut = await nurse.send('DELETE', '/session', undefined, real);
		expect([signOut.status, signOut.body.code]).toEqual([403, 'cross_site']);
		await expectNothingWritten();
	});

	it('Our own pages can, and so can a program that is no browser', async () => {
		for (const headers of [
			{ 'sec-fetch-site': 'same-origin' },
			{ 'sec-fetch-site': 'none' },
			{ origin: node.url },
			{}
		] as Record<string, string>[])
			expect((await register(headers)).status, JSON.stringify(headers)).toBe(201);
	});
});
