/** What an operator sees of the pools: whether they answer, how long that takes, how many connections there are. */
import { within } from '#lib/server/observability/deadline.ts';
import type { Metrics } from '#lib/server/observability/metrics.ts';
import { POOL_NAMES, type Database } from '#lib/server/store/database.ts';

/** A pool that takes longer has none to give, or no database. */
const PATIENCE_MS = 2_000;
/** What a connection of a healthy pool can be doing; told as 0 too, since a series that comes and goes cannot be watched. */
const STATES = ['active', 'idle', 'idle in transaction'];

/** Looks at both pools before each reading of the metrics, and at the connections of all nodes. */
export function watchPools(database: Database, metrics: Metrics): void {
	const ask = async (pool: 'read' | 'write') => {
		const from = performance.now();
		await within(PATIENCE_MS, database[pool]`select 1`);
		metrics.poolSeconds.set({ pool }, (performance.now() - from) / 1000);
	};
	const count = async () => {
		const rows = await within(
			PATIENCE_MS,
			database.read<{ name: string; state: string; count: number }[]>`
				select application_name as name, coalesce(state, 'unknown') as state, count(*)::int as count
				from pg_stat_activity
				where datname = current_database() and application_name = any(${Object.values(POOL_NAMES)})
				group by 1, 2`
		);
		metrics.connections.reset();
		for (const pool of ['read', 'write'])
			for (const state of STATES) metrics.connections.set({ pool, state }, 0);
		for (const { name, state, count } of rows) {
			const pool = name === POOL_NAMES.write ? 'write' : 'read';
			metrics.connections.set({ pool, state }, count);
		}
	};
	metrics.beforeReading(async () => {
		const looked = await Promise.allSettled([ask('read'), ask('write'), count()]);
		metrics.databaseUp.set(looked.every(({ status }) => status === 'fulfilled') ? 1 : 0);
	});
}
