/** The built server in a process of its own, on a folder that goes away with it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BenchNode {
	readonly url: string;
	/** The cookie of a demo account that has signed in. */
	cookieOf(username: string): Promise<string>;
	stop(): Promise<void>;
}

const PASSWORD = 'halte-demo';
const START_MS = 60_000;

/** Starts it and waits until it serves. */
export async function startBenchNode(): Promise<BenchNode> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-bench-'));
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const { PATH } = process.env;
	const child = spawn(process.execPath, ['src/main.js'], {
		env: { PATH, PORT: String(port), HALTE_DATA: folder, HALTE_DEMO: '1', NODE_ENV: 'production' },
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const ended = once(child, 'exit');
	const until = performance.now() + START_MS;
	while (!(await isReady(url))) {
		if (child.exitCode !== null || performance.now() > until) throw new Error('the node did not start');
	}
	return {
		url,
		async cookieOf(username) {
			const response = await fetch(`${url}/api/v1/session`, {
				method: 'POST',
				body: JSON.stringify({ username, password: PASSWORD }),
				headers: { 'content-type': 'application/json' }
			});
			const [cookie] = response.headers.getSetCookie();
			if (cookie === undefined) throw new Error(`${username} could not sign in: ${response.status}`);
			return cookie.split(';')[0] ?? '';
		},
		async stop() {
			child.kill('SIGTERM');
			await ended;
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		}
	};
}

async function isReady(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
	} catch {
		return false;
	}
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
