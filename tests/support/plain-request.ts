/** A request exactly as it is written: any host, any address, nothing put right on the way. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

export interface PlainAnswer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

export interface PlainRequest {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array;
}

/** Asks; rejects only when no answer came. */
export function ask(
	origin: string,
	path: string,
	{ method = 'GET', headers = {}, body }: PlainRequest = {}
): Promise<PlainAnswer> {
	const { hostname, port } = new URL(origin);
	return new Promise((resolve, reject) => {
		const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
		const sent = httpRequest(
			{ hostname, port, path, method, headers: { ...length, ...headers }, agent: false },
			(answer) => {
				const chunks: Buffer[] = [];
				answer.on('data', (chunk: Buffer) => chunks.push(chunk));
				answer.on('end', () =>
					resolve({
						status: answer.statusCode ?? 0,
						headers: answer.headers,
						body: Buffer.concat(chunks).toString('utf8')
					})
				);
				answer.on('error', reject);
			}
		);
		sent.on('error', reject);
		sent.end(body);
	});
}
