/** What somebody loses when they are put out: sign-ins under way, tiles, PINs and secrets that were being set up. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CodeApp, toMiddleOfStep } from '../support/authenticators.ts';
import { Browser, type PageReply } from '../support/browser.ts';
import { PASSWORD } from '../support/names.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { chooseBy, codeFor } from '../support/one-time-codes.ts';
import {
	OWN_FACTORS,
	SECOND_STEP,
	atSecondStep,
	lettersIn,
	setUpApp,
	withoutFactors
} from '../support/second-steps.ts';
import { deviceIdIn, enrolTablet, tabletOf, type Tablet } from '../support/tablet.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const PIN = '482915';
const NEW = 'trois canots sous la lune';
/** Statuses of an answer to a wrong PIN, and to one of which nobody knows since the database did not answer in time. */
const WRONG = 401;
const NOT_SAVED = 503;

let database: TestDatabase;
let node: HalteNode;
let first: string;
let office: Browser;
let ahead: number;

const now = () => Date.now() + ahead;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, sessionClock: true });
	const [row] = await database.sql<{ hash: string }[]>`
		select password_hash as hash from account where id = 'pa1'`;
	first = row?.hash ?? '';
});
beforeEach(async () => {
	await withoutFactors(database.sql);
	await database.sql`update account set password_hash = ${first}, pin_hash = null, disabled = false`;
	ahead = toMiddleOfStep(Date.now());
	await node.setAhead(ahead);
	office = await new Browser(node).signIn('coo1');
});

describe('A secret that is being set up', () => {
	const SHOWN = `${OWN_FACTORS}?moyen=application`;
	const showsSecret = ({ text }: PageReply) => /[A-Z2-7]{4} [A-Z2-7]{4}/.test(text);
	const confirm = (browser: Browser, app: CodeApp) =>
		browser.submit(`${OWN_FACTORS}?/confirm`, { totp: app.code(now()) });

	it('is shown to the session that began it, and to no other one of the same account', async () => {
		const owner = await new Browser(node).signIn('inf1');
		const thief = await new Browser(node).signIn('inf1');
		await owner.submit(`${OWN_FACTORS}?/begin`);
		expect(showsSecret(await owner.open(SHOWN))).toBe(true);
		const seen = await thief.open(SHOWN);
		expect([seen.status, showsSecret(seen)]).toEqual([200, false]);
	});

	it('is confirmed by that session alone', async () => {
		const owner = await new Browser(node).signIn('inf1');
		const thief = await new Browser(node).signIn('inf1');
		await owner.submit(`${OWN_FACTORS}?/begin`);
		const app = new CodeApp(lettersIn(await owner.open(SHOWN)));
		expect((await confirm(thief, app)).status).toBe(401);
		expect((await confirm(owner, app)).status).toBe(200);
	});

	it('makes way for the one that another session begins: whoever had the former one confirms nothing', async () => {
		const thief = await new Browser(node).signIn('inf1');
		const owner = await new Browser(node).signIn('inf1');
		await thief.submit(`${OWN_FACTORS}?/begin`);
		const known = new CodeApp(lettersIn(await thief.open(SHOWN)));
		await owner.submit(`${OWN_FACTORS}?/begin`);
		const app = new CodeApp(lettersIn(await owner.open(SHOWN)));
		expect((await confirm(thief, known)).status).toBe(401);
		expect((await confirm(owner, known)).status).toBe(401);
		expect((await confirm(owner, app)).status).toBe(200);
	});

	it('stays the same one while its own session begins again', async () => {
		const owner = await new Browser(node).signIn('inf1');
		await owner.submit(`${OWN_FACTORS}?/begin`);
		const letters = lettersIn(await owner.open(SHOWN));
		await owner.submit(`${OWN_FACTORS}?/begin`);
		expect(lettersIn(await owner.open(SHOWN))).toBe(letters);
	});
});

describe('A tile with its PIN is of no more use', () => {
	let tablet: Tablet;
	beforeEach(async () => {
		tablet = await tabletOf(node, SITE, 'pa1', PIN);
		await tablet.lock();
	});

	const expectGone = async () => {
		expect(await tablet.enter('pa1', PIN)).toMatchObject({ code: 'full_sign_in_needed' });
		expect((await tablet.page('/tablette')).body).not.toContain('Rosalie');
	};
	const pinHash = async () => {
		const [row] = await database.sql<{ hash: string | null }[]>`
			select pin_hash as hash from account where id = 'pa1'`;
		return row?.hash;
	};
	const press = async (action: string, fields: Record<string, string> = {}) =>
		expect((await office.submit(`/administration/comptes/pa1?/${action}`, fields)).status).toBe(200);

	it('after the office ended the sessions', async () => {
		await press('endSessions');
		await expectGone();
		// A full sign-in there, and it is a tile again, with the PIN that it had.
		await tablet.signIn('pa1');
		await tablet.lock();
		expect((await tablet.enter('pa1', PIN)).status).toBe(200);
	});

	it('after « partout », and one’s own page shows no tile any more', async () => {
		await (await new Browser(node).signIn('pa1')).submit('/compte?/everywhere');
		await expectGone();
		const own = await (await new Browser(node).signIn('pa1')).open('/compte');
		expect([own.status, own.text.includes('name="id"') && own.text.includes('?/forgetTile')]).toEqual([
			200,
			false
		]);
	});

	it('after the factors were reset, and the PIN itself is gone', async () => {
		await press('resetFactors');
		await expectGone();
		expect(await pinHash()).toBeNull();
	});

	it('after a password was chosen by a code, and the PIN itself is gone', async () => {
		const code = await codeFor(office, 'pa1');
		expect((await chooseBy(new Browser(node), code, { username: 'pa1', password: NEW })).status).toBe(303);
		await expectGone();
		expect(await pinHash()).toBeNull();
	});

	it('after the account was given another role, and back', async () => {
		await office.submit('/administration/comptes/pa1?/role', { role: 'host_worker' });
		await office.submit('/administration/comptes/pa1?/role', { role: 'peer_helper' });
		await expectGone();
	});

	it('after the password was changed elsewhere; where it was changed, it goes on', async () => {
		const own = await new Browser(node).signIn('pa1');
		const changed = await own.submit('/compte/mot-de-passe', { password: NEW, again: NEW });
		expect([changed.status, (await own.client.get('/session')).status]).toEqual([303, 200]);
		await expectGone();

		await database.sql`update account set password_hash = ${first} where id = 'pa1'`;
		const other = await enrolTablet(node, SITE);
		for (const one of [tablet, other]) await one.signIn('pa1');
		expect((await tablet.page('/compte/mot-de-passe', { password: NEW, again: NEW })).status).toBe(303);
		await tablet.lock();
		expect((await tablet.enter('pa1', PIN)).status).toBe(200);
		expect(await other.enter('pa1', PIN)).toMatchObject({ code: 'full_sign_in_needed' });
	});
});

describe('A sign-in under way', () => {
	/** Stops at the door of sessions until `meanwhile` has happened to the account. */
	async function signInWhile(browser: Browser, body: object, meanwhile: string) {
		const path = `/api/v1/session${'pin' in body ? '/unlock' : ''}`;
		const tx = await database.sql.reserve();
		await tx`begin`;
		await tx`lock table staff_session in share mode`;
		const reply = browser.ask('POST', path, body);
		await expect
			.poll(
				async () =>
					(await tx`select from pg_locks where not granted and relation = 'staff_session'::regclass`).length,
				{ timeout: 10_000 }
			)
			.toBeGreaterThan(0);
		await tx.unsafe(meanwhile);
		await tx`commit`;
		tx.release();
		return reply;
	}
	const codeOf = ({ text }: PageReply) => (JSON.parse(text) as { code?: string }).code;
	const byPassword = { username: 'inf1', password: PASSWORD };

	it.each([
		['everything was ended', `update account set epoch = epoch + 1 where id = 'inf1'`],
		['the account was closed', `update account set disabled = true where id = 'inf1'`],
		['the password became another', `update account set password_hash = 'x' where id = 'inf1'`]
	])('comes too late when %s: it is refused like wrong credentials', async (_, meanwhile) => {
		const browser = new Browser(node);
		const reply = await signInWhile(browser, byPassword, meanwhile);
		expect([reply.status, codeOf(reply)]).toEqual([401, 'wrong_credentials']);
		expect((await browser.client.get('/session')).status).toBe(401);
	});

	it('by PIN comes too late as well', async () => {
		const tablet = await tabletOf(node, SITE, 'pa1', PIN);
		await database.sql`delete from staff_session`;
		const browser = new Browser(node, { device: tablet.key });
		const ended = `update account set epoch = epoch + 1 where id = 'pa1'`;
		const reply = await signInWhile(browser, { accountId: 'pa1', pin: PIN }, ended);
		expect([reply.status, codeOf(reply)]).toEqual([401, 'full_sign_in_needed']);
	});

	it('whose second step is still due is over with the rest', async () => {
		const nurse = await new Browser(node).signIn('inf1');
		const { app } = await setUpApp(nurse, now());
		const pending = await atSecondStep(node, 'inf1');
		await office.submit('/administration/comptes/inf1?/endSessions');
		const shown = await pending.submit(`${SECOND_STEP}?/show`, { totp: app.code(now(), 1) });
		expect(shown.headers.get('location')).toBe('/connexion');
	});
});

describe('When too many wait for a hash', () => {
	it('nobody loses a try, and everybody is told when to come back', async () => {
		const tablet = await tabletOf(node, SITE, 'pa1', PIN);
		const nurse = await new Browser(node).signIn('inf1');
		const stranger = await enrolTablet(node, SITE);
		let crowded = true;
		let refused = 0;
		let names = 0;
		/** Answers to wrong PINs: those that were looked at, and those of which nobody knows. */
		const heard = { looked: 0, unknown: 0 };
		// Names that nobody has stand in the line of tablets like any other.
		const crowd = Array.from({ length: 100 }, async () => {
			while (crowded) {
				names += 1;
				const body = { username: `personne-${names}`, password: 'x' };
				const { status } = await new Browser(node, { device: stranger.key }).ask(
					'POST',
					'/api/v1/session',
					body
				);
				if (status === 429) refused += 1;
			}
		});
		try {
			await expect.poll(() => refused, { timeout: 20_000 }).toBeGreaterThan(0);
			const wrong = { accountId: 'pa1', pin: '999111' };
			const pins = { pin: PIN, again: PIN };
			const own = { password: NEW, again: NEW };
			await turnedAway(() => tablet.page('/tablette/nip', pins));
			// In the crowd it may be told that nothing was saved.
			await expect.poll(async () => (await tablet.call('/session/lock', {})).status).toBe(204);
			for (const ask of [
				() => tablet.call('/session/unlock', wrong),
				() => tablet.page('/tablette?/unlock', wrong)
			])
				for (const status of await turnedAway(ask)) {
					expect([WRONG, NOT_SAVED]).toContain(status);
					heard[status === WRONG ? 'looked' : 'unknown'] += 1;
				}
			await turnedAway(() => nurse.submit('/compte/nip', pins));
			await turnedAway(() => nurse.submit('/compte/mot-de-passe', own));
		} finally {
			crowded = false;
			await Promise.all(crowd);
		}
		const tried = await database.sql<{ tries: number }[]>`
			select pin_tries as tries from device_member
			where account_id = 'pa1' and device_id = ${await deviceIdIn(database.sql, tablet)}`;
		const [{ tries = NaN } = {}] = tried;
		expect(tries).toBeGreaterThanOrEqual(heard.looked);
		expect(tries).toBeLessThanOrEqual(heard.looked + heard.unknown);
		expect((await tablet.enter('pa1', PIN)).status).toBe(200);
	}, 60_000);

	/** Asks until the line is full, and gives what was answered when a place in it was free: the crowd leaves one now and then. */
	async function turnedAway(ask: () => Promise<{ status: number }>): Promise<number[]> {
		for (const heard: number[] = []; ;) {
			const { status } = await ask();
			if (status === 429) return heard;
			heard.push(status);
		}
	}
});
