/** A browser of the team that does more than call: it opens pages, sends forms, and keeps its cookie when that changes. */
import { Client } from './client.ts';
import { PASSWORD } from './names.ts';
import type { HalteNode } from './node-process.ts';

export interface PageReply {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
}

export class Browser {
	#session = '';

	constructor(
		readonly node: HalteNode,
		/** What the browser says of itself, and the cookie of the tablet that it is. */
		readonly is: { userAgent?: string; device?: string } = {}
	) {}

	/** The session's cookie, `name=token`; empty when there is none. */
	get session(): string {
		return this.#session;
	}

	/** The same person's calls of the API, with the cookies of this moment. */
	get client(): Client {
		return new Client(this.node, [this.#session, this.is.device ?? ''].filter(Boolean).join('; '));
	}

	/** Any request; redirects are not followed. */
	async ask(method: string, path: string, body?: URLSearchParams | object): Promise<PageReply> {
		const isForm = body instanceof URLSearchParams;
		const response = await fetch(this.node.url + path, {
			method,
			redirect: 'manual',
			...(body !== undefined && { body: isForm ? body.toString() : JSON.stringify(body) }),
			headers: {
				cookie: this.client.cookie,
				origin: this.node.url,
				accept: 'text/html',
				...(this.is.userAgent !== undefined && { 'user-agent': this.is.userAgent }),
				...(body !== undefined && {
					'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json'
				})
			}
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [pair = ''] = cookie.split(';');
			if (!/session=/.test(pair)) continue;
			this.#session = pair.endsWith('=') ? '' : pair;
		}
		return { status: response.status, headers: response.headers, text: await response.text() };
	}

	/** A page; whatever it answers. */
	open(path: string): Promise<PageReply> {
		return this.ask('GET', path);
	}

	/** A form of a page, as a browser without scripts sends it. */
	submit(path: string, fields: Record<string, string> = {}): Promise<PageReply> {
		return this.ask('POST', path, new URLSearchParams(fields));
	}

	/** Signs in with the demo's password. */
	async signIn(username: string, password = PASSWORD): Promise<this> {
		const { status } = await this.ask('POST', '/api/v1/session', { username, password });
		if (status !== 200) throw new Error(`${username} could not sign in: ${status}`);
		return this;
	}
}
