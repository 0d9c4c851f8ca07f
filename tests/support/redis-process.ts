/** A real Redis of its own, without a file on disk, that a test may kill. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './at-end.ts';
import { freePort } from './free-port.ts';

const BINARY = 'redis-server';

export interface RedisProcess {
	readonly url: string;
	/** As a power cut would. */
	kill(): Promise<void>;
	/** Comes back at the same address, empty. */
	restart(): Promise<void>;
}

/** Starts a Redis at a free port; it is killed after the file. */
export async function startRedis(): Promise<RedisProcess> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-redis-'));
	const port = await freePort();
	let { kill } = await launch(port, folder);
	atEnd(async () => {
		await kill();
		await rm(folder, { recursive: true, force: true });
	});
	return {
		url: `redis://127.0.0.1:${port}`,
		kill: () => kill(),
		restart: async () => void ({ kill } = await launch(port, folder))
	};
}

async function launch(port: number, folder: string): Promise<{ kill(): Promise<void> }> {
	const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
	const child = spawn(BINARY, flags, { stdio: ['ignore', 'pipe', 'ignore'] });
	const ended = once(child, 'exit');
	await new Promise<void>((resolve, reject) => {
		child.stdout.on('data', (chunk: Buffer) => {
			if (chunk.toString().includes('Ready to accept connections')) resolve();
		});
		child.once('error', reject).once('exit', () => reject(new Error('redis-server did not start')));
	});
	return {
		kill: async () => {
			child.kill('SIGKILL');
			await ended;
		}
	};
}
