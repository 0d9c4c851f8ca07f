/** pg-boss on the bench's Postgres. */
import { createRequire } from 'node:module';
import PgBoss from 'pg-boss';
import { called } from '../called.ts';
import type { Stage } from '../stage.ts';
import { addressOf } from './address.ts';
import { checkHandedOut, timed, type Peer } from './peer.ts';

const { version } = createRequire(import.meta.url)('pg-boss/package.json') as { version: string };
const CONNECTIONS = 10;
const QUEUE = 'bench';

/** Opens it on a database of its own. */
export async function openPgBoss(stage: Stage): Promise<Peer> {
	const connectionString = addressOf(await stage.database('empty'));
	const boss = new PgBoss({ connectionString, max: CONNECTIONS, supervise: false, schedule: false });
	await boss.start();
	await boss.createQueue(QUEUE);
	return {
		name: 'pg-boss',
		version,
		async run(callers, count) {
			const put = await timed(count, () => called(callers, count, () => boss.send(QUEUE, { at: 1 })));
			const taken = await timed(count, () =>
				called(callers, count, async () => {
					const [job] = await boss.fetch(QUEUE);
					if (job === undefined) return null;
					await boss.complete(QUEUE, job.id);
					return job.id;
				})
			);
			checkHandedOut('pg-boss', taken.given, count);
			return { put: put.rate, taken: taken.rate };
		},
		close: () => boss.stop({ graceful: false, wait: true })
	};
}
