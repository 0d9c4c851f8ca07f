/** The built server in a process of its own, on a folder that goes away with it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports.ts';

export interface BenchNode {
	readonly url: string;
	readonly pid: number;
	/** The cookie of a demo account that has signed in. */
	cookieOf(username: string): Promise<string>;
	/** The cookie of a screen that this account has left somebody alone with. */
	aloneCookie(username: string, siteId: string): Promise<string>;
	stop(): Promise<void>;
}

/** Of every account of the demo, and of those that the bench adds. */
export const PASSWORD = 'halte-demo';
const START_MS = 60_000;

/** Starts it and waits until it serves. Without a database among the `variables` it brings its own. */
export async function startBenchNode(variables: Readonly<Record<string, string>> = {}): Promise<BenchNode> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-bench-'));
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const { PATH } = process.env;
	const child = spawn(process.execPath, ['src/main.js'], {
		env: {
			...{ PATH, PORT: String(port), HALTE_DATA: folder, HALTE_DEMO: '1', NODE_ENV: 'production' },
			...variables
		},
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const ended = once(child, 'exit');
	const until = performance.now() + START_MS;
	while (!(await isReady(url))) {
		if (child.exitCode !== null || performance.now() > until) throw new Error('the node did not start');
	}
	const cookieOf = (username: string) =>
		cookieFrom(`${url}/api/v1/session`, { username, password: PASSWORD });
	return {
		url,
		pid: child.pid ?? 0,
		cookieOf,
		aloneCookie: async (username, siteId) =>
			cookieFrom(`${url}/api/v1/session/alone`, { siteId }, await cookieOf(username)),
		async stop() {
			child.kill('SIGTERM');
			await ended;
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		}
	};
}

async function cookieFrom(address: string, body: object, cookie?: string): Promise<string> {
	const response = await fetch(address, {
		method: 'POST',
		body: JSON.stringify(body),
		headers: { 'content-type': 'application/json', ...(cookie !== undefined && { cookie }) }
	});
	const [given] = response.headers.getSetCookie();
	if (given === undefined) throw new Error(`${address} gave no cookie: ${response.status}`);
	return given.split(';')[0] ?? '';
}

async function isReady(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
	} catch {
		return false;
	}
}
