/** Confirming who one is before account screens open, and where one is sent afterwards. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SoftPasskey, toMiddleOfStep } from '../support/authenticators.ts';
import { Browser } from '../support/browser.ts';
import { PASSWORD } from '../support/names.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import {
	addPasskey,
	answerOf,
	byName,
	optionsAt,
	OWN_FACTORS,
	setUpApp,
	withoutFactors
} from '../support/second-steps.ts';
import { slowHandVariables } from '../support/slow-hand-limits.ts';
import { tabletOf } from '../support/tablet.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const MINUTE = 60_000;
const STEP_MS = 30_000;
const CONFIRM = '/compte/confirmer';

let database: TestDatabase;
let node: HalteNode;
let ahead: number;
let phone: Browser;

const now = () => Date.now() + ahead;
async function passTime(ms: number): Promise<void> {
	ahead += ms;
	await node.setAhead(ahead);
}
const confirm = (browser: Browser, body: object) => browser.ask('POST', '/api/v1/session/step-up', body);
const isFresh = async (browser: Browser) => (await browser.open(OWN_FACTORS)).status === 200;

beforeAll(async () => {
	database = await freshDatabase();
	node = byName(await startNode({ database, sessionClock: true, variables: slowHandVariables() }));
});
beforeEach(async () => {
	await withoutFactors(database.sql);
	ahead = toMiddleOfStep(Date.now());
	await node.setAhead(ahead);
	phone = await new Browser(node).signIn('inf1');
});

describe('Ten minutes after a sign-in', () => {
	it('account screens ask again, and go on to where one was going', async () => {
		expect(await isFresh(phone)).toBe(true);
		await passTime(10 * MINUTE);
		const asked = await phone.open(OWN_FACTORS);
		const to = `${CONFIRM}?retour=${encodeURIComponent(OWN_FACTORS)}`;
		expect([asked.status, asked.headers.get('location')]).toEqual([303, to]);
		expect((await phone.open(to)).text).toContain('Mot de passe');
		const wrong = await phone.submit(to, { password: 'wrong' });
		expect(wrong.status).toBe(401);
		expect(await isFresh(phone)).toBe(false);
		const right = await phone.submit(to, { password: PASSWORD });
		expect([right.status, right.headers.get('location')]).toEqual([303, OWN_FACTORS]);
		expect(await isFresh(phone)).toBe(true);
		await passTime(10 * MINUTE);
		expect(await isFresh(phone)).toBe(false);
	});

	it('calls say so; a confirmation gives another token, and the former one is worth nothing', async () => {
		await passTime(10 * MINUTE);
		const make = () => phone.ask('POST', '/api/v1/session/passkeys/options', {});
		expect(answerOf(await make())).toEqual([403, 'step_up_needed']);
		const before = phone.client;
		expect((await confirm(phone, { password: PASSWORD })).status).toBe(200);
		expect((await before.get('/session')).status).toBe(401);
		expect((await make()).status).toBe(200);
	});

	it('work goes on without asking', async () => {
		await passTime(10 * MINUTE);
		expect((await phone.open('/milieux')).status).toBe(200);
		expect((await phone.client.get('/sites/perron/board')).status).toBe(200);
	});
});

describe('With a second factor', () => {
	it('the password alone is not enough, and a code that was used is none', async () => {
		const { app, recoveryCodes } = await setUpApp(phone, now());
		await passTime(10 * MINUTE);
		expect(answerOf(await confirm(phone, { password: PASSWORD }))).toEqual([401, 'second_factor_needed']);
		const totp = app.code(now());
		expect(answerOf(await confirm(phone, { password: 'wrong', totp }))).toEqual([401, 'wrong_credentials']);
		expect((await confirm(phone, { password: PASSWORD, totp })).status).toBe(200);
		expect(answerOf(await confirm(phone, { password: PASSWORD, totp }))).toEqual([401, 'wrong_code']);
		const [recoveryCode] = recoveryCodes;
		expect((await confirm(phone, { password: PASSWORD, recoveryCode })).status).toBe(200);
		await passTime(STEP_MS);
		const body = new URLSearchParams({ password: PASSWORD, totp: app.code(now()) });
		expect((await phone.ask('POST', `${CONFIRM}?retour=/compte`, body)).status).toBe(303);
	});

	it('a passkey is enough alone', async () => {
		const passkey = new SoftPasskey(node.url);
		await addPasskey(phone, passkey);
		await passTime(10 * MINUTE);
		const shown = passkey.show(await optionsAt(phone, 'passkey', { use: 'step_up' }));
		expect((await confirm(phone, { passkey: shown })).status).toBe(200);
		expect(await isFresh(phone)).toBe(true);
		const colleague = await new Browser(node).signIn('inf2');
		const stolen = passkey.show(await optionsAt(colleague, 'passkey', { use: 'step_up' }));
		expect(answerOf(await confirm(colleague, { passkey: stolen }))).toEqual([401, 'wrong_passkey']);
	});
});

describe('Whoever came by a PIN', () => {
	it('gets to account screens with the password, and only with it', async () => {
		const tablet = await tabletOf(node, 'perron', 'pa1', '482915');
		await tablet.lock();
		expect((await tablet.enter('pa1', '482915')).status).toBe(200);
		const asked = await tablet.page(OWN_FACTORS);
		expect(asked.headers.location).toBe(`${CONFIRM}?retour=${encodeURIComponent(OWN_FACTORS)}`);
		expect((await tablet.page(`${CONFIRM}?retour=${OWN_FACTORS}`, { password: '482915' })).status).toBe(401);
		const right = await tablet.page(`${CONFIRM}?retour=${OWN_FACTORS}`, { password: PASSWORD });
		expect([right.status, right.headers.location]).toEqual([303, OWN_FACTORS]);
		expect((await tablet.page(OWN_FACTORS)).status).toBe(200);
	});
});

it.each([
	'https://evil.example/compte',
	'//evil.example',
	'/\\evil.example',
	'/%09/evil.example',
	'/compte/..//evil.example',
	'javascript:alert(1)',
	'/connexion',
	'/api/v1/session',
	''
])('nobody is led from here to « %s »', async (retour) => {
	const path = `${CONFIRM}?retour=${encodeURIComponent(retour)}`;
	const page = await phone.open(path);
	expect(page.text).not.toContain('evil.example');
	const { status, headers } = await phone.submit(path, { password: PASSWORD });
	expect([status, headers.get('location')]).toEqual([303, '/compte']);
});

it('passwords that are guessed here count as those of the sign-in', async () => {
	await phone.signIn('vet1');
	const guesses = await Promise.all(Array.from({ length: 20 }, () => confirm(phone, { password: 'guess' })));
	expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
	expect(guesses.filter(({ status }) => status === 429)).toHaveLength(15);
	const elsewhere = await new Browser(node).ask('POST', '/api/v1/session', {
		username: 'vet1',
		password: PASSWORD
	});
	expect(elsewhere.status).toBe(429);
});

it('nobody confirms for somebody who is not in', async () => {
	expect(answerOf(await confirm(new Browser(node), { password: PASSWORD }))).toEqual([401, 'not_signed_in']);
	expect((await new Browser(node).open(CONFIRM)).headers.get('location')).toBe('/connexion');
	for (const body of [{}, { totp: '123456' }, { password: PASSWORD, level: 'full' }])
		expect(answerOf(await confirm(phone, body))).toEqual([400, 'invalid_input']);
});
