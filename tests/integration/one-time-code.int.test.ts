/** A forgotten password: a code from the office, ten minutes, once, a few tries; never a password. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toMiddleOfStep } from '../support/authenticators.ts';
import { Browser } from '../support/browser.ts';
import { PASSWORD } from '../support/names.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { askCode, chooseBy, codeFor, codeIn } from '../support/one-time-codes.ts';
import { SECOND_STEP, setUpApp, showFactor, withoutFactors } from '../support/second-steps.ts';
import { slowHandVariables } from '../support/slow-hand-limits.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const MINUTE = 60_000;
const STEP_MS = 30_000;
const NEW = 'trois canots sous la lune';

let database: TestDatabase;
let node: HalteNode;
let ahead: number;
let office: Browser;
let first: string;

const now = () => Date.now() + ahead;
async function passTime(ms: number): Promise<void> {
	ahead += ms;
	await node.setAhead(ahead);
}
const signIn = async (username: string, password: string) =>
	(await new Browser(node).ask('POST', '/api/v1/session', { username, password })).status;
const choose = (username: string, code: string, password = NEW, again = password) =>
	chooseBy(new Browser(node), code, { username, password, again });
const history = () =>
	database.sql<{ what: string; by: string; subject_id: string; before: object; after: object }[]>`
		select what, by, subject_id, before, after from administrative_change order by at, id`;

beforeAll(async () => {
	database = await freshDatabase();
	const [row] = await database.sql<{ hash: string }[]>`
		select password_hash as hash from account where id = 'pa1'`;
	first = row?.hash ?? '';
	node = await startNode({ database, sessionClock: true, variables: slowHandVariables() });
	await database.sql`
		insert into account (id, username, name, title, role, password_hash, trained_on)
		values ('coo9', 'coo9', 'Camille Neuvième', 'Coordination', 'coordinator', ${first}, current_date)`;
	await database.sql`insert into account_site (account_id, site_id) values ('coo9', 'halo')`;
});
beforeEach(async () => {
	await withoutFactors(database.sql);
	await database.sql`update account set password_hash = ${first}, disabled = false`;
	await database.sql`delete from one_time_code`;
	ahead = toMiddleOfStep(Date.now());
	await node.setAhead(ahead);
	office = await new Browser(node).signIn('coo1');
});

describe('Somebody who forgot', () => {
	it('chooses a password with the code that they are read, and is in', async () => {
		const browser = new Browser(node);
		const code = (await codeFor(office, 'pa1')).toLowerCase().replaceAll(' ', '-');
		const chosen = await chooseBy(browser, code, { username: 'pa1', password: NEW });
		expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/milieux']);
		expect((await browser.client.get('/session')).body).toMatchObject({ account: { id: 'pa1' } });
		expect([await signIn('pa1', PASSWORD), await signIn('pa1', NEW)]).toEqual([401, 200]);
	});

	it('is signed out everywhere else', async () => {
		const lost = await new Browser(node).signIn('pa1');
		await choose('pa1', await codeFor(office, 'pa1'));
		expect((await lost.client.get('/session')).status).toBe(401);
	});

	it('still shows the second factor, if there is one', async () => {
		const nurse = await new Browser(node).signIn('inf1');
		const { app } = await setUpApp(nurse, now());
		await passTime(2 * STEP_MS);
		const browser = new Browser(node);
		const code = await codeFor(office, 'inf1');
		const chosen = await chooseBy(browser, code, { username: 'inf1', password: NEW });
		expect([chosen.status, chosen.headers.get('location')]).toEqual([303, SECOND_STEP]);
		expect((await browser.client.get('/session')).body.code).toBe('second_factor_needed');
		expect(await showFactor(browser, { totp: app.code(now()) })).toEqual([200, undefined]);
	});

	it('is told what is wrong with a password, keeps the name that was typed, and loses no try', async () => {
		const code = await codeFor(office, 'pa1');
		const wrong: [string, string, string][] = [
			['court', 'court', 'Il faut au moins 12'],
			['motdepasse123', 'motdepasse123', 'un des premiers'],
			['Rosalie Thibodeau', 'Rosalie Thibodeau', 'surtout votre nom'],
			[NEW, `${NEW} `, 'ne sont pas pareils']
		];
		for (const [password, again, sentence] of [...wrong, ...wrong]) {
			const reply = await choose('pa1', code, password, again);
			expect([reply.status, sentence, reply.text.includes(sentence)]).toEqual([400, sentence, true]);
			expect(reply.text).toContain('value="pa1"');
			expect(reply.text).not.toContain(code);
		}
		expect((await choose('pa1', code)).status).toBe(303);
	});
});

describe('A code', () => {
	it('is good for ten minutes', async () => {
		const code = await codeFor(office, 'pa1');
		await passTime(10 * MINUTE);
		expect((await choose('pa1', code)).status).toBe(401);
		expect(await signIn('pa1', PASSWORD)).toBe(200);
	});

	it('is good once, also when two come at once', async () => {
		const code = await codeFor(office, 'pa1');
		const statuses = await Promise.all(
			[NEW, 'quatre avirons de bouleau'].map(async (password) => (await choose('pa1', code, password)).status)
		);
		expect(statuses.sort()).toEqual([303, 401]);
		expect((await choose('pa1', code)).status).toBe(401);
	});

	it('is worth nothing after five wrong tries, or after a newer one', async () => {
		const code = await codeFor(office, 'mas1');
		for (let i = 0; i < 5; i += 1) expect((await choose('mas1', 'AAA AAA AAA')).status).toBe(401);
		const row = async () => (await database.sql`select tries from one_time_code`)[0];
		expect(await row()).toEqual({ tries: 5 });
		const tried = async () => (await choose('mas1', code)).status;
		await expect.poll(tried, { timeout: 10_000, interval: 300 }).toBe(401);
		const [older, newer] = [await codeFor(office, 'den1'), await codeFor(office, 'den1')];
		expect([(await choose('den1', older)).status, (await choose('den1', newer)).status]).toEqual([401, 303]);
	});

	it('is somebody’s: with another name it is none, and no name shows', async () => {
		const code = await codeFor(office, 'pa1');
		const replies = [await choose('pa2', code), await choose('personne', code)];
		expect(replies.map(({ status }) => status)).toEqual([401, 401]);
		for (const { text } of replies) {
			expect(text).toContain('Ce code n’est pas le bon, ou il n’est plus valide.');
			expect(text).not.toContain('Gauvreau');
		}
	});

	it('cannot be read in the database, nor in the history, which only says that there was one', async () => {
		const before = (await history()).length;
		const code = await codeFor(office, 'pa1');
		const [row] = await database.sql<{ code_hash: string }[]>`select code_hash from one_time_code`;
		expect(row?.code_hash).toMatch(/^1:[\w-]{43}$/);
		await choose('pa1', code);
		expect((await history()).slice(before)).toEqual([
			{ what: 'code_issued', by: 'coo1', subject_id: 'pa1', before: {}, after: {} },
			{ what: 'code_used', by: 'pa1', subject_id: 'pa1', before: {}, after: {} }
		]);
		expect(node.output()).not.toContain(code);
	});

	it('guessed at, it keeps waiting longer, and the tablet of the site waits for nobody', async () => {
		const replies = await Promise.all(Array.from({ length: 12 }, () => choose('hyg1', 'AAA AAA AAA')));
		expect(replies.filter(({ status }) => status === 401)).toHaveLength(5);
		expect(replies.filter(({ status }) => status === 429)).toHaveLength(7);
		expect(replies.find(({ status }) => status === 429)?.text).toContain('Réessayez dans');
	});

	it('tried together with a bad password, it is not looked at, and no guess is forgiven for it', async () => {
		await choose('sf1', 'AAA AAA AAA', 'court');
		for (let i = 0; i < 5; i += 1) expect((await choose('sf1', 'AAA AAA AAA')).status).toBe(401);
		expect((await choose('sf1', 'AAA AAA AAA', 'court')).status).toBe(400);
		expect((await choose('sf1', 'AAA AAA AAA')).status).toBe(429);
	});
});

describe('Who may give one', () => {
	it('nobody for an account that they do not look after: a coordinator for an administrator', async () => {
		for (const id of ['adm1', 'coo2', 'coo1']) {
			const reply = await askCode(office, id);
			expect([id, reply.status, codeIn(reply)]).toEqual([id, 403, null]);
		}
		expect(codeIn(await askCode(await new Browser(node).signIn('adm1'), 'coo1'))).not.toBeNull();
	});

	it('nobody for an account of other sites: it does not exist', async () => {
		const elsewhere = await new Browser(node).signIn('coo9');
		for (const id of ['pa1', 'nobody']) {
			const reply = await askCode(elsewhere, id);
			expect([id, reply.status, codeIn(reply)]).toEqual([id, 404, null]);
		}
	});

	it.each(['pa1', 'inf1', 'hot1', 'sta1', 'coo2'])('not %s, for anybody', async (username) => {
		const reply = await askCode(await new Browser(node).signIn(username), 'pa2');
		expect(reply.status).toBeGreaterThanOrEqual(400);
		expect(codeIn(reply)).toBeNull();
	});

	it('nobody for a disabled account; a code that was given before opens nothing', async () => {
		const code = await codeFor(office, 'pa1');
		await database.sql`update account set disabled = true where id = 'pa1'`;
		expect((await choose('pa1', code)).status).toBe(401);
		const reply = await askCode(office, 'pa1');
		expect([reply.status, codeIn(reply)]).toEqual([409, null]);
	});

	it('nobody who has not just confirmed who they are', async () => {
		await passTime(10 * MINUTE);
		const reply = await askCode(office, 'pa1');
		expect(reply.status).toBe(303);
		expect(reply.headers.get('location')).toMatch(/^\/compte\/confirmer\?retour=/);
	});
});

it('the page of the first time is closed once somebody can sign in', async () => {
	const { status, headers } = await new Browser(node).open('/premiere-fois');
	expect([status, headers.get('location')]).toEqual([303, '/connexion']);
});
