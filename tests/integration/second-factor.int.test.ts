/** The second step: codes of an application, codes on paper, and what is open before it is done. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toMiddleOfStep, type CodeApp } from '../support/authenticators.ts';
import { Browser } from '../support/browser.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { openStaff } from '../support/screen.ts';
import {
	atSecondStep,
	OWN_FACTORS,
	SECOND_STEP,
	setUpApp,
	showFactor,
	withoutFactors
} from '../support/second-steps.ts';
import { slowHandVariables } from '../support/slow-hand-limits.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const STEP_MS = 30_000;
const MINUTE = 60_000;

let database: TestDatabase;
let node: HalteNode;
let ahead: number;
let phone: Browser;
let app: CodeApp;
let paper: string[];

const now = () => Date.now() + ahead;
async function passTime(ms: number): Promise<void> {
	ahead += ms;
	await node.setAhead(ahead);
}

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, sessionClock: true, variables: slowHandVariables() });
});

/** Of a nurse; one step later, so that her codes were not used yet. */
beforeEach(async () => {
	await withoutFactors(database.sql);
	ahead = toMiddleOfStep(Date.now());
	await node.setAhead(ahead);
	phone = await new Browser(node).signIn('inf1');
	({ app, recoveryCodes: paper } = await setUpApp(phone, now()));
	await passTime(2 * STEP_MS);
});

describe('Between password and second step', () => {
	it('nothing opens: no call, no page, no socket, no account screen', async () => {
		const browser = await atSecondStep(node, 'inf1');
		const { client } = browser;
		for (const path of ['/session', '/sites', '/sites/perron/board', '/sessions']) {
			const { status, body } = await client.get(path);
			expect([path, status, body.code]).toEqual([path, 401, 'second_factor_needed']);
		}
		for (const path of ['/session/step-up', '/session/activity', '/session/lock', '/session/passkeys']) {
			expect([path, (await client.post(path, {})).body.code]).toEqual([path, 'second_factor_needed']);
		}
		expect((await client.delete('/sessions')).status).toBe(401);
		for (const page of ['/milieux', '/milieu/perron/console', '/compte', OWN_FACTORS, '/compte/confirmer']) {
			const { status, headers } = await browser.open(page);
			expect([page, status, headers.get('location')]).toEqual([page, 303, SECOND_STEP]);
		}
		const socket = openStaff(client);
		expect(await socket.until('a refusal', () => socket.refusedEntry)).toBe('not_signed_in');
	});

	it('no second way in can be made: not by the call, not by the form', async () => {
		const browser = await atSecondStep(node, 'inf1');
		expect((await browser.client.post('/session/passkeys/options', {})).status).toBe(401);
		await browser.submit(`${SECOND_STEP}?/begin`);
		expect((await browser.open(`${SECOND_STEP}?moyen=application`)).text).not.toMatch(
			/[A-Z2-7]{4} [A-Z2-7]{4}/
		);
		await browser.submit(`${SECOND_STEP}?/confirm`, { totp: app.code(now()) });
		expect((await browser.client.get('/session')).status).toBe(401);
		const [row] = await database.sql`select count(*)::int as rows from totp`;
		expect(row).toEqual({ rows: 1 });
	});

	it('ten minutes later it is over', async () => {
		const browser = await atSecondStep(node, 'inf1');
		await passTime(10 * MINUTE);
		expect(await showFactor(browser, { totp: app.code(now()) })).toEqual([401, 'not_signed_in']);
		expect((await browser.open(SECOND_STEP)).headers.get('location')).toBe('/connexion');
	});

	it('« Annuler » ends it', async () => {
		const browser = await atSecondStep(node, 'inf1');
		const left = await browser.submit(`${SECOND_STEP}?/leave`);
		expect([left.status, left.headers.get('location')]).toEqual([303, '/connexion']);
		expect((await browser.client.get('/session')).body.code).toBe('not_signed_in');
	});
});

describe('A code of the application', () => {
	it('opens the house under another token; the former one is worth nothing', async () => {
		const browser = await atSecondStep(node, 'inf1');
		const before = browser.client;
		expect(await showFactor(browser, { totp: app.code(now()) })).toEqual([200, undefined]);
		expect((await browser.client.get('/session')).status).toBe(200);
		expect((await before.get('/session')).status).toBe(401);
		expect((await browser.open(OWN_FACTORS)).status).toBe(200);
	});

	it('opens it by the form too, spelt as applications show it', async () => {
		const browser = await atSecondStep(node, 'inf1');
		const wrong = await browser.submit(`${SECOND_STEP}?/show`, { totp: 'abcdef' });
		expect(wrong.status).toBe(401);
		expect(wrong.text).toContain('Ce code n’est pas le bon');
		const totp = app.code(now()).replace(/^(...)/, '$1 ');
		const { status, headers } = await browser.submit(`${SECOND_STEP}?/show`, { totp });
		expect([status, headers.get('location')]).toEqual([303, '/milieux']);
		expect((await browser.client.get('/session')).status).toBe(200);
	});

	it.each([-1, 0, 1])('of the step %d away is right: clocks differ', async (steps) => {
		const browser = await atSecondStep(node, 'inf1');
		expect(await showFactor(browser, { totp: app.code(now(), steps) })).toEqual([200, undefined]);
	});

	it.each([-3, -2, 2, 3])('of the step %d away is not', async (steps) => {
		const browser = await atSecondStep(node, 'inf1');
		expect(await showFactor(browser, { totp: app.code(now(), steps) })).toEqual([401, 'wrong_code']);
	});

	it('is good once, and makes those before it worth nothing', async () => {
		const [first, second] = [await atSecondStep(node, 'inf1'), await atSecondStep(node, 'inf1')];
		expect(await showFactor(first, { totp: app.code(now()) })).toEqual([200, undefined]);
		for (const steps of [0, -1])
			expect(await showFactor(second, { totp: app.code(now(), steps) })).toEqual([401, 'wrong_code']);
		await passTime(STEP_MS);
		expect(await showFactor(second, { totp: app.code(now()) })).toEqual([200, undefined]);
	});

	it('used in four browsers at once opens one', async () => {
		for (let round = 0; round < 3; round += 1) {
			await passTime(STEP_MS);
			const browsers = await Promise.all(Array.from({ length: 4 }, () => atSecondStep(node, 'inf1')));
			const totp = app.code(now());
			const answers = await Promise.all(browsers.map((browser) => showFactor(browser, { totp })));
			expect(answers.filter(([status]) => status === 200)).toHaveLength(1);
			// The wrong ones count as guesses, so later rounds may have to wait.
			expect(answers.filter(([status]) => status === 401 || status === 429)).toHaveLength(3);
		}
	});

	it('that confirmed the application opens nothing more', async () => {
		await withoutFactors(database.sql);
		const tablet = await new Browser(node).signIn('inf1');
		const fresh = await setUpApp(tablet, now());
		const browser = await atSecondStep(node, 'inf1');
		expect(await showFactor(browser, { totp: fresh.app.code(now()) })).toEqual([401, 'wrong_code']);
	});
});

describe('A code on paper', () => {
	it('is one of ten, and nothing of it can be read in the database', async () => {
		expect(new Set(paper).size).toBe(10);
		for (const code of paper) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
		const rows = await database.sql<{ code_hash: string }[]>`select code_hash from recovery_code`;
		expect(rows).toHaveLength(10);
		for (const { code_hash } of rows) expect(code_hash).toMatch(/^1:[\w-]{43}$/);
		const [sealed] = await database.sql<{ secret: Buffer }[]>`select secret from totp`;
		expect(sealed?.secret).toHaveLength(4 + 12 + 16 + 20);
	});

	it('is good once, however it is written', async () => {
		const [code = ''] = paper;
		const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
		expect(await showFactor(await atSecondStep(node, 'inf1'), { recoveryCode: typed })).toEqual([
			200,
			undefined
		]);
		const again = await atSecondStep(node, 'inf1');
		expect(await showFactor(again, { recoveryCode: code })).toEqual([401, 'wrong_code']);
		const form = await again.submit(`${SECOND_STEP}?/show`, { recoveryCode: paper[1] ?? '' });
		expect([form.status, form.headers.get('location')]).toEqual([303, '/milieux']);
		expect((await again.open(OWN_FACTORS)).text).toContain('Il en reste 8 sur 10.');
	});

	it('used in four browsers at once opens one', async () => {
		const browsers = await Promise.all(Array.from({ length: 4 }, () => atSecondStep(node, 'inf1')));
		const shown = { recoveryCode: paper[2] };
		const answers = await Promise.all(browsers.map((browser) => showFactor(browser, shown)));
		expect(answers.map(([status]) => status).sort()).toEqual([200, 401, 401, 401]);
	});

	it('of somebody else is none', async () => {
		const other = await new Browser(node).signIn('inf2');
		await setUpApp(other, now());
		const browser = await atSecondStep(node, 'inf2');
		expect(await showFactor(browser, { recoveryCode: paper[0] })).toEqual([401, 'wrong_code']);
	});
});

it('guesses wait longer and longer, are not looked at meanwhile, and keep nobody else waiting', async () => {
	const [dentist, colleague] = [
		await new Browser(node).signIn('den1'),
		await new Browser(node).signIn('inf3')
	];
	const [aimedAt, others] = [await setUpApp(dentist, now()), await setUpApp(colleague, now())];
	await passTime(STEP_MS);
	const browser = await atSecondStep(node, 'den1');
	const wrong = aimedAt.app.code(now(), 7);
	const answers = await Promise.all(Array.from({ length: 30 }, () => showFactor(browser, { totp: wrong })));
	expect(answers.filter(([status]) => status === 401)).toHaveLength(5);
	expect(answers.filter(([, code]) => code === 'too_many')).toHaveLength(25);
	const right = await browser.ask('POST', '/api/v1/session/second-factor', { totp: aimedAt.app.code(now()) });
	expect(right.status).toBe(429);
	expect(Number(right.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
	const untouched = await atSecondStep(node, 'inf3');
	expect(await showFactor(untouched, { totp: others.app.code(now()) })).toEqual([200, undefined]);
	const later = () => showFactor(browser, { totp: aimedAt.app.code(now()) });
	await expect.poll(async () => (await later())[0], { timeout: 20_000, interval: 300 }).toBe(200);
});

it('calls say whether a second step is due at all', async () => {
	expect(await showFactor(new Browser(node), { totp: '123456' })).toEqual([401, 'not_signed_in']);
	expect(await showFactor(phone, { totp: '123456' })).toEqual([409, 'second_factor_not_due']);
	const browser = await atSecondStep(node, 'inf1');
	for (const body of [
		{},
		{ totp: '12345' },
		{ totp: '123456', recoveryCode: 'A' },
		{ totp: 123456 },
		{ pin: '1' }
	])
		expect(await showFactor(browser, body)).toEqual([400, 'invalid_input']);
});
