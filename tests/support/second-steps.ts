/** Second factors as people set them up and show them, by page and by call. */
import type { Sql } from 'postgres';
import { CodeApp, type SoftPasskey } from './authenticators.ts';
import { Browser, type PageReply } from './browser.ts';
import { PASSWORD } from './names.ts';
import type { HalteNode } from './node-process.ts';

export const OWN_FACTORS = '/compte/deuxieme-etape';
export const SECOND_STEP = '/connexion/deuxieme-etape';

/** The same node, asked by a name: passkeys belong to one. */
export function byName(node: HalteNode): HalteNode {
	return { ...node, url: node.url.replace('127.0.0.1', 'localhost') };
}

/** The secret's letters on a page. */
export function lettersIn({ text }: PageReply): string {
	const [, letters] = /translate="no">([A-Z2-7 ]{39})</.exec(text) ?? [];
	if (letters === undefined) throw new Error('the page shows no secret');
	return letters;
}

/** Recovery codes on a page; empty when there are none. */
export function recoveryCodesIn({ text }: PageReply): string[] {
	return [...text.matchAll(/<li[^>]*>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})<\/li>/g)].map(([, code]) => code ?? '');
}

/** Somebody who is in sets up an application of codes, at this instant of the server's clock. */
export async function setUpApp(
	browser: Browser,
	atMs: number,
	page = OWN_FACTORS
): Promise<{ app: CodeApp; recoveryCodes: string[] }> {
	await browser.submit(`${page}?/begin`);
	const app = new CodeApp(lettersIn(await browser.open(`${page}?moyen=application`)));
	const confirmed = await browser.submit(`${page}?/confirm`, { totp: app.code(atMs) });
	if (confirmed.status >= 400) throw new Error(`the application was not confirmed: ${confirmed.status}`);
	return { app, recoveryCodes: recoveryCodesIn(confirmed) };
}

/** Somebody whose password was right and whose second step is due. */
export async function atSecondStep(node: HalteNode, username: string): Promise<Browser> {
	const browser = new Browser(node);
	const reply = await browser.ask('POST', '/api/v1/session', { username, password: PASSWORD });
	const { secondFactor } = JSON.parse(reply.text) as { secondFactor?: string };
	if (secondFactor !== 'ask') throw new Error(`nothing is asked of ${username}: ${reply.text}`);
	return browser;
}

/** One factor as the second step; the status, and the code of a refusal. */
export async function showFactor(browser: Browser, body: object): Promise<[number, string | undefined]> {
	return answerOf(await browser.ask('POST', '/api/v1/session/second-factor', body));
}

/** Status and code of an answer. */
export function answerOf({ status, text }: PageReply): [number, string | undefined] {
	return [status, text === '' ? undefined : (JSON.parse(text) as { code?: string }).code];
}

type Options = Parameters<SoftPasskey['show']>[0] & Parameters<SoftPasskey['make']>[0];

/** What the server asks a browser to sign. */
export async function optionsAt(browser: Browser, path: string, body: object): Promise<Options> {
	const reply = await browser.ask('POST', `/api/v1/session/${path}/options`, body);
	if (reply.status !== 200) throw new Error(`no options: ${reply.status} ${reply.text}`);
	return (JSON.parse(reply.text) as { options: Options }).options;
}

/** Somebody who is in, or whose first factor is due, adds a passkey. */
export async function addPasskey(browser: Browser, passkey: SoftPasskey): Promise<PageReply> {
	const options = await optionsAt(browser, 'passkeys', {});
	return browser.ask('POST', '/api/v1/session/passkeys', { passkey: passkey.make(options) });
}

/** Nobody has a second factor, and nobody is in. */
export async function withoutFactors(sql: Sql): Promise<void> {
	for (const table of ['totp', 'recovery_code', 'passkey', 'passkey_challenge', 'staff_session'])
		await sql`delete from ${sql(table)}`;
}
