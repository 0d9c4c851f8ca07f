/** What a node can do at this moment, for balancers and for whoever asks. */
import { within } from '#lib/server/observability/deadline.ts';

/**
 * - `ready`: serves.
 * - `degraded`: serves; Redis is away, so changes of other nodes are seen 2 s later and limits count per node.
 * - `unreachable`: no command and no board can be had, Postgres does not answer.
 * - `stopping`: ends what is under way and takes nothing new.
 */
export type Health = 'ready' | 'degraded' | 'unreachable' | 'stopping';

export interface HealthNeeds {
	stopping(): boolean;
	/** @throws when Postgres is away */
	reachDatabase(): Promise<unknown>;
	bellTravels(): boolean;
}

/** A balancer asks every 2 s or so, and takes a node out that does not answer. */
const PATIENCE_MS = 2_000;

/** Asks now; answers within two seconds. */
export async function readHealth({ stopping, reachDatabase, bellTravels }: HealthNeeds): Promise<Health> {
	if (stopping()) return 'stopping';
	const reached = await within(PATIENCE_MS, reachDatabase()).then(
		() => true,
		() => false
	);
	if (stopping()) return 'stopping';
	if (!reached) return 'unreachable';
	return bellTravels() ? 'ready' : 'degraded';
}
