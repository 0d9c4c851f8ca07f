/** Tile and PIN: a new token each time, five tries, and of no use anywhere else. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { connectStaff } from '../support/screen.ts';
import {
	codeOf,
	cookieIn,
	deviceIdIn,
	enrolTablet,
	expectOpen,
	expectShut,
	Tablet,
	tabletOf
} from '../support/tablet.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const PIN = '482915';
const OTHER_PIN = '604823';
const HOUR_MS = 60 * 60_000;
/** Whoever may no longer look is cut off within this. */
const CUT_MS = 5_000;

let database: TestDatabase;
/** Its clock of sessions is in our hand. */
let here: HalteNode;
/** Another one on the same database, without Redis between them. */
let there: HalteNode;

beforeAll(async () => {
	database = await freshDatabase();
	[here, there] = await Promise.all([startNode({ database, sessionClock: true }), startNode({ database })]);
});
afterEach(() => here.setAhead(0));

const deviceIdOf = (tablet: Tablet) => deviceIdIn(database.sql, tablet);

describe('Tile and PIN', () => {
	it('each taking up has a new token, and the former ones open nothing', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		await tablet.settle('inf1', OTHER_PIN);
		const former = [tablet.client()];
		await tablet.lock();
		former.push(tablet.client());
		for (const [username, pin] of [
			['pa1', PIN],
			['inf1', OTHER_PIN],
			['inf1', OTHER_PIN]
		] as const) {
			expect((await tablet.enter(username, pin)).status).toBe(200);
			await expectOpen(tablet.client(), username);
			for (const client of former) expect(await codeOf(client)).toBe('not_signed_in');
			former.push(tablet.client());
		}
		expect(new Set(former.map(({ cookie }) => cookie)).size).toBe(former.length);
		for (const client of former.slice(0, -1)) await expectShut(client, 'not_signed_in');
	});

	it('whoever takes over cuts the one before, also at another server', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		await tablet.settle('inf1', OTHER_PIN);
		const screens = await Promise.all(
			[here, there].map((node) => connectStaff(tablet.client(node), SITE, 'reception'))
		);
		expect((await tablet.enter('pa1', PIN)).status).toBe(200);
		await Promise.all(screens.map((screen) => screen.untilCut(CUT_MS)));
		expect(screens.every(({ signedOut }) => signedOut)).toBe(true);
	});

	it('the page shows those who came in here, the last one first, and no user name', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		await tablet.settle('inf1', OTHER_PIN);
		await tablet.signIn('hot1');
		await tablet.settle('med1', PIN);
		const names = async () => {
			const { body } = await tablet.page('/tablette');
			return [...body.matchAll(/<b[^>]*>([^<]+)<\/b> <span class="soft/g)].map(([, name]) => name);
		};
		await tablet.enter('pa1', PIN);
		await tablet.lock();
		expect(await names()).toEqual([
			'Rosalie Thibodeau-Kane',
			'Dre Aïcha Lemire',
			'Maude Pellerin',
			'Sylvie Gagné-Pothier'
		]);
		const page = await tablet.page('/tablette');
		expect(page.body).toContain('mot de passe demandé');
		// A key in use is given to the browser anew: browsers forget it after 400 days.
		expect(cookieIn(page, 'halte_device')[0]).toBe(tablet.key);
	});

	it('counts down, and after five wrong ones the right one does not open either', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		await tablet.lock();
		const answers = [];
		for (let i = 0; i < 5; i += 1) answers.push(await tablet.enter('pa1', OTHER_PIN));
		expect(answers.map(({ code, triesLeft }) => [code, triesLeft])).toEqual([
			['wrong_pin', 4],
			['wrong_pin', 3],
			['wrong_pin', 2],
			['wrong_pin', 1],
			['full_sign_in_needed', undefined]
		]);
		expect((await tablet.enter('pa1', PIN)).status).not.toBe(200);
		const { body } = await tablet.page('/tablette');
		expect(body).toContain('mot de passe demandé');
		// The tablet is not closed to others, and the password opens it again.
		await tablet.settle('inf1', OTHER_PIN);
		await tablet.signIn('pa1');
		await tablet.lock();
		expect((await tablet.enter('inf1', OTHER_PIN)).status).toBe(200);
	});

	it('of fifty wrong ones at once five are looked at, and the right one among them is not', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		await tablet.lock();
		const tries = Array.from({ length: 50 }, (_, i) =>
			tablet
				.client(i % 2 === 0 ? here : there)
				.post<{ code: string; triesLeft?: number }>('/session/unlock', {
					accountId: 'pa1',
					pin: String(700_000 + i * 7)
				})
		);
		const answers = await Promise.all(tries);
		const left = answers.flatMap(({ body }) => (body.code === 'wrong_pin' ? [body.triesLeft] : []));
		expect(left.toSorted()).toEqual([1, 2, 3, 4]);
		expect(answers.filter(({ status }) => status === 200)).toEqual([]);
		const [member] = await database.sql`select pin_tries from device_member 
			where device_id = ${await deviceIdOf(tablet)}`;
		expect(member).toEqual({ pin_tries: 5 });
		expect((await tablet.enter('pa1', PIN)).status).not.toBe(200);
	});

	it.each(['12345', '1234567', '48291a', '', ' 48291'])('« %s » is no PIN, and no try', async (pin) => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		await tablet.lock();
		expect((await tablet.enter('pa1', pin)).code).toBe('invalid_input');
		expect((await tablet.page('/tablette?/unlock', { accountId: 'pa1', pin })).status).toBe(400);
		const [member] = await database.sql`
			select pin_tries from device_member where device_id = ${await deviceIdOf(tablet)}`;
		expect(member).toEqual({ pin_tries: 0 });
	});
});

it.each(['\0', "';drop table account;--", '__proto__', 'é'.repeat(64)])(
	'« %s » has no tile',
	async (accountId) => {
		const tablet = await enrolTablet(here, SITE);
		const { status } = await tablet.enter(accountId, PIN);
		expect([400, 401]).toContain(status);
		const page = await tablet.page('/tablette?/unlock', { accountId, pin: PIN });
		expect([400, 401]).toContain(page.status);
		expect((await tablet.page('/tablette?/choose', { accountId })).status).toBe(200);
	}
);

describe('A PIN is of no use', () => {
	const refused = async (tablet: Tablet) => {
		const { status, code } = await tablet.enter('pa1', PIN);
		expect(status).not.toBe(200);
		return code;
	};

	it('without the tablet', async () => {
		await tabletOf(here, SITE, 'pa1', PIN);
		expect(await refused(new Tablet(here, ''))).toBe('not_a_shared_device');
		expect(await refused(new Tablet(here, 'halte_device=made-up'))).toBe('not_a_shared_device');
	});

	it('on another tablet, of the same site or not, where nobody signed in fully', async () => {
		await tabletOf(here, SITE, 'pa1', PIN);
		for (const siteId of [SITE, 'tandem', 'halo']) {
			expect(await refused(await enrolTablet(here, siteId)), siteId).toBe('full_sign_in_needed');
		}
	});

	it('twelve hours after the full sign-in, whatever happened since', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		await here.setAhead(11 * HOUR_MS);
		expect((await tablet.enter('pa1', PIN)).status).toBe(200);
		await here.setAhead(12 * HOUR_MS);
		expect(await refused(tablet)).toBe('full_sign_in_needed');
		expect((await tablet.page('/tablette')).body).not.toContain('Rosalie');
	});

	it('for somebody whose account was closed, or who works elsewhere now', async () => {
		const own = await tabletOf(here, SITE, 'mas1', PIN);
		await own.lock();
		await database.sql`update account set disabled = true where id = 'mas1'`;
		expect((await own.enter('mas1', PIN)).code).toBe('full_sign_in_needed');
		expect((await own.page('/tablette')).body).not.toContain('Bruno');
		await database.sql`update account set disabled = false where id = 'mas1'`;
		await database.sql`delete from account_service where account_id = 'mas1'`;
		await database.sql`delete from account_site where account_id = 'mas1'`;
		expect((await own.enter('mas1', PIN)).code).toBe('full_sign_in_needed');
	});

	it('nor is a session without the key that it began with', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		const other = await enrolTablet(here, SITE);
		await expectOpen(tablet.client(), 'pa1');
		for (const cookie of [
			tablet.session,
			`${other.key}; ${tablet.session}`,
			`halte_device=x; ${tablet.session}`
		]) {
			await expectShut(new Client(here, cookie), 'not_signed_in');
			const page = await new Tablet(here, cookie).page(`/milieu/${SITE}/accueil`);
			expect(page.headers.location).toMatch(/^\/(connexion|tablette)$/);
		}
	});
});
