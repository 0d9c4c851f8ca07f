/** The public HTTP API, as a tablet or a phone uses it. */
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';

/** The server said no, or something else than was asked for. */
export class Refused extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		readonly call: string
	) {
		super(`${status} ${code} à ${call}`);
	}
}

/** Nothing listens there, or no longer. */
export class NoAnswer extends Error {}

type Method = 'GET' | 'POST' | 'DELETE';
interface Problem {
	code?: unknown;
}

export class Api {
	/** How long each answer took, in ms. */
	readonly durations: number[] = [];

	/** `now` dates the ids of commands. */
	constructor(
		readonly base: string,
		readonly now: () => number
	) {}

	/** @throws Refused when name and password do not go together: the server holds no fictional network. */
	async signIn(username: string, password: string): Promise<Session> {
		const response = await this.send('POST', '/session', { username, password });
		const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]);
		return new Session(this, username, cookie.join('; '));
	}

	/** @throws Refused for everything but a 2xx. */
	async send(method: Method, path: string, body?: object, cookie?: string): Promise<Response> {
		const before = performance.now();
		const response = await this.#fetch(method, path, body, cookie);
		this.durations.push(performance.now() - before);
		if (response.ok) return response;
		const problem = (await response.json().catch(() => ({}))) as Problem;
		const code = typeof problem.code === 'string' ? problem.code : 'sans_code';
		throw new Refused(response.status, code, `${method} ${withoutIds(path)}`);
	}

	#fetch(method: Method, path: string, body?: object, cookie?: string): Promise<Response> {
		return fetch(`${this.base}/api/v1${path}`, {
			method,
			headers: {
				...(body !== undefined && { 'content-type': 'application/json' }),
				...(cookie !== undefined && { cookie })
			},
			...(body !== undefined && { body: JSON.stringify(body) })
		}).catch((error: unknown) => {
			throw new NoAnswer(`Aucune réponse de ${this.base}.`, { cause: error });
		});
	}
}

/** Somebody who is signed in. */
export class Session {
	constructor(
		readonly api: Api,
		readonly username: string,
		readonly cookie: string
	) {}

	async get<S extends z.ZodType>(path: string, answer: S): Promise<z.infer<S>> {
		return answer.parse(await (await this.api.send('GET', path, undefined, this.cookie)).json());
	}

	/** A command with an id of its own. */
	async command<S extends z.ZodType>(path: string, body: object, answer: S): Promise<z.infer<S>> {
		const id = uuidv7({ msecs: this.api.now() });
		return this.post(path, { id, ...body }, answer);
	}

	async post<S extends z.ZodType>(path: string, body: object, answer: S): Promise<z.infer<S>> {
		return answer.parse(await (await this.api.send('POST', path, body, this.cookie)).json());
	}

	async delete(path: string): Promise<void> {
		await this.api.send('DELETE', path, undefined, this.cookie);
	}
}

function withoutIds(path: string): string {
	return path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');
}
