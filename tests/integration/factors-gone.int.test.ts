/** Whoever is just coming in by a factor that goes meanwhile stays outside, however far they had come. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SoftPasskey, toMiddleOfStep, type CodeApp } from '../support/authenticators.ts';
import { Browser, type PageReply } from '../support/browser.ts';
import { PASSWORD } from '../support/names.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import {
	addPasskey,
	answerOf,
	atSecondStep,
	byName,
	optionsAt,
	OWN_FACTORS,
	setUpApp,
	withoutFactors
} from '../support/second-steps.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const STEP_MS = 30_000;

let database: TestDatabase;
let node: HalteNode;
let ahead: number;
/** A nurse, at home in her own browser, with all factors that there are. */
let owner: Browser;
let office: Browser;
let passkey: SoftPasskey;
let app: CodeApp;
let paper: string[];

beforeAll(async () => {
	database = await freshDatabase();
	node = byName(await startNode({ database, sessionClock: true }));
	// Whoever begins a session, or is about to complete one, stops at this gate while it is closed.
	await database.sql.unsafe(`
		create function stop_at_the_gate() returns trigger language plpgsql set lock_timeout = '20s' as $$
			begin perform pg_advisory_xact_lock_shared(7); return null; end $$;
		create trigger begins before insert on staff_session for each statement execute function stop_at_the_gate();
		create trigger completes before update of id on staff_session
			for each statement execute function stop_at_the_gate()`);
});

beforeEach(async () => {
	await withoutFactors(database.sql);
	ahead = toMiddleOfStep(Date.now());
	await node.setAhead(ahead);
	office = await new Browser(node).signIn('coo1');
	owner = await new Browser(node).signIn('inf1');
	passkey = new SoftPasskey(node.url);
	expect((await addPasskey(owner, passkey)).status).toBe(201);
	({ app } = await setUpApp(owner, Date.now() + ahead));
	const renewed = await owner.submit(`${OWN_FACTORS}?/renew`);
	paper = [...renewed.text.matchAll(/[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/g)].map(([code]) => code);
	ahead += 2 * STEP_MS;
	await node.setAhead(ahead);
});

/** Lets somebody come as far as the closed gate, and opens it once `meanwhile` is done. */
async function atTheGate(
	come: () => Promise<PageReply>,
	meanwhile: () => Promise<unknown>
): Promise<PageReply> {
	const gate = await database.sql.reserve();
	try {
		await gate`select pg_advisory_lock(7)`;
		const reply = come();
		const standing = () => gate`select from pg_locks where locktype = 'advisory' and not granted`;
		await expect.poll(async () => (await standing()).length).toBe(1);
		await meanwhile();
		await gate`select pg_advisory_unlock(7)`;
		return await reply;
	} finally {
		await gate`select pg_advisory_unlock_all()`;
		gate.release();
	}
}

/** Ready to show it: what is sent last, and by whom. */
type Coming = () => Promise<{ browser: Browser; path: string; body: object }>;

const second = async (body: (browser: Browser) => object | Promise<object>) => {
	const browser = await atSecondStep(node, 'inf1');
	return { browser, path: '/api/v1/session/second-factor', body: await body(browser) };
};
const byPasskeyAlone: Coming = async () => {
	const browser = new Browser(node);
	const options = await optionsAt(browser, 'passkey', { use: 'sign_in' });
	return { browser, path: '/api/v1/session/passkey', body: { passkey: passkey.show(options) } };
};
const byPasskeySecond: Coming = () =>
	second(async (browser) => ({
		passkey: passkey.show(await optionsAt(browser, 'passkey', { use: 'second_factor' }))
	}));
const byCode: Coming = () => second(() => ({ totp: app.code(Date.now() + ahead) }));
const byPaper: Coming = () => second(() => ({ recoveryCode: paper[0] }));

const removesPasskey = () => owner.submit(`${OWN_FACTORS}?/removePasskey`, { id: passkey.id });
const removesApp = () => owner.submit(`${OWN_FACTORS}?/removeTotp`);
const renews = () => owner.submit(`${OWN_FACTORS}?/renew`);
const resets = () => office.submit('/administration/comptes/inf1?/resetFactors');

describe('Somebody who is just coming in', () => {
	it.each([
		['a passkey alone', 'its owner removes it', byPasskeyAlone, removesPasskey, 'wrong_credentials'],
		['a passkey alone', 'the office resets the factors', byPasskeyAlone, resets, 'wrong_credentials'],
		[
			'a passkey as the second step',
			'its owner removes it',
			byPasskeySecond,
			removesPasskey,
			'not_signed_in'
		],
		[
			'a passkey as the second step',
			'the office resets the factors',
			byPasskeySecond,
			resets,
			'not_signed_in'
		],
		['a code of the application', 'its owner removes it', byCode, removesApp, 'not_signed_in'],
		['a code of the application', 'the office resets the factors', byCode, resets, 'not_signed_in'],
		['a code on paper', 'its owner makes new ones', byPaper, renews, 'not_signed_in'],
		['a code on paper', 'the office resets the factors', byPaper, resets, 'not_signed_in']
	])('by %s, while %s, stays outside', async (_, __, coming, goes, code) => {
		const { browser, path, body } = await coming();
		const reply = await atTheGate(
			() => browser.ask('POST', path, body),
			async () => expect((await goes()).status).toBe(200)
		);
		expect(answerOf(reply)).toEqual([401, code]);
		expect((await browser.client.get('/session')).status).toBe(401);
	});

	it('by each of them, while nothing goes, is in', async () => {
		for (const coming of [byPasskeyAlone, byPasskeySecond, byCode, byPaper]) {
			const { browser, path, body } = await coming();
			const reply = await atTheGate(
				() => browser.ask('POST', path, body),
				() => Promise.resolve()
			);
			expect(answerOf(reply)).toEqual([200, undefined]);
			expect((await browser.client.get('/session')).status).toBe(200);
		}
	});

	it('by a passkey that goes after it was looked at, and before the account is, stays outside too', async () => {
		const { browser, path, body } = await byPasskeyAlone();
		let reply: Promise<PageReply> | undefined;
		await database.sql.begin(async (tx) => {
			await tx`lock table account in access exclusive mode`;
			reply = browser.ask('POST', path, body);
			const standing = () => tx`select from pg_locks where not granted and relation = 'account'::regclass`;
			await expect.poll(async () => (await standing()).length).toBeGreaterThan(0);
			await tx`delete from passkey where id = ${passkey.id}`;
			await tx`update account set epoch = epoch + 1 where id = 'inf1'`;
		});
		expect((await reply)?.status).toBe(401);
		expect((await browser.client.get('/session')).status).toBe(401);
	});
});

it('Whoever came in without a second step while the first one was added is out again', async () => {
	await withoutFactors(database.sql);
	owner = await new Browser(node).signIn('inf1');
	const browser = new Browser(node);
	const byPassword = { username: 'inf1', password: PASSWORD };
	const reply = await atTheGate(
		() => browser.ask('POST', '/api/v1/session', byPassword),
		async () => expect((await addPasskey(owner, new SoftPasskey(node.url))).status).toBe(201)
	);
	expect(answerOf(reply)).toEqual([401, 'wrong_credentials']);
});

it('The session that changes them goes on, and so do the tiles of that account', async () => {
	const [{ id = '' } = {}] = await database.sql<{ id: string }[]>`
		insert into device (id, site_id, label, key_hash, enrolled_by, enrolled_at, last_seen_at)
		values (gen_random_uuid(), 'perron', 'Accueil', gen_random_uuid()::text, 'adm1', now(), now()) returning id`;
	await database.sql`
		insert into device_member (device_id, account_id, full_sign_in_at, account_epoch)
		select ${id}, id, now(), epoch from account where id = 'inf1'`;
	for (const changes of [renews, removesPasskey, removesApp]) expect((await changes()).status).toBe(200);
	expect((await owner.client.get('/session')).status).toBe(200);
	expect((await owner.open('/compte')).text).toContain(`value="${id}"`);
});
