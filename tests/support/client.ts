/** Somebody of the team with a browser: a session, and calls of the public API. */
import { v7 as newId } from 'uuid';
import type { EntriesAnswer, VisitAnswer } from '#lib/contract/answers.ts';
import type { Problem } from '#lib/contract/problems.ts';
import type { Board } from '#lib/contract/views.ts';
import type { Audience } from '#lib/domain/policy/policy.ts';
import { PASSWORD } from './names.ts';
import type { HalteNode } from './node-process.ts';

export { newId };

export interface Reply<T> {
	readonly status: number;
	readonly type: string | null;
	/** The very bytes. */
	readonly text: string;
	readonly body: T;
}

type Headers = Record<string, string>;
export type Visit = VisitAnswer['visit'];
export type CalledEntry = EntriesAnswer['entries'][number];

export class Client {
	constructor(
		readonly node: HalteNode,
		/** Empty for somebody who has not signed in. */
		readonly cookie = ''
	) {}

	/** Any call below `/api/v1`, with the body as it is. */
	async send<T = Problem>(
		method: string,
		path: string,
		body?: string,
		headers: Headers = {}
	): Promise<Reply<T>> {
		const response = await fetch(`${this.node.url}/api/v1${path}`, {
			method,
			body,
			headers: {
				...(this.cookie !== '' && { cookie: this.cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
				...headers
			}
		});
		const text = await response.text();
		const type = response.headers.get('content-type');
		const isJson = type?.includes('json') ?? false;
		return { status: response.status, type, text, body: (isJson ? JSON.parse(text) : undefined) as T };
	}

	get<T = Problem>(path: string): Promise<Reply<T>> {
		return this.send<T>('GET', path);
	}

	delete(path: string): Promise<Reply<Problem>> {
		return this.send('DELETE', path);
	}

	/** A call with this very body. */
	post<T = Problem>(path: string, body: object): Promise<Reply<T>> {
		return this.send<T>('POST', path, JSON.stringify(body));
	}

	/** A command with an id of its own; whatever it answers. */
	tryTo<T = Problem>(path: string, body: object = {}): Promise<Reply<T>> {
		return this.post<T>(path, { id: newId(), ...body });
	}

	/** A command that must succeed. */
	async do<T>(path: string, body: object = {}): Promise<T> {
		const reply = await this.tryTo<T>(path, body);
		if (reply.status >= 300) throw new Error(`${path} answered ${reply.status}: ${reply.text}`);
		return reply.body;
	}

	async register(siteId: string, body: object = {}): Promise<Visit> {
		return (await this.do<VisitAnswer>(`/sites/${siteId}/visits`, body)).visit;
	}

	/** One step of a place that must succeed; the place afterwards. */
	async step(entryId: string, step: string, body: object = {}): Promise<CalledEntry> {
		const { entries } = await this.do<EntriesAnswer>(`/entries/${entryId}/${step}`, body);
		return entries[0] as CalledEntry;
	}

	async board<A extends Audience>(siteId: string, audience: A): Promise<Board<A>> {
		const reply = await this.get<Board<A>>(`/sites/${siteId}/board?audience=${audience}`);
		if (reply.status !== 200) throw new Error(`the board answered ${reply.status}: ${reply.text}`);
		return reply.body;
	}
}

/** Signs in as one of the demo's accounts. */
export async function signIn(node: HalteNode, username: string): Promise<Client> {
	const response = await fetch(`${node.url}/api/v1/session`, {
		method: 'POST',
		body: JSON.stringify({ username, password: PASSWORD }),
		headers: { 'content-type': 'application/json' }
	});
	await response.arrayBuffer();
	const cookie = response.headers.get('set-cookie')?.split(';')[0];
	if (response.status !== 200 || cookie === undefined)
		throw new Error(`${username} could not sign in: ${response.status}`);
	return new Client(node, cookie);
}

/** The first place of a visit. */
export function firstEntry(visit: Visit): string {
	const [entry] = visit.entries;
	if (entry === undefined) throw new Error('a visit has at least one place');
	return entry.id;
}
