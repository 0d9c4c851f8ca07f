/** Requests of many clients over lines that stay open, with little work of their own. */
import { Agent, request } from 'node:http';

export interface Reply {
	readonly status: number;
	readonly text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

/** Asks; rejects only when no answer came. */
export function post(address: string, cookie: string, body: object): Promise<Reply> {
	const text = JSON.stringify(body);
	const headers = {
		...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
		...(cookie !== '' && { cookie })
	};
	return new Promise((resolve, reject) => {
		const sent = request(address, { method: 'POST', agent, headers }, (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () =>
				resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })
			);
			answer.on('error', reject);
		});
		sent.on('error', reject);
		sent.end(text);
	});
}
