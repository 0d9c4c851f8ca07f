/**
 * graphile-worker on the bench's Postgres. It has no call that takes one: its worker, with as many hands as there are
 * callers, empties the queue; its start counts.
 */
import { createRequire } from 'node:module';
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { called } from '../called.ts';
import type { Stage } from '../stage.ts';
import { addressOf } from './address.ts';
import { checkHandedOut, timed, type Peer } from './peer.ts';

const { version } = createRequire(import.meta.url)('graphile-worker/package.json') as { version: string };
const CONNECTIONS = 10;

/** Opens it on a database of its own. */
export async function openGraphileWorker(stage: Stage): Promise<Peer> {
	const database = await stage.database('empty');
	const shared = {
		connectionString: addressOf(database),
		maxPoolSize: CONNECTIONS,
		logger: new Logger(() => () => {})
	};
	const utils = await makeWorkerUtils(shared);
	await utils.migrate();
	return {
		name: 'graphile-worker',
		version,
		async run(callers, count) {
			const put = await timed(count, () => called(callers, count, () => utils.addJob('visit', { at: 1 })));
			const ids: string[] = [];
			const { rate } = await timed(count, async () => {
				let isEmpty = () => {};
				const emptied = new Promise<void>((resolve) => (isEmpty = resolve));
				const visit = (_payload: unknown, { job }: { job: { id: string } }) => {
					if (ids.push(job.id) === count) isEmpty();
				};
				const runner = await run({
					...shared,
					concurrency: callers,
					noHandleSignals: true,
					taskList: { visit }
				});
				await emptied;
				// Done with all the same: what was handed out last is marked so before it stops.
				await runner.stop();
			});
			checkHandedOut('graphile-worker', ids, count);
			return { put: put.rate, taken: rate };
		},
		close: async () => utils.release()
	};
}
