/** Counters for operators: numbers and codes, no site's people. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
	readonly commands: Counter<'verb' | 'outcome' | 'practice'>;
	readonly commandSeconds: Histogram<'verb'>;
	readonly sockets: Gauge<'namespace'>;
	readonly boardReads: Counter;
	/** Prometheus text format. */
	text(): Promise<string>;
}

/** A registry of its own, so that two nodes in one process do not clash. */
export function openMetrics(): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const registers = [registry];
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
		sockets: new Gauge({
			name: 'halte_sockets',
			help: 'Open sockets',
			labelNames: ['namespace'],
			registers
		}),
		boardReads: new Counter({ name: 'halte_board_reads_total', help: 'Snapshots read', registers }),
		text: () => registry.metrics()
	};
}
