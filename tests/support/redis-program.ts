/** redis-server or redis-sentinel as a process, for the tests, the bench and `npm run cluster`; who starts it ends it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RedisProgram {
	/** All that it has said so far. */
	said(): string;
	/** As a power cut would. */
	kill(): Promise<void>;
}

/** Flags of a server on this machine alone that keeps nothing on the disk. */
export function keepsNothing(port: number, folder: string): string[] {
	return ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
}

/** Starts it and waits until it says so. @throws Error with what it said when it ends first. */
export async function runRedis(
	flags: readonly string[],
	{ binary = 'redis-server', ready = 'Ready to accept connections', detached = false } = {}
): Promise<RedisProgram> {
	const child = spawn(binary, flags, { detached, stdio: ['ignore', 'pipe', 'ignore'] });
	const ended = once(child, 'exit');
	let said = '';
	await new Promise<void>((resolve, reject) => {
		child.stdout.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			if (said.includes(ready)) resolve();
		});
		child.once('error', reject).once('exit', () => reject(new Error(`${binary} did not start:\n${said}`)));
	});
	return {
		said: () => said,
		kill: async () => {
			child.kill('SIGKILL');
			await ended;
		}
	};
}
