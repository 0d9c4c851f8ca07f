/** What every answer says to the browser, whatever was asked, by whom, and whether or not it went well. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { relative } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addressOf, routesOfTheHouse, type Names } from '../support/addresses.ts';
import { filesBelow } from '../architecture/source-files.ts';
import { Browser } from '../support/browser.ts';
import { signIn } from '../support/client.ts';
import { expectDressed, expectPersonal } from '../support/dressed.ts';
import { halfSignedIn } from '../support/half-signed-in.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { ask, type PlainAnswer, type PlainRequest } from '../support/plain-request.ts';
import { MADE_UP, realNames } from '../support/real-names.ts';
import { setUpApp } from '../support/second-steps.ts';
import { enrolTablet, tabletOf } from '../support/tablet.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

/** Who asks, and how reading turns out for them, one way or another. */
const WHO: [string, number[]][] = [
	// First, before the tablet locks by itself.
	['a nurse on a tablet', [200, 303, 403, 404]],
	['nobody', [200, 303, 401, 404]],
	['inf1', [200, 303, 403, 404]],
	['coo1', [200, 303, 403, 404]],
	['adm1', [200, 303, 403, 404]],
	['a tablet that was put down', [200, 303]],
	['somebody at the second step', [200, 303]],
	['somebody without a training', [200, 303]]
];
const ROUTES = routesOfTheHouse();
const PATIENCE = { timeout: 20_000 };
const JSON_TYPE = { 'content-type': 'application/json' };

let database: TestDatabase;
let node: HalteNode;
let real: Names;
const cookies: Record<string, string> = { nobody: '' };

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	const nurse = await signIn(node, 'inf1');
	cookies['inf1'] = nurse.cookie;
	cookies['coo1'] = (await signIn(node, 'coo1')).cookie;
	real = await realNames(database.sql, nurse, 'perron');
	cookies['adm1'] = (await signIn(node, 'adm1')).cookie;
	const [held, down] = [await enrolTablet(node, 'perron'), await tabletOf(node, 'perron', 'pa1', '482915')];
	await held.signIn('inf1');
	await down.lock();
	cookies['a nurse on a tablet'] = held.cookie;
	cookies['a tablet that was put down'] = down.cookie;
	cookies['somebody at the second step'] = (await halfSignedIn(node, database.sql, 'coo1')).cookie;
	cookies['somebody without a training'] = (await signIn(node, 'mas1')).cookie;
	await database.sql`update account set trained_on = current_date - interval '13 months' where id = 'mas1'`;
});

const from = (who: string, more: PlainRequest = {}): PlainRequest => ({
	...more,
	headers: { ...(cookies[who] && { cookie: cookies[who] }), ...more.headers }
});

describe.each(WHO)('To %s', (who, reading) => {
	const seen = new Set<number>();
	const expectEach = async (path: string, asked: PlainRequest = {}): Promise<PlainAnswer> => {
		const answer = await ask(node.url, path, from(who, asked));
		const what = `${who} ${asked.method ?? 'GET'} ${path}: ${answer.status}`;
		expectPersonal(answer, what);
		expect(answer.status, what).toBeLessThan(500);
		seen.add(answer.status);
		return answer;
	};

	it('every page and every reading call is dressed, and nobody keeps it', async () => {
		for (const { id, methods, hasData } of ROUTES.filter((route) => route.methods.includes('GET'))) {
			for (const values of [real, MADE_UP]) {
				const path = addressOf(id, values);
				await expectEach(path);
				await expectEach(path, { method: 'HEAD' });
				if (hasData) await expectEach(`${path === '/' ? '' : path}/__data.json`);
			}
			expect(methods).not.toContain('HEAD');
		}
		expect([...seen]).toEqual(expect.arrayContaining(reading));
	});

	it('so is every call that changes something, with nothing in it, with something else, and far too large', async () => {
		// What ends the session comes last, so that the others still have one.
		const inOrder = ROUTES.toSorted((a, b) => Number(endsSessions(a.id)) - Number(endsSessions(b.id)));
		for (const { id, kind } of inOrder) {
			const path = addressOf(id, MADE_UP);
			for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
				await expectEach(path, { method });
				await expectEach(path, {
					method,
					headers: { ...JSON_TYPE, origin: 'https://evil.example' },
					body: '{}'
				});
			}
			if (kind === 'page') continue;
			await expectEach(path, { method: 'POST', headers: JSON_TYPE, body: '{}' });
			await expectEach(path, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' });
			await expectEach(path, { method: 'POST', headers: JSON_TYPE, body: `"${'x'.repeat(40_000)}"` });
		}
		expect([...seen]).toEqual(expect.arrayContaining([400, 403, 404, 405, 413, 415]));
	});
});

describe('What is shown once', () => {
	const post = (path: string, cookie: string, form: Record<string, string> = {}) =>
		ask(node.url, path, {
			method: 'POST',
			headers: { cookie, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams(form).toString()
		});

	it('a one-time code, and recovery codes, are dressed, and nobody keeps the page', async () => {
		const { cookie } = await signIn(node, 'adm1');
		const told = await post('/administration/comptes/pa1?/code', cookie);
		expect([told.status, /\b[A-Z2-9]{3} [A-Z2-9]{3} [A-Z2-9]{3}\b/.test(told.body)]).toEqual([200, true]);
		expectPersonal(told, 'the page with a one-time code');

		const nurse = await new Browser(node).signIn('inf3');
		await setUpApp(nurse, Date.now());
		const renewed = await post('/compte/deuxieme-etape?/renew', nurse.client.cookie);
		expect([renewed.status, /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.test(renewed.body)]).toEqual([200, true]);
		expectPersonal(renewed, 'the page with recovery codes');
	});
});

/** A guess from the name; a call that ends the session too early makes the ones after it answer 401, no worse. */
const endsSessions = (id: string): boolean => /session|account|compte/.test(id);

describe('What no route answers', () => {
	const expectAnswer = async (path: string, asked: PlainRequest, status: number, cacheControl?: RegExp) => {
		const answer = await ask(node.url, path, asked);
		const what = `${asked.method ?? 'GET'} ${path}`;
		expectDressed(answer, what);
		expect(answer.status, what).toBe(status);
		if (cacheControl !== undefined) expect(answer.headers['cache-control'], what).toMatch(cacheControl);
		return answer;
	};

	it('files that never change are kept for a year, all others are asked for again', async () => {
		const folder = 'build/client';
		const files = filesBelow(folder).filter((file) => !/\.(br|gz)$/.test(file));
		expect(files.length).toBeGreaterThan(50);
		for (const file of files) {
			const path = `/${relative(folder, file)}`;
			const immutable = path.startsWith('/_app/immutable/');
			const kept = immutable ? /^public,max-age=31536000,immutable$/ : /^no-cache$/;
			const { headers } = await expectAnswer(path, {}, 200, kept);
			const again = { headers: { 'if-none-match': String(headers.etag) } };
			await expectAnswer(path, again, 304);
		}
		await expectAnswer('/icon.svg', { headers: { range: 'bytes=0-9' } }, 206);
		await expectAnswer('/icon.svg', { headers: { range: 'bytes=900000-' } }, 416);
	});

	it('redirects, refusals and polls are dressed too', async () => {
		await expectAnswer('/milieu/perron/accueil/', {}, 308);
		await expectAnswer('/_app/immutable/nothing.js', {}, 404);
		await expectAnswer('/', { method: 'TRACE' }, 400);
		const poll = '/socket.io/?EIO=4&transport=polling';
		await expectAnswer(poll, {}, 200, /^no-store$/);
		await expectAnswer(poll, { headers: { origin: 'https://evil.example' } }, 403);
		await expectAnswer('/socket.io/?EIO=4&transport=telepathy', {}, 400);
		for (const path of ['/nowhere', '/%ff', '/%00', '/problems/not_found', '/styleguide']) {
			const answer = await ask(node.url, path);
			expect([400, 404], path).toContain(answer.status);
			expectPersonal(answer, path);
		}
	});

	it('without its tables the house says so, in French and in the same dress', async () => {
		const [table] = ['staff_session'];
		await database.sql`alter table ${database.sql(table)} rename to lost`;
		const page = await ask(node.url, '/milieux', from('inf1'));
		const call = await ask(node.url, '/api/v1/sites', from('inf1'));
		await database.sql`alter table lost rename to ${database.sql(table)}`;
		expect([page.status, call.status]).toEqual([500, 503]);
		expectDressed(page, 'the page of last words');
		expect(page.body).toContain('<h1>Ça n’a pas marché</h1>');
		expect(page.body).not.toMatch(/<style|style=|<script/);
		expectPersonal(call, 'a call');
	});

	it('so is its goodbye', async () => {
		const leaving = await startNode({ database });
		const { cookie } = await signIn(leaving, 'pa1');
		// Somebody whose answer takes long keeps the node from leaving at once.
		const letGo = await holdTable('account');
		const slow = ask(leaving.url, '/api/v1/sites', { headers: { cookie } });
		await vi.waitFor(() => expectSomebodyWaits(), PATIENCE);
		const late = await beginRequest(leaving.url);
		leaving.child.kill('SIGTERM');
		await vi.waitFor(async () => expect((await ask(leaving.url, '/readyz')).status).toBe(503), PATIENCE);
		late.write('\r\n');
		const text = (await late.setEncoding('utf8').toArray()).join('');
		await letGo();
		await slow;
		expect(text).toMatch(/^HTTP\/1\.1 503 /);
		for (const header of ['x-content-type-options: nosniff', 'cache-control: no-store', 'connection: close'])
			expect(text).toContain(header);
		expect(await leaving.ended).toBe(0);
	});
});

/** Locks a table for everybody else until the function that it gives is called. */
async function holdTable(table: string): Promise<() => Promise<void>> {
	const tx = await database.sql.reserve();
	await tx`begin`;
	await tx`lock table ${tx(table)} in access exclusive mode`;
	return async () => {
		await tx`rollback`;
		tx.release();
	};
}

/** Fails until a statement waits for a table. */
async function expectSomebodyWaits(): Promise<void> {
	const waiting = await database.sql`
		select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
	expect(waiting.length).toBeGreaterThan(0);
}

/** A request whose last line is still missing. */
async function beginRequest(url: string): Promise<Socket> {
	const socket = connect(Number(new URL(url).port), '127.0.0.1');
	await once(socket, 'connect');
	socket.write('GET /api/v1/sites HTTP/1.1\r\nhost: halte\r\n');
	return socket;
}
