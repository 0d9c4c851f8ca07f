/** A real Redis of its own, without a file on disk, that a test may kill. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './at-end.ts';
import { freePort } from './free-port.ts';
import { keepsNothing, runRedis } from './redis-program.ts';

export interface RedisProcess {
	readonly url: string;
	readonly port: number;
	/** As a power cut would. */
	kill(): Promise<void>;
	/** Comes back at the same address, empty. */
	restart(): Promise<void>;
}

/** Starts a Redis at a free port, with more flags for that port when there are any; it is killed after the file. */
export async function startRedis(
	flagsAt: (port: number) => readonly string[] = () => []
): Promise<RedisProcess> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-redis-'));
	const port = await freePort();
	const start = () => runRedis([...keepsNothing(port, folder), ...flagsAt(port)]);
	let { kill } = await start();
	atEnd(async () => {
		await kill();
		await rm(folder, { recursive: true, force: true });
	});
	return {
		url: `redis://127.0.0.1:${port}`,
		port,
		kill: () => kill(),
		restart: async () => void ({ kill } = await start())
	};
}

/** A sentinel that watches over this server and calls it `halte`; it is killed after the file. */
export async function startSentinel(primary: number): Promise<{ readonly port: number }> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-sentinel-'));
	const port = await freePort();
	const file = join(folder, 'sentinel.conf');
	// One sentinel decides alone; in a real network three do.
	const lines = [
		...[`port ${port}`, 'bind 127.0.0.1', `dir ${folder}`],
		...[
			`sentinel monitor halte 127.0.0.1 ${primary} 1`,
			'sentinel down-after-milliseconds halte 500',
			'sentinel failover-timeout halte 2000'
		]
	];
	await writeFile(file, `${lines.join('\n')}\n`);
	const { kill } = await runRedis([file, '--sentinel'], { ready: 'Sentinel ID is' });
	atEnd(async () => {
		await kill();
		await rm(folder, { recursive: true, force: true });
	});
	return { port };
}
