/** Passkeys over the wire: what is taken, and what a copied, stale or strange one wins. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { SoftPasskey } from '../support/authenticators.ts';
import { Browser } from '../support/browser.ts';
import { newId } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import {
	addPasskey,
	answerOf,
	atSecondStep,
	byName,
	optionsAt,
	recoveryCodesIn,
	showFactor,
	withoutFactors
} from '../support/second-steps.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const MINUTE = 60_000;

let database: TestDatabase;
let node: HalteNode;
/** A nurse's, who is in. */
let phone: Browser;
let passkey: SoftPasskey;

beforeAll(async () => {
	database = await freshDatabase();
	node = byName(await startNode({ database, sessionClock: true }));
});
beforeEach(async () => {
	await withoutFactors(database.sql);
	await node.setAhead(0);
	phone = await new Browser(node).signIn('inf1');
	passkey = new SoftPasskey(node.url);
	expect((await addPasskey(phone, passkey)).status).toBe(201);
});

type Odd = Parameters<SoftPasskey['show']>[1];

/** Without a name, in a browser that nobody is in. */
async function signInBy(one: SoftPasskey, odd?: Odd, browser = new Browser(node)) {
	const options = await optionsAt(browser, 'passkey', { use: 'sign_in' });
	const reply = await browser.ask('POST', '/api/v1/session/passkey', { passkey: one.show(options, odd) });
	return { browser, answer: answerOf(reply), text: reply.text };
}
const REFUSED = [401, 'wrong_passkey'];

describe('Making one', () => {
	it('gives recovery codes with the first factor, and none with the second', async () => {
		await withoutFactors(database.sql);
		await phone.signIn('inf1');
		const codesWithNext = async () => {
			const { text } = await addPasskey(phone, new SoftPasskey(node.url));
			return (JSON.parse(text) as { recoveryCodes: string[] | null }).recoveryCodes;
		};
		expect(await codesWithNext()).toHaveLength(10);
		expect(await codesWithNext()).toBeNull();
	});

	it('is for somebody who has just confirmed who they are', async () => {
		await node.setAhead(10 * MINUTE);
		const late = await phone.ask('POST', '/api/v1/session/passkeys/options', {});
		expect(answerOf(late)).toEqual([403, 'step_up_needed']);
	});

	it.each<[string, Odd]>([
		['of another address', { origin: 'https://halte.example.org' }],
		['of another host’s name', { rpId: 'example.org' }],
		['that did not verify the person', { verified: false }]
	])('one %s is not kept', async (_, odd) => {
		const options = await optionsAt(phone, 'passkeys', {});
		const made = new SoftPasskey(node.url).make(options, odd);
		expect(answerOf(await phone.ask('POST', '/api/v1/session/passkeys', { passkey: made }))).toEqual(REFUSED);
	});

	it('answers one question once, of the account that was asked, within five minutes', async () => {
		const options = await optionsAt(phone, 'passkeys', {});
		const keep = (browser: Browser, made: object) =>
			browser.ask('POST', '/api/v1/session/passkeys', { passkey: made });
		const other = await new Browser(node).signIn('inf2');
		expect((await keep(other, new SoftPasskey(node.url).make(options))).status).toBe(401);
		const mine = new SoftPasskey(node.url);
		expect((await keep(phone, mine.make(options))).status).toBe(201);
		expect((await keep(phone, new SoftPasskey(node.url).make(options))).status).toBe(401);
		const stale = await optionsAt(phone, 'passkeys', {});
		await node.setAhead(5 * MINUTE);
		expect((await keep(phone, new SoftPasskey(node.url).make(stale))).status).toBe(401);
	});

	it('on a shared tablet it is on something that its owner carries', async () => {
		const key = newId();
		await database.sql`
			insert into device (id, site_id, label, key_hash, enrolled_by, enrolled_at, last_seen_at)
			values (${newId()}, 'entresol', 'Accueil', ${hashToken(key)}, 'adm1', now(), now())`;
		const tablet = await new Browser(node, { device: `halte_device=${key}` }).signIn('inf2');
		const options = () => optionsAt(tablet, 'passkeys', {});
		expect(await options()).toMatchObject({
			authenticatorSelection: { authenticatorAttachment: 'cross-platform' }
		});
		const keep = async (attachment: string) => {
			const made = new SoftPasskey(node.url).make(await options());
			const passkey = { ...made, authenticatorAttachment: attachment };
			return answerOf(await tablet.ask('POST', '/api/v1/session/passkeys', { passkey }));
		};
		expect(await keep('platform')).toEqual(REFUSED);
		expect(await keep('cross-platform')).toEqual([201, undefined]);
	});

	it('ends at ten, and nobody takes another’s', async () => {
		const other = await new Browser(node).signIn('inf2');
		expect((await addPasskey(other, passkey)).status).toBe(401);
		for (let i = 0; i < 9; i += 1)
			expect((await addPasskey(phone, new SoftPasskey(node.url))).status).toBe(201);
		expect((await addPasskey(phone, new SoftPasskey(node.url))).status).toBe(401);
	});
});

describe('Signing in without a name', () => {
	it('opens everything, as fresh as a password and a code', async () => {
		const { browser, answer, text } = await signInBy(passkey);
		expect(answer[0]).toBe(200);
		expect(JSON.parse(text)).toMatchObject({ account: { id: 'inf1' } });
		expect((await browser.open('/compte/deuxieme-etape')).status).toBe(200);
	});

	it.each<[string, Odd]>([
		['for another address', { origin: 'https://halte.example.org' }],
		['for another host’s name', { rpId: 'example.org' }],
		['without verifying the person', { verified: false }]
	])('a passkey shown %s opens nothing', async (_, odd) => {
		expect((await signInBy(passkey, odd)).answer).toEqual(REFUSED);
	});

	it('a copy that counted less far is refused, and so is one that counted as far', async () => {
		expect((await signInBy(passkey, { counter: 5 })).answer[0]).toBe(200);
		expect((await signInBy(passkey, { counter: 3 })).answer).toEqual(REFUSED);
		expect((await signInBy(passkey, { counter: 5 })).answer).toEqual(REFUSED);
		expect((await signInBy(passkey, { counter: 6 })).answer[0]).toBe(200);
	});

	it('one that does not count at all is taken again and again', async () => {
		for (let i = 0; i < 3; i += 1) expect((await signInBy(passkey, { counter: 0 })).answer[0]).toBe(200);
	});

	it('an answer that was listened to opens nothing a second time, nor one that comes too late', async () => {
		const browser = new Browser(node);
		const options = await optionsAt(browser, 'passkey', { use: 'sign_in' });
		const shown = { passkey: passkey.show(options) };
		const once = await Promise.all(
			Array.from({ length: 4 }, () => new Browser(node).ask('POST', '/api/v1/session/passkey', shown))
		);
		expect(once.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
		const late = await optionsAt(browser, 'passkey', { use: 'sign_in' });
		await node.setAhead(5 * MINUTE);
		const reply = await browser.ask('POST', '/api/v1/session/passkey', { passkey: passkey.show(late) });
		expect(answerOf(reply)).toEqual(REFUSED);
	});

	it('what was asked for one purpose answers no other', async () => {
		const forStepUp = await optionsAt(phone, 'passkey', { use: 'step_up' });
		const taken = { passkey: passkey.show(forStepUp) };
		expect(answerOf(await new Browser(node).ask('POST', '/api/v1/session/passkey', taken))).toEqual(REFUSED);
		const nameless = await optionsAt(new Browser(node), 'passkey', { use: 'sign_in' });
		const step = await phone.ask('POST', '/api/v1/session/step-up', { passkey: passkey.show(nameless) });
		expect(answerOf(step)).toEqual(REFUSED);
	});

	it('a passkey of nobody, and one of a disabled account, open nothing', async () => {
		expect((await signInBy(new SoftPasskey(node.url))).answer).toEqual(REFUSED);
		await database.sql`update account set disabled = true where id = 'inf1'`;
		const { answer } = await signInBy(passkey);
		await database.sql`update account set disabled = false where id = 'inf1'`;
		expect(answer).toEqual(REFUSED);
	});

	it('on a tablet of a site where one does not work it opens nothing either', async () => {
		const key = newId();
		await database.sql`
			insert into device (id, site_id, label, key_hash, enrolled_by, enrolled_at, last_seen_at)
			values (${newId()}, 'aubepine', 'Accueil', ${hashToken(key)}, 'adm1', now(), now())`;
		const tablet = new Browser(node, { device: `halte_device=${key}` });
		expect((await signInBy(passkey, undefined, tablet)).answer).toEqual([403, 'not_of_this_site']);
	});

	it('at an address without a name there is none', async () => {
		const numbered = new Browser({ ...node, url: node.url.replace('localhost', '127.0.0.1') });
		const reply = await numbered.ask('POST', '/api/v1/session/passkey/options', { use: 'sign_in' });
		expect(answerOf(reply)).toEqual([409, 'no_passkeys_here']);
	});
});

describe('As the second step', () => {
	const shownAt = async (browser: Browser, one: SoftPasskey) => {
		const options = await optionsAt(browser, 'passkey', { use: 'second_factor' });
		return showFactor(browser, { passkey: one.show(options) });
	};

	it('completes a sign-in by password', async () => {
		const browser = await atSecondStep(node, 'inf1');
		expect(await shownAt(browser, passkey)).toEqual([200, undefined]);
		expect((await browser.client.get('/session')).status).toBe(200);
	});

	it('a colleague’s passkey completes only the colleague’s', async () => {
		const colleague = await new Browser(node).signIn('inf2');
		const theirs = new SoftPasskey(node.url);
		await addPasskey(colleague, theirs);
		const browser = await atSecondStep(node, 'inf1');
		expect(await shownAt(browser, theirs)).toEqual(REFUSED);
		expect((await browser.client.get('/session')).body.code).toBe('second_factor_needed');
	});

	it('is asked of nobody who is not there', async () => {
		for (const use of ['second_factor', 'step_up']) {
			const reply = await new Browser(node).ask('POST', '/api/v1/session/passkey/options', { use });
			expect(answerOf(reply)).toEqual([401, 'not_signed_in']);
		}
	});
});

it('a passkey’s page shows its name as text, whatever it is, and no recovery code a second time', async () => {
	const label = '<img src=x onerror=alert(1)>';
	const id = passkey.id;
	expect((await phone.submit('/compte/deuxieme-etape?/rename', { id, label })).status).toBe(200);
	const page = await phone.open('/compte/deuxieme-etape');
	expect(page.text).toContain('&lt;img src=x');
	expect(page.text).not.toContain(label);
	expect(recoveryCodesIn(page)).toEqual([]);
	for (const bad of ['', ' ', 'a'.repeat(61), '\u202Eeteled'])
		expect((await phone.submit('/compte/deuxieme-etape?/rename', { id, label: bad })).status).toBe(400);
});
