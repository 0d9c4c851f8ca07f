/** How the browser is told to keep whose session it is, on https and on a clinic's plain http. */
import { beforeAll, describe, expect, it } from 'vitest';
import { expectDressed } from '../support/dressed.ts';
import { PASSWORD } from '../support/names.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { ask, type PlainAnswer } from '../support/plain-request.ts';
import { openStaff } from '../support/screen.ts';
import { Client } from '../support/client.ts';
import { freshDatabase } from '../support/test-database.ts';

const HTTPS = 'https://halte.example.org';
const LAN = 'http://192.168.1.20:3000';
/** A host worker: name and password are all that this role needs. */
const USERNAME = 'hot1';

let nodes: Record<'https' | 'plain' | 'both', HalteNode>;

beforeAll(async () => {
	const database = await freshDatabase();
	const start = (origin: string) => startNode({ database, variables: { ORIGIN: origin } });
	const [https, plain, both] = await Promise.all([start(HTTPS), start(''), start(`${HTTPS} ${LAN}`)]);
	nodes = { https, plain, both };
});

/** Which node, asked by which name, and whether that is https. */
const CASES = [
	['https', 'halte.example.org', true],
	['https', '127.0.0.1', true],
	['plain', '127.0.0.1', false],
	['both', 'halte.example.org', true],
	['both', '192.168.1.20:3000', false]
] as const;

describe.each(CASES)('On the node of %s, asked as %s (secure: %s)', (which, host, secure) => {
	const name = secure ? '__Host-halte_session' : 'halte_session';
	const otherName = secure ? 'halte_session' : '__Host-halte_session';
	const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', ...(secure ? ['Secure'] : [])];

	const signIn = (path: string, type: string, body: string) =>
		ask(nodes[which].url, path, {
			method: 'POST',
			headers: { host, accept: 'text/html', 'content-type': type },
			body
		});
	const byCall = () =>
		signIn('/api/v1/session', 'application/json', JSON.stringify({ username: USERNAME, password: PASSWORD }));
	const whoAmI = (cookie: string) => ask(nodes[which].url, '/api/v1/session', { headers: { host, cookie } });

	it('a sign-in gives one cookie, for this host alone, for twelve hours', async () => {
		const form = `username=${USERNAME}&password=${PASSWORD}`;
		const answers = [await byCall(), await signIn('/connexion', 'application/x-www-form-urlencoded', form)];
		expect(answers.map(({ status }) => status)).toEqual([200, 303]);
		for (const answer of answers) {
			expectDressed(answer, which, { secure });
			const [cookie, ...rest] = partsOf(answer);
			expect(cookie).toMatch(new RegExp(`^${name}=[\\w-]{40,}$`));
			expect(rest.sort()).toEqual([...attributes, 'Max-Age=43200'].sort());
		}
	});

	it('that cookie opens the house and its sockets; the same token under the other name does not', async () => {
		const [cookie = ''] = partsOf(await byCall());
		const other = cookie.replace(name, otherName);
		expect([(await whoAmI(cookie)).status, (await whoAmI(other)).status]).toEqual([200, 401]);
		if (host !== '127.0.0.1') return;
		await openStaff(new Client(nodes[which], cookie)).until('a line', () => true);
		const refused = openStaff(new Client(nodes[which], other));
		expect(await refused.until('a refusal', () => refused.refusedEntry)).toBe('not_signed_in');
	});

	it('a sign-out takes it back, and what the browser keeps', async () => {
		const [cookie = ''] = partsOf(await byCall());
		const headers = { host, cookie };
		const answer = await ask(nodes[which].url, '/api/v1/session', { method: 'DELETE', headers });
		expect(answer.status).toBe(204);
		expect(answer.headers['clear-site-data']).toBe('"cache"');
		const [emptied, ...rest] = partsOf(answer);
		expect(emptied).toBe(`${name}=`);
		expect(rest.sort()).toEqual([...attributes, 'Max-Age=0'].sort());
		expect((await whoAmI(cookie)).status).toBe(401);
	});
});

/** The one cookie of an answer: name and value, then its attributes. */
function partsOf({ headers, body }: PlainAnswer): string[] {
	const cookies = headers['set-cookie'] ?? [];
	expect(cookies, body).toHaveLength(1);
	return cookies[0]?.split('; ') ?? [];
}
