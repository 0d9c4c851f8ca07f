/**
 * Counters with an end. In Redis, so that nodes share them; while Redis is away, or without one, each node counts
 * in its own memory. A Redis that hangs costs 80 ms those who are waiting for it, then one caller every two seconds.
 */
import {
	RateLimiterMemory,
	RateLimiterRedis,
	RateLimiterRes,
	type RateLimiterAbstract
} from 'rate-limiter-flexible';
import { traceOf, type Log } from '#lib/server/observability/log.ts';
import type { RedisAddress } from '#lib/server/redis/address.ts';
import { connectRedis, type RedisLine } from '#lib/server/redis/connect.ts';

export type Allowed = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };

/** Keys are ours already: no name, id or address (keys.ts). */
export interface Counter {
	/** Takes one point; refused when none is left. `windowS` is this key's own window, when it begins here. */
	take(key: string, windowS?: number): Promise<Allowed>;
	/** Counts one more, however many there are; how many there are now. */
	add(key: string): Promise<number>;
	giveBack(key: string): Promise<void>;
	clear(key: string): Promise<void>;
}

export interface Counters {
	counter(points: number, windowS: number): Counter;
	close(): void;
}

const PREFIX = 'halte:limit';
const PATIENCE_MS = 80;
const PAUSE_MS = 2_000;

/** Opens the counters; `redis` is an address or null. Never waits for Redis, never fails for want of it. */
export function openCounters(redis: RedisAddress | null, log: Log): Counters {
	if (redis === null) {
		return { counter: (points, windowS) => asCounter(inMemory(memory(points, windowS))), close: () => {} };
	}
	const { client, shared } = connect(redis, log);
	return {
		counter(points, windowS) {
			const limiter = new RateLimiterRedis({
				storeClient: client,
				keyPrefix: PREFIX,
				points,
				duration: windowS
			});
			return asCounter(insured(limiter, memory(points, windowS), shared));
		},
		close: () => client.disconnect()
	};
}

/** Runs an operation where it can be run now. */
type Run = <R>(operation: (limiter: RateLimiterAbstract) => Promise<R>) => Promise<R>;
/** Whether the shared counters can be asked now, and what became of asking. */
interface Shared {
	isThere(): boolean;
	answered(): void;
	failed(error: unknown): void;
}

function memory(points: number, duration: number): RateLimiterMemory {
	return new RateLimiterMemory({ keyPrefix: PREFIX, points, duration });
}

function inMemory(own: RateLimiterMemory): Run {
	return (operation) => operation(own);
}

function insured(limiter: RateLimiterRedis, own: RateLimiterMemory, shared: Shared): Run {
	return async (operation) => {
		if (!shared.isThere()) return operation(own);
		try {
			const result = await inTime(operation(limiter));
			shared.answered();
			return result;
		} catch (error) {
			// The library throws its refusals.
			if (error instanceof RateLimiterRes) throw error;
			shared.failed(error);
			return operation(own);
		}
	};
}

function connect(address: RedisAddress, log: Log): { client: RedisLine; shared: Shared } {
	const client = connectRedis(address, 'fails');
	let away = false;
	let askAgainAt = -Infinity;
	const leave = (error: unknown) => {
		if (!away) log.warn({ error: traceOf(error) }, 'limits are kept by this node alone');
		away = true;
	};
	client.on('error', leave);
	return {
		client,
		shared: {
			isThere() {
				if (client.status !== 'ready') return false;
				if (!away) return true;
				// One caller finds out for all.
				if (performance.now() < askAgainAt) return false;
				askAgainAt = performance.now() + PAUSE_MS;
				return true;
			},
			answered() {
				if (away) log.warn('limits are shared again');
				away = false;
				askAgainAt = -Infinity;
			},
			failed(error) {
				leave(error);
				askAgainAt = performance.now() + PAUSE_MS;
			}
		}
	};
}

/** What `work` gives, unless Redis takes too long. An answer that came while this very process was busy counts. */
async function inTime<R>(work: Promise<R>): Promise<R> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		const giveUp = () => reject(new Error(`no answer in ${PATIENCE_MS} ms`));
		timer = setTimeout(() => setImmediate(giveUp), PATIENCE_MS);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

function asCounter(run: Run): Counter {
	return {
		async take(key, windowS) {
			const options = windowS === undefined ? {} : { customDuration: windowS };
			try {
				await run((limiter) => limiter.consume(key, 1, options));
				return { ok: true };
			} catch (refusal) {
				if (!(refusal instanceof RateLimiterRes)) throw refusal;
				return { ok: false, retryAfterMs: Math.max(1, refusal.msBeforeNext) };
			}
		},
		add: async (key) => (await run((limiter) => limiter.penalty(key))).consumedPoints,
		async giveBack(key) {
			await run(async (limiter) => {
				// An empty counter would only take room: names can be invented without end.
				if ((await limiter.reward(key)).consumedPoints <= 0) await limiter.delete(key);
			});
		},
		async clear(key) {
			await run((limiter) => limiter.delete(key));
		}
	};
}
