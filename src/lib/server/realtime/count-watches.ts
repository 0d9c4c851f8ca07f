/** How many sockets of this node watch as whom, for the metrics. */
import { AUDIENCES } from '#lib/domain/policy/policy.ts';
import type { Metrics } from '#lib/server/observability/metrics.ts';
import type { HalteNamespace } from '#lib/server/realtime/needs.ts';
import { roomOf } from '#lib/server/realtime/rooms.ts';

/** Counts before each reading of the metrics; a socket that watches two sites counts twice. */
export function countWatches(metrics: Metrics, namespaces: readonly HalteNamespace[]): void {
	metrics.beforeReading(() => {
		const counts = new Map(AUDIENCES.map((audience) => [audience, 0]));
		for (const { adapter } of namespaces) {
			for (const [name, sockets] of adapter.rooms) {
				const audience = roomOf(name)?.audience;
				if (audience !== undefined) counts.set(audience, (counts.get(audience) ?? 0) + sockets.size);
			}
		}
		for (const [audience, count] of counts) metrics.watches.set({ audience }, count);
	});
}
