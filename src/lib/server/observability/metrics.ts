/** Counters for operators: numbers and codes, no site's people. Every label has a closed set of values. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
	readonly commands: Counter<'verb' | 'outcome' | 'practice'>;
	readonly commandSeconds: Histogram<'verb'>;
	readonly requestSeconds: Histogram<'route' | 'method' | 'status'>;
	readonly sockets: Gauge<'namespace'>;
	readonly watches: Gauge<'audience'>;
	readonly boardReads: Counter;
	readonly pushSeconds: Histogram;
	readonly headLag: Gauge;
	readonly databaseUp: Gauge;
	readonly redisUp: Gauge;
	readonly poolSeconds: Gauge<'pool'>;
	readonly connections: Gauge<'pool' | 'state'>;
	/** Runs `look` before each reading: for what is not counted when it happens. It must not throw. */
	beforeReading(look: () => Promise<void> | void): void;
	/** Prometheus text format. */
	text(): Promise<string>;
}

/** From a board on the same machine to a network that stands still, in seconds. */
const PUSH_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];

/** A registry of its own, so that two nodes in one process do not clash. */
export function openMetrics(): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const registers = [registry];
	const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
		new Gauge({ name, help, labelNames, registers });
	const looks: (() => Promise<void>)[] = [];
	return {
		commands: new Counter({
			name: 'halte_commands_total',
			help: 'Commands by verb, outcome, and whether they were for practice only',
			labelNames: ['verb', 'outcome', 'practice'],
			registers
		}),
		commandSeconds: new Histogram({
			name: 'halte_command_seconds',
			help: 'Time from the door to the answer',
			labelNames: ['verb'],
			registers
		}),
		requestSeconds: new Histogram({
			name: 'halte_request_seconds',
			help: 'Time from a request to its answer, by the pattern of its address, its method and its status',
			labelNames: ['route', 'method', 'status'],
			registers
		}),
		sockets: gauge('halte_sockets', 'Open sockets', ['namespace']),
		watches: gauge('halte_watches', 'Sockets that watch a site, once per site, by audience', ['audience']),
		boardReads: new Counter({ name: 'halte_board_reads_total', help: 'Snapshots read', registers }),
		pushSeconds: new Histogram({
			name: 'halte_push_seconds',
			help: 'Time from a change (here: its commit; elsewhere: its bell) until the screens of this node were sent it',
			buckets: PUSH_BUCKETS,
			registers
		}),
		headLag: gauge(
			'halte_head_lag',
			'Changes that the screens of this node have not been sent yet, of the site that is most behind, every 2 s'
		),
		databaseUp: gauge('halte_database_up', '1 when both pools reach Postgres, else 0'),
		redisUp: gauge('halte_redis_up', '1 when Redis is reached, 0 when it is away; 1 too where none is used'),
		poolSeconds: gauge(
			'halte_pool_seconds',
			'Time that the smallest question took through a pool, waiting for a connection included',
			['pool']
		),
		connections: gauge(
			'halte_database_connections',
			'Connections of all nodes to the database, by pool and state',
			['pool', 'state']
		),
		beforeReading: (look) => void looks.push(async () => look()),
		async text() {
			await Promise.all(looks.map((look) => look()));
			return registry.metrics();
		}
	};
}
