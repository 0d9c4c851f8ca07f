/** BullMQ on a Redis that writes every answer to the disk first. */
import { createRequire } from 'node:module';
import { Queue, Worker } from 'bullmq';
import { called } from '../called.ts';
import { startRedis } from '../redis-server.ts';
import { checkHandedOut, timed, type Peer } from './peer.ts';

const { version } = createRequire(import.meta.url)('bullmq/package.json') as { version: string };

/** Opens it on a Redis of its own. */
export async function openBullMq(): Promise<Peer> {
	const redis = await startRedis('always');
	const connection = { host: '127.0.0.1', port: redis.port, maxRetriesPerRequest: null };
	const queue = new Queue('bench', { connection });
	const worker = new Worker('bench', null, { connection, autorun: false });
	await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
	let tokens = 0;
	return {
		name: 'BullMQ',
		version: `${version} on Redis ${redis.version}, appendfsync always`,
		async run(callers, count) {
			const put = await timed(count, () => called(callers, count, () => queue.add('visit', { at: 1 })));
			const taken = await timed(count, () =>
				called(callers, count, async () => {
					const token = `caller-${(tokens += 1)}`;
					const job = await worker.getNextJob(token, { block: false });
					await job?.moveToCompleted(null, token, false);
					return job?.id ?? null;
				})
			);
			checkHandedOut('BullMQ', taken.given, count);
			return { put: put.rate, taken: taken.rate };
		},
		async close() {
			await worker.close();
			await queue.close();
			await redis.stop();
		}
	};
}
