/** How long a session lasts, what prolongs it, what its token is worth afterwards, and what is kept of it. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SessionsAnswer } from '#lib/contract/answers.ts';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { openSessions, type Sessions } from '#lib/server/auth/sessions.ts';
import { Browser } from '../support/browser.ts';
import { Client, newId, signIn } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { connectStaff, openStaff } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ANDROID =
	'Mozilla/5.0 (Linux; Android 15; SM-X210) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

let database: TestDatabase;
let node: HalteNode;
/** The rules of the node, on the same rows, with a clock of their own. */
let aheadMs = 0;
let sessions: Sessions;
let outputAtFirst = 0;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, sessionClock: true, variables: { HALTE_LOG: 'debug' } });
	outputAtFirst = node.output().length;
	sessions = openSessions(database.sql, { newId, aheadMs: () => aheadMs });
});
beforeEach(() => setAhead(0));

async function setAhead(ms: number): Promise<void> {
	aheadMs = ms;
	await node.setAhead(ms);
}

const stateOf = async (client: Client) => (await client.get('/session')).status;
const openPage = ({ cookie }: Client, path: string) => fetch(node.url + path, { headers: { cookie } });
const tokenOf = ({ cookie }: { cookie: string }) => cookie.split(';')[0]?.split('=')[1] ?? '';

async function lastTouchOf(client: Client): Promise<number> {
	const [row] = await database.sql<{ at: Date }[]>`
		select last_active_at as at from staff_session where id = ${hashToken(tokenOf(client))}`;
	return row?.at.getTime() ?? 0;
}

/** Does `touch` and waits until it is written down, which nobody else waits for. */
async function touching(client: Client, touch: () => Promise<unknown>): Promise<void> {
	const before = await lastTouchOf(client);
	await touch();
	await expect.poll(() => lastTouchOf(client)).toBeGreaterThan(before);
}

describe('On a device of one’s own', () => {
	it('an hour without a touch ends the session, and not a minute less', async () => {
		const nurse = await signIn(node, 'inf1');
		await setAhead(59 * MINUTE);
		expect(await stateOf(nurse)).toBe(200);
		await setAhead(60 * MINUTE);
		expect(await stateOf(nurse)).toBe(401);
	});

	it('what a program asks for by itself prolongs nothing: reading, looking, sockets', async () => {
		const nurse = await signIn(node, 'inf1');
		const { deviceCode } = (await nurse.post<{ deviceCode: string }>('/displays/pairings', {})).body;
		const before = await lastTouchOf(nurse);
		await setAhead(59 * MINUTE);
		const console = await connectStaff(nurse, SITE, 'clinician');
		for (const path of ['/session', '/sites', `/sites/${SITE}/board`, '/sessions', '/openapi.json'])
			expect((await nurse.get(path)).status, path).toBe(200);
		for (const path of ['/milieux/__data.json', `/milieu/${SITE}/console/__data.json`, '/healthz'])
			expect((await openPage(nurse, path)).status, path).toBe(200);
		await nurse.post('/displays/pairings', {});
		await nurse.post('/displays/token', { deviceCode });
		console.socket.emit('watch', { siteId: SITE, audience: 'clinician' });
		await console.until('a second view', () => console.boards.length > 1);
		expect(await lastTouchOf(nurse)).toBe(before);
		await setAhead(60 * MINUTE);
		expect(await stateOf(nurse)).toBe(401);
		await console.untilCut(5_000);
		expect(console.signedOut).toBe(true);
	});

	it.each([
		['what somebody presses', (nurse: Client) => nurse.post('/session/activity', {})],
		['a page that somebody opens', (nurse: Client) => openPage(nurse, '/milieux')]
	])('%s gives another hour', async (_, touch) => {
		const nurse = await signIn(node, 'inf1');
		await setAhead(59 * MINUTE);
		await touching(nurse, () => touch(nurse));
		await setAhead(118 * MINUTE);
		expect(await stateOf(nurse)).toBe(200);
		await setAhead(119.5 * MINUTE);
		expect(await stateOf(nurse)).toBe(401);
	});

	it('after twelve hours it is over, however busy it was', async () => {
		const nurse = await signIn(node, 'inf1');
		for (let minutes = 45; minutes < 12 * 60; minutes += 45) {
			await setAhead(minutes * MINUTE);
			await touching(nurse, () => nurse.post('/session/activity', {}));
		}
		await setAhead(12 * HOUR - MINUTE);
		expect(await stateOf(nurse)).toBe(200);
		await setAhead(12 * HOUR);
		expect(await stateOf(nurse)).toBe(401);
	});
});

describe('A token', () => {
	const opens = async (token: string) => {
		const client = new Client(node, `halte_session=${token}`);
		const screen = openStaff<'clinician'>(client);
		const entry = await screen.until('an answer', () => screen.socket.connected || screen.refusedEntry);
		return [await stateOf(client), entry];
	};
	const OPEN = [200, true];
	const SHUT = [401, 'not_signed_in'];
	const started = { deviceId: null, browser: '', fresh: false } as const;
	const begin = async (level: 'password' | 'full') => {
		const [account] = await database.sql<{ id: string; epoch: number }[]>`
			select id, epoch from account where id = 'inf1'`;
		if (account === undefined) throw new Error('there is no nurse');
		return (await sessions.start({ ...started, account, level })) ?? '';
	};

	it.each(['pin', 'full', 'locked', 'password'] as const)(
		'is another one once the level is « %s », and the former opens nothing, neither pages nor sockets',
		async (level) => {
			for (const before of ['password', 'full'] as const) {
				const token = await begin(before);
				expect(await opens(token)).toEqual(before === 'full' ? OPEN : SHUT);
				const next = await sessions.rotate(hashToken(token), { level, fresh: false });
				expect(await opens(token)).toEqual(SHUT);
				expect(await opens(next ?? '')).toEqual(level === 'pin' || level === 'full' ? OPEN : SHUT);
				expect(await sessions.rotate(hashToken(token), { level: 'full', fresh: true })).toBeNull();
			}
		}
	);

	it('that a session took back is worth nothing, and neither is its stored form', async () => {
		const nurse = await signIn(node, 'inf1');
		const screen = await connectStaff(nurse, SITE, 'clinician');
		const stored = hashToken(tokenOf(nurse));
		expect(await opens(stored)).toEqual(SHUT);
		await nurse.delete('/session');
		expect(await opens(tokenOf(nurse))).toEqual(SHUT);
		await screen.untilCut(5_000);
	});

	it('is in no row of the database', async () => {
		const nurse = await signIn(node, 'inf1');
		const rows = await database.sql<{ text: string }[]>`select s::text as text from staff_session s`;
		expect(rows.some(({ text }) => text.includes(hashToken(tokenOf(nurse))))).toBe(true);
		expect(rows.filter(({ text }) => text.includes(tokenOf(nurse)))).toEqual([]);
	});
});

it('Rows of sessions that are over are forgotten, and no others', async () => {
	await database.sql`delete from staff_session`;
	const nurse = await signIn(node, 'inf1');
	const count = async () => (await database.sql`select 1 from staff_session`).count;
	aheadMs = 59 * MINUTE;
	expect([await sessions.forget(), await count()]).toEqual([0, 1]);
	aheadMs = 2 * HOUR + MINUTE;
	expect([await sessions.forget(), await count()]).toEqual([1, 0]);
	expect(await stateOf(nurse)).toBe(401);
});

describe('The list of one’s own sessions', () => {
	const listOf = async ({ client }: Browser) => (await client.get<SessionsAnswer>('/sessions')).body.sessions;
	let phone: Browser;
	let tablet: Browser;

	beforeEach(async () => {
		await database.sql`delete from staff_session`;
		phone = await new Browser(node, { userAgent: ANDROID }).signIn('inf1');
		tablet = await new Browser(node, { device: await enrolTablet() }).signIn('inf1');
		await new Browser(node).signIn('pa1');
	});

	it('says which is which, to its owner alone', async () => {
		const list = await listOf(phone);
		expect(list).toMatchObject([
			{ current: true, browser: 'Chrome, Android', device: null, level: 'full' },
			{ current: false, browser: 'Navigateur inconnu', device: 'Tablette d’accueil', level: 'full' }
		]);
		expect(Object.keys(list[0] ?? {}).sort()).toEqual(
			['browser', 'current', 'device', 'id', 'lastActiveAt', 'level', 'startedAt'].sort()
		);
		expect((await listOf(tablet)).map(({ current, device }) => [current, device])).toEqual([
			[true, 'Tablette d’accueil'],
			[false, null]
		]);
	});

	it('says that a tablet is locked, whoever locked it, and leaves out what is over', async () => {
		await setAhead(3 * MINUTE);
		expect((await listOf(phone)).map(({ level }) => level)).toEqual(['full', 'locked']);
		await setAhead(0);
		await tablet.ask('POST', '/api/v1/session/lock', {});
		expect((await listOf(phone)).map(({ level }) => level)).toEqual(['full', 'locked']);
		await setAhead(16 * MINUTE);
		expect((await listOf(phone)).map(({ level }) => level)).toEqual(['full']);
	});

	it('ends the one that is named, once; the others go on', async () => {
		const [mine, other] = await listOf(phone);
		expect((await phone.client.delete(`/sessions/${other?.id}`)).status).toBe(204);
		expect(await stateOf(tablet.client)).toBe(401);
		expect((await phone.client.delete(`/sessions/${other?.id}`)).body.code).toBe('not_found');
		const { client } = phone;
		const { status, headers } = await phone.ask('DELETE', `/api/v1/sessions/${mine?.id}`);
		expect([status, headers.get('clear-site-data'), phone.session]).toEqual([204, '"cache"', '']);
		expect(await stateOf(client)).toBe(401);
	});

	it('ends nobody else’s', async () => {
		const other = await new Browser(node).signIn('pa1');
		const [foreign] = await listOf(other);
		const made = (id: string) => phone.client.delete(`/sessions/${id}`);
		const answers = await Promise.all([foreign?.id ?? '', newId(), 'x', '%00', "'--"].map(made));
		expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
		expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
		expect(await stateOf(other.client)).toBe(200);
	});
});

async function enrolTablet(): Promise<string> {
	const key = newId();
	await database.sql`
		insert into device (id, site_id, label, key_hash, enrolled_by, enrolled_at, last_seen_at)
		values (${newId()}, ${SITE}, 'Tablette d’accueil', ${hashToken(key)}, 'coo1', now(), now())`;
	return `halte_device=${key}`;
}

it('Nothing of all this is in the log: no name, no token, no id', async () => {
	const people = await database.sql<{ name: string; username: string }[]>`select name, username from account`;
	const secrets = people.flatMap(({ name, username }) => [name, username]);
	const rows = await database.sql<
		{ id: string; public_id: string }[]
	>`select id, public_id from staff_session`;
	// A fault is the one thing that the log tells of a request.
	const nurse = await signIn(node, 'inf1');
	for (const table of ['staff_session', 'service_given']) {
		await database.sql`alter table ${database.sql(table)} rename to lost`;
		expect((await nurse.get('/sites')).status).toBe(503);
		await database.sql`alter table lost rename to ${database.sql(table)}`;
	}
	const told = node.output().slice(outputAtFirst);
	// A look at who is still in may have failed beside them.
	expect(told.match(/"level":50.*"msg":"a request /g)).toHaveLength(2);
	for (const secret of [...secrets, ...rows.flatMap(({ id, public_id }) => [id, public_id])])
		expect(told).not.toContain(secret);
	expect(told).not.toMatch(/cookie|session=/i);
});
