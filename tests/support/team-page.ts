/** Pages of a site's team as a browser without scripts opens them and sends their forms. */
import type { Client } from './client.ts';

export interface Shown {
	readonly status: number;
	readonly html: string;
}

/** A page of the site; with `fields` a form of it. */
export async function teamPage(
	{ node, cookie }: Client,
	path: string,
	fields?: Readonly<Record<string, string>>
): Promise<Shown> {
	const response = await fetch(`${node.url}/milieu/${path}`, {
		method: fields === undefined ? 'GET' : 'POST',
		headers: { cookie, accept: 'text/html', origin: node.url },
		body: fields && new URLSearchParams(fields),
		redirect: 'manual'
	});
	return { status: response.status, html: await response.text() };
}

/** What a hidden field of the page holds, as it would be sent. */
export function hiddenField(html: string, name: string): string {
	const [, value] = new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html) ?? [];
	if (value === undefined) throw new Error(`the page has no field ${name}`);
	return value;
}

/** Words that the page marks. */
export function markedIn(html: string): string[] {
	return [...html.matchAll(/<mark[^>]*>([^<]*)<\/mark>/g)].map(([, text = '']) => text);
}
