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

/**
 * A sentinel that watches over this server, at an address or a name, and calls it `halte`; with more lines for its port when
 * there are any, of which the first ones must stand before it knows whom it watches. So many as `quorum` must find the server
 * gone; in a real network two of three. It is killed after the file.
 */
export async function startSentinel(
	primary: number,
	{
		host = '127.0.0.1',
		quorum = 1,
		before = [] as readonly string[],
		linesAt = (_port: number): readonly string[] => []
	} = {}
): Promise<Pick<RedisProcess, 'port' | 'kill'>> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-sentinel-'));
	const port = await freePort();
	const file = join(folder, 'sentinel.conf');
	const lines = [
		...[`port ${port}`, 'bind 127.0.0.1', `dir ${folder}`, ...before],
		...[
			`sentinel monitor halte ${host} ${primary} ${quorum}`,
			// A busy machine may keep a Redis from answering for a while, and is not to be taken for its death.
			'sentinel down-after-milliseconds halte 2000',
			'sentinel failover-timeout halte 2000'
		],
		...linesAt(port)
	];
	await writeFile(file, `${lines.join('\n')}\n`);
	const { kill } = await runRedis([file, '--sentinel'], { ready: 'Sentinel ID is' });
	atEnd(async () => {
		await kill();
		await rm(folder, { recursive: true, force: true });
	});
	return { port, kill };
}
