/** Redis carries the bell between nodes and nothing else; it may be killed, flushed or absent at any time. */
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import { traceOf, type Log } from '#lib/server/observability/log.ts';

export interface RedisBell {
	readonly adapter: ReturnType<typeof createAdapter>;
	/** False while Redis is away: a bell that waits for it would only ring for what is long known. */
	isReady(): boolean;
	close(): void;
}

/** Bells older than this many are trimmed: a node that missed one finds out by itself. */
const KEPT_BELLS = 1_000;

/** Connects in the background and keeps trying; while it can't, nodes find changes by looking (ADR 1). */
export function openRedis(url: string, log: Log): RedisBell {
	const redis = new Redis(url, {
		// The adapter does not catch what fails: its own few commands wait for Redis, however long; no bell does.
		maxRetriesPerRequest: null,
		retryStrategy: (times) => Math.min(times * 200, 2_000)
	});
	let down = false;
	redis.on('error', (error) => {
		if (!down) log.warn({ error: traceOf(error) }, 'redis is away; nodes look for changes by themselves');
		down = true;
	});
	redis.on('ready', () => {
		if (down) log.warn('redis is back');
		down = false;
	});
	const adapter = createAdapter(redis, {
		streamName: 'halte:bell',
		channelPrefix: 'halte',
		maxLen: KEPT_BELLS,
		onlyPlaintext: true
	});
	return { adapter, isReady: () => redis.status === 'ready', close: () => redis.disconnect() };
}
