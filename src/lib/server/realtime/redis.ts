/** Redis carries the bell between nodes and nothing else; it may be killed, flushed or absent at any time. */
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { traceOf, type Log } from '#lib/server/observability/log.ts';
import type { RedisAddress } from '#lib/server/redis/address.ts';
import { connectRedis } from '#lib/server/redis/connect.ts';

export interface RedisBell {
	readonly adapter: ReturnType<typeof createAdapter>;
	/** False while Redis is away: a bell that waits for it would only ring for what is long known. */
	isReady(): boolean;
	close(): void;
}

/** Bells older than this many are trimmed: a node that missed one finds out by itself. */
const KEPT_BELLS = 1_000;

/** Connects in the background and keeps trying; while it can't, nodes find changes by looking (ADR 1). */
export function openRedis(address: RedisAddress, log: Log): RedisBell {
	// The adapter's own few commands wait for Redis, however long; no bell does.
	const redis = connectRedis(address, 'waits');
	let down = false;
	redis.on('error', (error) => {
		if (!down) log.warn({ error: traceOf(error) }, 'redis is away; nodes look for changes by themselves');
		down = true;
	});
	redis.on('ready', () => {
		if (down) log.warn('redis is back');
		down = false;
	});
	const make = createAdapter(redis, {
		streamName: 'halte:bell',
		channelPrefix: 'halte',
		maxLen: KEPT_BELLS,
		onlyPlaintext: true
	});
	const adapter = hearingBellsAlone(make);
	return { adapter, isReady: () => redis.status === 'ready', close: () => redis.disconnect() };
}

/** Of the adapter's kinds of message, the one that a bell is. */
const SERVER_SIDE_EMIT = 9;

type MakeAdapter = ReturnType<typeof createAdapter>;
/** What the adapter is handed of each message, whoever wrote it (cluster-adapter.js of socket.io-adapter 2.5). */
interface Hearing {
	onMessage(
		message: { type: unknown; data?: { requestId?: unknown; packet?: unknown } },
		offset?: string
	): void;
}

/**
 * Whoever writes Redis may ring, and nothing else: the adapter would also hand out the sockets of this node, with their
 * cookies, send any view to any screen, and cut lines.
 */
function hearingBellsAlone(make: MakeAdapter): MakeAdapter {
	// Called with `new`, which an arrow function can't be.
	return function hearing(namespace) {
		const adapter = make(namespace);
		const ear = adapter as unknown as Hearing;
		const hear = ear.onMessage.bind(adapter);
		ear.onMessage = (message, offset) => {
			const { type, data } = message;
			const packet = data?.packet;
			const isBell = Array.isArray(packet) && packet[0] === 'bell' && data?.requestId === undefined;
			if (type === SERVER_SIDE_EMIT && isBell) hear(message, offset);
		};
		return adapter;
	};
}
