/** A shared tablet: a browser with a device's key, that one person after another takes up. */
import type { Sql } from 'postgres';
import { expect } from 'vitest';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { Client, signIn } from './client.ts';
import { PASSWORD } from './names.ts';
import type { HalteNode } from './node-process.ts';
import { ask, type PlainAnswer } from './plain-request.ts';
import { openStaff } from './screen.ts';

/** What is said when a PIN does not open; empty when it does. */
type Refusal = Partial<{ code: string; triesLeft: number }>;

const ENROLMENT = '/administration/cet-appareil';

export class Tablet {
	/** What the browser holds besides the key: whose session it is. */
	session = '';

	constructor(
		readonly node: HalteNode,
		/** The cookie with the device's key; empty for a browser that is no tablet. */
		readonly key: string
	) {}

	get cookie(): string {
		return [this.key, this.session].filter((part) => part !== '').join('; ');
	}

	/** Calls and sockets with the cookies that the browser holds now; `node` when it is another one than usual. */
	client(node = this.node): Client {
		return new Client(node, this.cookie);
	}

	/** A page as the browser asks for it, or a form that is sent. */
	async page(path: string, form?: Record<string, string>): Promise<PlainAnswer> {
		const answer = await sendForm(this.node, path, this.cookie, form);
		this.#keep(answer.headers['set-cookie']);
		return answer;
	}

	/** A call that may give the browser another session. */
	async call(path: string, body: object): Promise<PlainAnswer> {
		const answer = await ask(this.node.url, `/api/v1${path}`, {
			method: 'POST',
			headers: { cookie: this.cookie, 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		this.#keep(answer.headers['set-cookie']);
		return answer;
	}

	/** Name and password, which must be right. */
	async signIn(username: string): Promise<void> {
		const { status, body } = await this.call('/session', { username, password: PASSWORD });
		if (status !== 200) throw new Error(`${username} could not sign in on a tablet: ${body}`);
	}

	/** A full sign-in and a PIN for what comes after it. */
	async settle(username: string, pin: string): Promise<void> {
		await this.signIn(username);
		const { status } = await this.page('/tablette/nip', { pin, again: pin });
		if (status !== 303) throw new Error(`${username} could not choose a PIN: ${status}`);
	}

	/** A tile and a PIN, whatever comes of it. */
	async enter(accountId: string, pin: string): Promise<{ status: number } & Refusal> {
		const { status, body } = await this.call('/session/unlock', { accountId, pin });
		return { status, ...(JSON.parse(body) as Refusal) };
	}

	/** Puts the tablet down, which must work. */
	async lock(): Promise<PlainAnswer> {
		const answer = await this.call('/session/lock', {});
		if (answer.status !== 204)
			throw new Error(`the tablet was not put down: ${answer.status} ${answer.body}`);
		return answer;
	}

	#keep(cookies: readonly string[] = []): void {
		const session = cookies.find((cookie) => cookie.startsWith('halte_session='));
		if (session !== undefined) this.session = session.split(';')[0] ?? '';
	}
}

/** An administrator makes a browser a tablet of a site, in that browser. */
export async function enrolTablet(node: HalteNode, siteId: string, label = 'Accueil'): Promise<Tablet> {
	const { cookie } = await signIn(node, 'adm1');
	const answer = await sendEnrolment(node, cookie, { siteId, label });
	const key = answer.headers['set-cookie']?.find((line) => line.startsWith('halte_device='));
	if (answer.status !== 303 || key === undefined) throw new Error(`no tablet was made: ${answer.status}`);
	return new Tablet(node, key.split(';')[0] ?? '');
}

/** An enrolled tablet with somebody's tile and PIN, as a morning begins. */
export async function tabletOf(
	node: HalteNode,
	siteId: string,
	username: string,
	pin: string
): Promise<Tablet> {
	const tablet = await enrolTablet(node, siteId);
	await tablet.settle(username, pin);
	return tablet;
}

/** The id of a tablet in the database. */
export async function deviceIdIn(sql: Sql, { key }: Tablet): Promise<string> {
	const hash = hashToken(key.replace('halte_device=', ''));
	const [row] = await sql<{ id: string }[]>`select id from device where key_hash = ${hash}`;
	if (row === undefined) throw new Error('there is no such tablet');
	return row.id;
}

/** What is said to somebody who asks whose session it is. */
export async function codeOf(client: Client): Promise<string | undefined> {
	return (await client.get<{ code?: string }>('/session')).body.code;
}

/** The session is open, and this account's. */
export async function expectOpen(client: Client, accountId: string): Promise<void> {
	const { status, body } = await client.get<{ account?: { id: string } }>('/session');
	expect([status, body.account?.id]).toEqual([200, accountId]);
}

/** Nothing opens, neither calls nor sockets; `code` is what calls are told. */
export async function expectShut(client: Client, code: string): Promise<void> {
	expect(await codeOf(client)).toBe(code);
	const socket = openStaff(client);
	expect(await socket.until('a refusal', () => socket.refusedEntry)).toBe('not_signed_in');
}

/** One cookie that an answer sets: name and value, then its attributes; empty when it does not. */
export function cookieIn({ headers }: PlainAnswer, name: string): string[] {
	return headers['set-cookie']?.find((cookie) => cookie.startsWith(`${name}=`))?.split('; ') ?? [];
}

/** The form of the enrolment, with these cookies. */
export function sendEnrolment(
	node: HalteNode,
	cookie: string,
	form: Record<string, string>
): Promise<PlainAnswer> {
	return sendForm(node, `${ENROLMENT}?/enrol`, cookie, form);
}

function sendForm(node: HalteNode, path: string, cookie: string, form?: Record<string, string>) {
	if (form === undefined) return ask(node.url, path, { headers: { cookie } });
	const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
	return ask(node.url, path, { method: 'POST', headers, body: new URLSearchParams(form).toString() });
}
