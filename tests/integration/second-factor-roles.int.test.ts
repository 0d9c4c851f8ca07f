/** A real network: who has to set up a second factor, whom an enrolled tablet lets in, and the very first day. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOneTimeCodes } from '#lib/server/auth/one-time-codes.ts';
import { keyRing, newRingLine, parseRing } from '#lib/server/keys/key-ring.ts';
import { SoftPasskey, toMiddleOfStep } from '../support/authenticators.ts';
import { Browser } from '../support/browser.ts';
import { PASSWORD } from '../support/names.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { chooseBy, codeFor } from '../support/one-time-codes.ts';
import {
	addPasskey,
	byName,
	OWN_FACTORS,
	recoveryCodesIn,
	SECOND_STEP,
	setUpApp,
	withoutFactors
} from '../support/second-steps.ts';
import { enrolTablet, Tablet } from '../support/tablet.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const STEP_MS = 30_000;

let database: TestDatabase;
let real: HalteNode;
let tabletKey: string;
let ahead: number;

const now = () => Date.now() + ahead;
async function passTime(ms: number): Promise<void> {
	ahead += ms;
	await real.setAhead(ahead);
}
const variables = { HALTE_DEMO: '0', HALTE_KEYS: newRingLine(1) };

beforeAll(async () => {
	database = await freshDatabase();
	// A tablet is enrolled by an administrator, who would have to set up a factor first.
	const rehearsal = await startNode({ database, variables: { ...variables, HALTE_DEMO: '1' } });
	tabletKey = (await enrolTablet(rehearsal, 'perron')).key;
	await rehearsal.stop();
	real = byName(await startNode({ database, sessionClock: true, variables }));
});
beforeEach(async () => {
	await withoutFactors(database.sql);
	ahead = toMiddleOfStep(Date.now());
	await real.setAhead(ahead);
});

async function comeIn(username: string, device?: string) {
	const browser = new Browser(real, { device });
	const { status, text } = await browser.ask('POST', '/api/v1/session', { username, password: PASSWORD });
	const { secondFactor, code } = JSON.parse(text) as { secondFactor?: string; code?: string };
	return { browser, came: [status, secondFactor ?? code] };
}
const isIn = async ({ client }: Browser) => (await client.get('/session')).status === 200;

describe.each(['inf1', 'sta1', 'coo1', 'coo2', 'adm1'])('%s', (username) => {
	it('sets up a second factor before anything else, on an enrolled tablet too', async () => {
		for (const device of username === 'adm1' ? [undefined] : [undefined, tabletKey]) {
			const { browser, came } = await comeIn(username, device);
			expect(came).toEqual([200, 'set_up']);
			expect(await isIn(browser)).toBe(false);
			const { headers } = await browser.open('/milieux');
			expect(headers.get('location')).toBe(SECOND_STEP);
		}
	});
});

describe.each(['pa1', 'hot1'])('%s', (username) => {
	it('needs the site’s tablet, which is the second factor there', async () => {
		expect((await comeIn(username)).came).toEqual([403, 'device_needed']);
		const { browser, came } = await comeIn(username, tabletKey);
		expect(came).toEqual([200, undefined]);
		expect(await isIn(browser)).toBe(true);
	});

	it('may set up a factor there, and then comes in from elsewhere with it', async () => {
		const { browser } = await comeIn(username, tabletKey);
		const { app } = await setUpApp(browser, now());
		await passTime(STEP_MS);
		const { browser: phone, came } = await comeIn(username);
		expect(came).toEqual([200, 'ask']);
		await phone.submit(`${SECOND_STEP}?/show`, { totp: app.code(now()) });
		expect(await isIn(phone)).toBe(true);
		expect((await browser.submit(`${OWN_FACTORS}?/removeTotp`)).text).toContain('C’est retiré');
	});
});

describe('Setting up on the way in', () => {
	it('an application: its first code opens the house, and the codes on paper are shown once', async () => {
		const { browser } = await comeIn('inf1');
		expect((await browser.open(SECOND_STEP)).text).toContain('Installer l’application');
		const { app, recoveryCodes } = await setUpApp(browser, now(), SECOND_STEP);
		expect(recoveryCodes).toHaveLength(10);
		expect(await isIn(browser)).toBe(true);
		expect((await browser.open(SECOND_STEP)).headers.get('location')).toBe('/milieux');
		await passTime(STEP_MS);
		const again = await comeIn('inf1');
		expect(again.came).toEqual([200, 'ask']);
		expect(recoveryCodesIn(await again.browser.open(SECOND_STEP))).toEqual([]);
		await again.browser.submit(`${SECOND_STEP}?/show`, { totp: app.code(now()) });
		expect(await isIn(again.browser)).toBe(true);
	});

	it('a wrong first code sets up nothing, and the secret stays the one that was shown', async () => {
		const { browser } = await comeIn('inf1');
		await browser.submit(`${SECOND_STEP}?/begin`);
		const page = () => browser.open(`${SECOND_STEP}?moyen=application`);
		const letters = /translate="no">([A-Z2-7 ]{39})</;
		const [, shown] = letters.exec((await page()).text) ?? [];
		expect((await browser.submit(`${SECOND_STEP}?/confirm`, { totp: '000000' })).status).toBe(401);
		await browser.submit(`${SECOND_STEP}?/begin`);
		expect(letters.exec((await page()).text)?.[1]).toBe(shown);
		expect((await comeIn('inf1')).came).toEqual([200, 'set_up']);
	});

	it('on a tablet: with it the sign-in is complete, and there is a tile', async () => {
		const { browser } = await comeIn('inf1', tabletKey);
		await setUpApp(browser, now(), SECOND_STEP);
		expect(await isIn(browser)).toBe(true);
		expect((await browser.open('/compte')).text).toContain('?/forgetTile');
	});

	it('a passkey: one touch, and in', async () => {
		const { browser } = await comeIn('inf1');
		expect((await addPasskey(browser, new SoftPasskey(real.url))).status).toBe(201);
		expect(await isIn(browser)).toBe(true);
	});

	it('whoever comes first sets it up; another browser that knew the password alone is out', async () => {
		const [owner, thief] = [await comeIn('inf1'), await comeIn('inf1')];
		await thief.browser.submit(`${SECOND_STEP}?/begin`);
		expect((await addPasskey(owner.browser, new SoftPasskey(real.url))).status).toBe(201);
		expect((await thief.browser.client.get('/session')).body.code).toBe('not_signed_in');
	});

	it('at the same instant too there is one first factor', async () => {
		const browsers = await Promise.all([comeIn('inf1'), comeIn('inf1'), comeIn('inf1')]);
		const passkeys = browsers.map(() => new SoftPasskey(real.url));
		await Promise.allSettled(
			browsers.map(({ browser }, i) => addPasskey(browser, passkeys[i] as SoftPasskey))
		);
		const inside = await Promise.all(browsers.map(({ browser }) => isIn(browser)));
		expect(inside.filter(Boolean).length).toBeLessThanOrEqual(1);
		const [row] = await database.sql`select count(*)::int as keys from passkey`;
		expect(row).toEqual({ keys: inside.filter(Boolean).length });
	});
});

describe('Taking a factor away', () => {
	it('the last one of a nurse stays; another one may go, and what else was open ends', async () => {
		const { browser } = await comeIn('inf1');
		await setUpApp(browser, now(), SECOND_STEP);
		const refused = await browser.submit(`${OWN_FACTORS}?/removeTotp`);
		expect(refused.status).toBe(409);
		expect(refused.text).toContain('votre dernier moyen');
		const passkey = new SoftPasskey(real.url);
		await addPasskey(browser, passkey);
		const pending = await comeIn('inf1');
		expect((await browser.submit(`${OWN_FACTORS}?/removeTotp`)).text).toContain('C’est retiré');
		expect((await pending.browser.client.get('/session')).body.code).toBe('not_signed_in');
		expect((await browser.submit(`${OWN_FACTORS}?/removePasskey`, { id: passkey.id })).status).toBe(409);
		expect(await isIn(browser)).toBe(true);
	});

	it('and each change is in the history, with nothing that could be used', async () => {
		const history = () =>
			database.sql`select by, subject, subject_id, what, before, after from administrative_change order by at, id`;
		const before = (await history()).length;
		const { browser } = await comeIn('inf1');
		await setUpApp(browser, now(), SECOND_STEP);
		await addPasskey(browser, new SoftPasskey(real.url));
		await browser.submit(`${OWN_FACTORS}?/removeTotp`);
		expect(recoveryCodesIn(await browser.submit(`${OWN_FACTORS}?/renew`))).toHaveLength(10);
		const own = { by: 'inf1', subject: 'account', subject_id: 'inf1' };
		expect((await history()).slice(before)).toEqual([
			{ ...own, what: 'factor_added', before: { factor: null }, after: { factor: 'totp' } },
			{ ...own, what: 'factor_added', before: { factor: null }, after: { factor: 'passkey' } },
			{ ...own, what: 'factor_removed', before: { factor: 'totp' }, after: { factor: null } },
			{ ...own, what: 'recovery_codes_renewed', before: {}, after: {} }
		]);
	});

	it('by the office, for somebody who lost it: all of it, and every session', async () => {
		const { browser } = await comeIn('inf1');
		await setUpApp(browser, now(), SECOND_STEP);
		const { browser: office } = await comeIn('coo1');
		await setUpApp(office, now(), SECOND_STEP);
		expect((await office.submit('/administration/comptes/inf1?/resetFactors')).status).toBe(200);
		expect(await isIn(browser)).toBe(false);
		expect((await comeIn('inf1')).came).toEqual([200, 'set_up']);
		const [row] = await database.sql`
			select count(*)::int as left from recovery_code where account_id = 'inf1'`;
		expect(row).toEqual({ left: 0 });
	});
});

it('on the very first day the first administrator chooses a password, and a second factor', async () => {
	const empty = await freshDatabase({ bare: true });
	const node = byName(await startNode({ database: empty, sessionClock: true, variables }));
	const username = 'premiere';
	await empty.sql`
		insert into account (id, username, name, title, role, trained_on)
		values ('first', ${username}, 'Nadine Premier', 'Direction', 'administrator', current_date)`;
	const keys = keyRing(parseRing(variables.HALTE_KEYS) ?? new Map<number, Buffer>());
	const codes = openOneTimeCodes(
		{ read: empty.sql, write: empty.sql, close: async () => {} },
		{ keys, aheadMs: () => 0, record: async () => {} }
	);
	const { code } = await empty.sql.begin((tx) => codes.issue(tx, 'first', null));
	const browser = new Browser(node);
	expect((await browser.open('/connexion')).headers.get('location')).toBe('/premiere-fois');
	const welcome = await browser.open('/premiere-fois');
	expect(welcome.text).toContain('Bienvenue');
	// On a network that reaches nothing else the page is whole: all that it asks for is here.
	const asked = [...welcome.text.matchAll(/(?:src|href|action)="([^"]*)"/g)].map(
		([, address]) => address ?? ''
	);
	expect(asked.length).toBeGreaterThan(3);
	expect(asked.filter((address) => !/^(?:[/?#](?!\/)|\.{1,2}\/)/.test(address))).toEqual([]);
	const policy = welcome.headers.get('content-security-policy') ?? '';
	expect(policy).toContain("default-src 'none'");
	expect(policy).not.toMatch(/https?:/);
	const password = 'trois canots sous la lune';
	const chosen = await chooseBy(browser, code, { username, password }, '/premiere-fois');
	expect([chosen.status, chosen.headers.get('location')]).toEqual([303, SECOND_STEP]);
	await setUpApp(browser, Date.now(), SECOND_STEP);
	expect(await isIn(browser)).toBe(true);
	expect((await new Browser(node).open('/premiere-fois')).headers.get('location')).toBe('/connexion');
});

it('a helper who forgot chooses a password anywhere, and is told where it opens', async () => {
	const { browser: office } = await comeIn('coo1');
	await setUpApp(office, now(), SECOND_STEP);
	const password = 'trois canots sous la lune';
	const elsewhere = new Browser(real);
	const chosen = await chooseBy(elsewhere, await codeFor(office, 'pa1'), { username: 'pa1', password });
	expect(chosen.status).toBe(403);
	expect(chosen.text).toContain('Votre nouveau mot de passe est enregistré. Connectez-vous sur une tablette');
	const tablet = new Tablet(real, tabletKey);
	const { status } = await tablet.call('/session', { username: 'pa1', password });
	expect(status).toBe(200);
});
