/** One request as a page with scripts sends it, and all that the page is told. */
import type { Request } from './strange-ids.ts';
import { knock } from './knock.ts';

export interface Told {
	/** Of the page: where a form's answer holds one, that one. */
	readonly status: number;
	/** Of a problem, or null. */
	readonly code: string | null;
	/** The data alone: what is around them is the same for everybody. */
	readonly text: string;
}

/** Sends a call, opens a page or presses a button. */
export async function send(url: string, cookie: string, request: Request): Promise<Told> {
	const { method, path, body } = request;
	if (path.startsWith('/api/') || (method === 'POST' && !(body instanceof URLSearchParams))) {
		const { status, text, body: told } = await knock(url, cookie, method, path, body);
		return { status, text, code: codeIn(told) };
	}
	return body instanceof URLSearchParams ? press(url, cookie, path, body) : open(url, cookie, path);
}

async function press(url: string, cookie: string, path: string, body: URLSearchParams): Promise<Told> {
	const headers = { cookie, accept: 'application/json', 'x-sveltekit-action': 'true' };
	const response = await fetch(url + path, { method: 'POST', redirect: 'manual', headers, body });
	const text = await response.text();
	const outcome = JSON.parse(text) as { status?: number; data?: string };
	// SvelteKit writes data as a list of values, in which the name of a field stands before its value's place.
	const [, code] = /"(\w+_\w+|forbidden)"/.exec(outcome.data?.replace(/.*"code":\d+/s, '') ?? '') ?? [];
	return { status: outcome.status ?? response.status, text, code: code ?? null };
}

/** The page as a whole for its status, and its data by themselves for what they say. */
async function open(url: string, cookie: string, path: string): Promise<Told> {
	const { status } = await knock(url, cookie, 'GET', path);
	const [where = '', query = ''] = path.split('?');
	const { text } = await knock(url, cookie, 'GET', `${where}/__data.json?${query}`);
	return { status, text, code: null };
}

function codeIn(told: unknown): string | null {
	const code = typeof told === 'object' && told !== null ? (told as { code?: unknown }).code : null;
	return typeof code === 'string' ? code : null;
}
