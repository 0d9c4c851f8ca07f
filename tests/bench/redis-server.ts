/** A Redis of the bench's own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepsNothing, runRedis } from '../support/redis-program.ts';
import { freePort } from './ports.ts';

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
	const redis = await runRedis([...keepsNothing(port, folder), ...onDisk]);
	return {
		port,
		url: `redis://127.0.0.1:${port}`,
		version: /version=([\d.]+)/.exec(redis.said())?.[1] ?? '',
		async stop() {
			await redis.kill();
			await rm(folder, { recursive: true, force: true });
		}
	};
}
