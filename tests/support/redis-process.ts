/** A real Redis of its own, without a file on disk, that a test may kill. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './at-end.ts';
import { freePort } from './free-port.ts';
import { keepsNothing, runRedis } from './redis-program.ts';

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
	const start = () => runRedis(keepsNothing(port, folder));
	let { kill } = await start();
	atEnd(async () => {
		await kill();
		await rm(folder, { recursive: true, force: true });
	});
	return {
		url: `redis://127.0.0.1:${port}`,
		kill: () => kill(),
		restart: async () => void ({ kill } = await start())
	};
}
