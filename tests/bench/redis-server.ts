/** A Redis of the bench's own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports.ts';

const BINARY = 'redis-server';

export interface RedisServer {
	readonly port: number;
	readonly url: string;
	readonly version: string;
	stop(): Promise<void>;
}

/** `always`: on the disk before any answer, as Postgres is. */
export async function startRedis(keeps: 'nothing' | 'always' = 'nothing'): Promise<RedisServer> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-bench-redis-'));
	const port = await freePort();
	const onDisk = keeps === 'always' ? ['--appendonly', 'yes', '--appendfsync', 'always'] : [];
	const where = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
	const child = spawn(BINARY, [...where, '--save', '', ...onDisk], {
		stdio: ['ignore', 'pipe', 'ignore']
	});
	const ended = once(child, 'exit');
	let said = '';
	await new Promise<void>((resolve, reject) => {
		child.stdout.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			if (said.includes('Ready to accept connections')) resolve();
		});
		child.once('error', reject).once('exit', () => reject(new Error(`${BINARY} did not start`)));
	});
	return {
		port,
		url: `redis://127.0.0.1:${port}`,
		version: /version=([\d.]+)/.exec(said)?.[1] ?? '',
		async stop() {
			child.kill('SIGKILL');
			await ended;
			await rm(folder, { recursive: true, force: true });
		}
	};
}
