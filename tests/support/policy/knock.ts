/** One request, as a browser or a program sends it, and its answer as it is. */
export interface Answer {
	readonly status: number;
	readonly location: string | null;
	readonly text: string;
	/** The JSON of the answer; undefined when it is something else. */
	readonly body: unknown;
}

/** Sends a request without following where it leads. */
export async function knock(
	url: string,
	cookie: string,
	method: string,
	path: string,
	body?: object | URLSearchParams
): Promise<Answer> {
	const isForm = body instanceof URLSearchParams;
	const response = await fetch(url + path, {
		method,
		redirect: 'manual',
		headers: {
			...(cookie !== '' && { cookie }),
			// As a browser: without it SvelteKit answers a form in JSON, and always with 200.
			accept: path.startsWith('/api/') ? 'application/json' : 'text/html',
			...(body !== undefined && !isForm && { 'content-type': 'application/json' })
		},
		body: body === undefined || isForm ? body : JSON.stringify(body)
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') ?? false;
	return {
		status: response.status,
		location: response.headers.get('location'),
		text,
		body: isJson ? (JSON.parse(text) as unknown) : undefined
	};
}
