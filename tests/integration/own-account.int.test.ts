/** « Mon compte », as a browser without scripts uses it. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { Browser } from '../support/browser.ts';
import { newId } from '../support/client.ts';
import { PASSWORD } from '../support/names.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const MINUTE = 60_000;
const NEW_PASSWORD = 'trois canots sous la lune';
const PIN = '482915';

let database: TestDatabase;
let node: HalteNode;
let device: { id: string; cookie: string };
let phone: Browser;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, sessionClock: true });
	device = await enrolTablet('Tablette bleue');
});
beforeEach(async () => {
	await node.setAhead(0);
	await database.sql`delete from staff_session`;
	phone = await new Browser(node).signIn('inf1');
});

async function enrolTablet(label: string): Promise<{ id: string; cookie: string }> {
	const [id, key] = [newId(), newId()];
	await database.sql`
		insert into device (id, site_id, label, key_hash, enrolled_by, enrolled_at, last_seen_at)
		values (${id}, 'perron', ${label}, ${hashToken(key)}, 'coo1', now(), now())`;
	return { id, cookie: `halte_device=${key}` };
}

const onTablet = () => new Browser(node, { device: device.cookie });
const isIn = async ({ client }: Browser) => (await client.get('/session')).status === 200;
const unlock = (browser: Browser, accountId = 'inf1', pin = PIN) =>
	browser.ask('POST', '/api/v1/session/unlock', { accountId, pin });
const choosePin = (browser: Browser, pin = PIN, again = pin) => browser.submit('/compte/nip', { pin, again });
const whereTo = ({ status, headers }: { status: number; headers: Headers }) => [
	status,
	headers.get('location')
];

async function idOf(browser: Browser): Promise<string> {
	const hash = hashToken(browser.session.split('=')[1] ?? '');
	const [row] = await database.sql<
		{ id: string }[]
	>`select public_id as id from staff_session where id = ${hash}`;
	return row?.id ?? '';
}

async function keysOf(accountId: string): Promise<unknown> {
	const [row] = await database.sql`select password_hash, pin_hash from account where id = ${accountId}`;
	return row;
}

describe('One’s own sessions', () => {
	it('are all on the page, nobody else’s are, and nobody’s name is in the title', async () => {
		const other = await onTablet().signIn('inf1');
		const foreign = await new Browser(node).signIn('pa1');
		const { status, text } = await phone.open('/compte');
		expect(status).toBe(200);
		for (const mine of [phone, other]) expect(text).toContain(await idOf(mine));
		expect(text).toContain('Tablette bleue');
		expect(text).not.toContain(await idOf(foreign));
		expect(/<title>(.*)<\/title>/.exec(text)?.[1]).toBe('Mon compte · Halte');
		expect(text).not.toContain(phone.session.split('=')[1]);
	});

	it('end one by one; ending this one signs out', async () => {
		const [other, foreign] = [await new Browser(node).signIn('inf1'), await new Browser(node).signIn('pa1')];
		for (const id of [await idOf(other), await idOf(foreign), 'x\0', ''])
			expect((await phone.submit('/compte?/end', { id })).status).toBe(200);
		expect(await Promise.all([phone, other, foreign].map(isIn))).toEqual([true, false, true]);
		const client = phone.client;
		const left = await phone.submit('/compte?/end', { id: await idOf(phone) });
		expect([...whereTo(left), left.headers.get('clear-site-data')]).toEqual([303, '/connexion', '"cache"']);
		expect([phone.session, (await client.get('/session')).status]).toEqual(['', 401]);
	});

	it('end everywhere at once, on a tablet too, which then shows its tiles', async () => {
		const tablet = await onTablet().signIn('inf1');
		const left = await tablet.submit('/compte?/everywhere');
		expect([...whereTo(left), left.headers.get('clear-site-data')]).toEqual([303, '/tablette', '"cache"']);
		expect(await Promise.all([phone, tablet].map(isIn))).toEqual([false, false]);
		expect(whereTo(await phone.submit('/compte?/everywhere'))).toEqual([303, '/connexion']);
	});
});

describe('One’s own tiles', () => {
	it('are taken off a tablet with what was left open there; the colleague’s tile stays', async () => {
		await choosePin(phone);
		const left = await onTablet().signIn('inf1');
		await choosePin(await onTablet().signIn('pa1'));
		expect((await phone.open('/compte')).text).toContain('Retirer ma tuile');
		for (const id of [newId(), device.id])
			expect((await phone.submit('/compte?/forgetTile', { id })).status).toBe(200);
		expect(await Promise.all([phone, left].map(isIn))).toEqual([true, false]);
		const refused = await unlock(onTablet());
		expect([refused.status, refused.text]).toEqual([401, expect.stringContaining('full_sign_in_needed')]);
		expect((await unlock(onTablet(), 'pa1')).status).toBe(200);
		expect((await phone.open('/compte')).text).not.toContain('Retirer ma tuile');
	});

	it('are gone from the page when they are of no more use', async () => {
		await onTablet().signIn('inf1');
		await node.setAhead(12 * 60 * MINUTE);
		const later = await new Browser(node).signIn('inf1');
		expect((await later.open('/compte')).text).not.toContain('Tablette bleue');
	});
});

describe('Without a confirmation of the last ten minutes', () => {
	const expectConfirmation = async (browser: Browser) => {
		const before = await keysOf('inf1');
		const password = { password: NEW_PASSWORD, again: NEW_PASSWORD };
		for (const [path, fields] of [
			['/compte/mot-de-passe', password],
			['/compte/nip', { pin: '730264', again: '730264' }]
		] as [string, Record<string, string>][]) {
			const confirmer = `/compte/confirmer?retour=${encodeURIComponent(path)}`;
			expect(whereTo(await browser.open(path))).toEqual([303, confirmer]);
			expect(whereTo(await browser.submit(path, fields))).toEqual([303, confirmer]);
		}
		expect(await keysOf('inf1')).toEqual(before);
	};

	it('nothing is changed from a session that a PIN opened; it is shown, and it can end everything', async () => {
		await choosePin(phone);
		await onTablet().signIn('inf1');
		const tablet = onTablet();
		await unlock(tablet);
		await expectConfirmation(tablet);
		expect((await tablet.open('/compte')).text).toContain('par NIP');
		expect(whereTo(await tablet.submit('/compte?/everywhere'))).toEqual([303, '/tablette']);
		expect(await isIn(phone)).toBe(false);
	});

	it('nothing is changed from a full session either', async () => {
		await node.setAhead(11 * MINUTE);
		await expectConfirmation(phone);
		const other = await new Browser(node).signIn('inf1');
		expect((await phone.submit('/compte?/end', { id: await idOf(other) })).status).toBe(200);
		expect(await isIn(other)).toBe(false);
	});
});

describe('A new PIN', () => {
	it.each([
		['12345', '12345', 'six chiffres'],
		['123456', '123456', 'trop facile'],
		[PIN, '482916', 'pas pareils']
	])('« %s » and « %s » are refused and not shown again', async (pin, again, sentence) => {
		const before = await keysOf('inf1');
		const { status, text } = await choosePin(phone, pin, again);
		expect([status, text]).toEqual([400, expect.stringContaining(sentence)]);
		expect(text).not.toContain(pin);
		expect(await keysOf('inf1')).toEqual(before);
	});

	it('opens the tablet, and the former one does not', async () => {
		await choosePin(phone);
		expect(whereTo(await choosePin(phone, '730264'))).toEqual([303, '/compte?fait=pin']);
		expect((await phone.open('/compte?fait=pin')).text).toContain('Le NIP est enregistré.');
		await onTablet().signIn('inf1');
		expect((await unlock(onTablet(), 'inf1', '730264')).status).toBe(200);
		expect((await unlock(onTablet(), 'inf1', PIN)).status).toBe(401);
	});
});

describe('A new password', () => {
	const change = (password: string, again = password) =>
		phone.submit('/compte/mot-de-passe', { password, again });

	it.each([
		['court', 'court', 'au moins 12'],
		['motdepasse123', 'motdepasse123', 'premiers'],
		[NEW_PASSWORD, 'trois canots sous la pluie', 'pas pareils']
	])('« %s », « %s » is refused and not shown again', async (password, again, sentence) => {
		const before = await keysOf('inf1');
		const { status, text } = await change(password, again);
		expect([status, text]).toEqual([400, expect.stringContaining(sentence)]);
		expect(text).not.toContain(password);
		expect(await keysOf('inf1')).toEqual(before);
		expect(await isIn(phone)).toBe(true);
	});

	it('ends the other sessions, gives this one another token, and is the one that opens', async () => {
		const tablet = await onTablet().signIn('inf1');
		const foreign = await new Browser(node).signIn('pa1');
		await database.sql`
			insert into one_time_code (account_id, code_hash, expires_at) values ('inf1', 'x', now() + interval '1 hour')`;
		const former = phone.client;
		expect(whereTo(await change(NEW_PASSWORD))).toEqual([303, '/compte?fait=password']);
		expect(await Promise.all([phone, tablet, foreign].map(isIn))).toEqual([true, false, true]);
		expect((await former.get('/session')).status).toBe(401);
		expect((await database.sql`select 1 from one_time_code`).count).toBe(0);
		await expect(new Browser(node).signIn('inf1', PASSWORD)).rejects.toThrow('401');
		await new Browser(node).signIn('inf1', NEW_PASSWORD);
	});
});
