/** Lines to Redis, whatever kind of Redis it is; each connects in the background and never gives up. */
import { Cluster, Redis, type Command } from 'ioredis';
import type { RedisAddress } from '#lib/server/redis/address.ts';

export type RedisLine = Redis | Cluster;

/** What becomes of a command while Redis is away: it waits, however long, or fails at once. */
type Away = 'waits' | 'fails';

/** In ms: Redis is back for everybody within some two seconds. */
const again = (times: number) => Math.min(times * 200, 2_000);

/** Opens a line. It says `error` while Redis is away, and `ready` once it is there. */
export function connectRedis(address: RedisAddress, away: Away): RedisLine {
	const line = open(address, away);
	return away === 'waits' ? forgiving(line) : line;
}

interface Line {
	sendCommand(command: Command, stream?: unknown): unknown;
	duplicate(): Line;
}

/**
 * Nobody waits for an answer at such a line, and what nobody catches ends the process: such as all that stands in it when
 * Redis refuses the password. Its copies are the same.
 */
function forgiving<L extends Line>(line: L): L {
	const [send, copy] = [line.sendCommand.bind(line), line.duplicate.bind(line)];
	return Object.assign(line, {
		sendCommand(command: Command, stream?: unknown) {
			command.promise.catch(() => {});
			return send(command, stream);
		},
		duplicate: () => forgiving(copy())
	});
}

function open(address: RedisAddress, away: Away): RedisLine {
	const enableOfflineQueue = away === 'waits';
	const whenBroken = { enableOfflineQueue, maxRetriesPerRequest: enableOfflineQueue ? null : 0 };
	switch (address.kind) {
		case 'single':
			return new Redis(address.url, { ...whenBroken, retryStrategy: again });
		case 'sentinel': {
			const { tls, places, name, username, password, sentinel } = address;
			return new Redis({
				...{ ...whenBroken, name, username, password, retryStrategy: again, sentinelRetryStrategy: again },
				sentinels: [...places],
				sentinelUsername: sentinel.username,
				sentinelPassword: sentinel.password,
				...(tls && { tls: {}, enableTLSForSentinelMode: true, sentinelTLS: {} }),
				// A primary that lost its place says so when it is written to: ask the sentinels again.
				reconnectOnError: (error) => error.message.startsWith('READONLY')
			});
		}
		case 'cluster': {
			const { tls, places, username, password } = address;
			const cluster = new Cluster([...places], {
				...{ enableOfflineQueue, clusterRetryStrategy: again },
				// Each try at another server counts as one.
				maxRedirections: away === 'waits' ? Infinity : 3,
				redisOptions: { username, password, ...(tls && { tls: {} }) },
				// A certificate names a host: it is asked for by its name.
				...(tls && {
					dnsLookup: (host: string, done: (error: null, found: string) => void) => done(null, host)
				})
			});
			// Not only once something is asked of it: that all are gone is seen on open lines alone.
			cluster.on('+node', (server: Redis) => {
				if (server.status === 'wait') void server.connect().catch(() => {});
			});
			return cluster;
		}
	}
}
