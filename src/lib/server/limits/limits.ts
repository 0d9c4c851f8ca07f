/** The limits of this node, or of all nodes together where they share a Redis (docs/adr/0018). */
import { BackOff } from '#lib/server/limits/back-off.ts';
import { openCounters, type Allowed } from '#lib/server/limits/counters.ts';
import {
	LIMITS,
	type CountName,
	type LimitsTable,
	type Per,
	type SecretName
} from '#lib/server/limits/table.ts';
import type { Log } from '#lib/server/observability/log.ts';
import type { RedisAddress } from '#lib/server/redis/address.ts';

/** Whose request it is: the account, or the name that was typed; the enrolled device, or null elsewhere. */
export interface Who {
	readonly account: string;
	readonly deviceId: string | null;
}

/** For what is limited for everybody together. */
export const EVERYBODY: Who = { account: '', deviceId: null };

/** What became of a try at a secret. */
export type Tried<R> =
	| { readonly kind: 'right'; readonly value: R }
	| { readonly kind: 'wrong' }
	/** It was not looked at: too many wrong ones before. */
	| { readonly kind: 'wait'; readonly retryAfterMs: number };

export interface Limits {
	/** Takes one of so many; refused when none is left. */
	consume(limit: CountName, who: Who): Promise<Allowed>;
	/**
	 * Lets `check` look at a secret, unless it must wait. It answers null when the secret is wrong. Wrong tries are
	 * counted per account and device: somebody who guesses elsewhere never keeps an enrolled tablet out.
	 * @throws what `check` throws; the try then does not count.
	 */
	attempt<R>(secret: SecretName, who: Who, check: () => Promise<R | null>): Promise<Tried<R>>;
	close(): void;
}

interface LimitsNeeds {
	/** Where Redis is, or null: this node counts alone. */
	readonly redis: RedisAddress | null;
	/** A keyed hash: what is counted is kept under it, so that who reads Redis learns no name. */
	readonly mac: (text: string) => string;
	readonly log: Log;
	readonly table?: LimitsTable;
}

/** Opens the limits; the table is another one in tests only. */
export function openLimits({ redis, mac, log, table = LIMITS }: LimitsNeeds): Limits {
	const counters = openCounters(redis, log);
	const counts = mapped(table.counts, ({ points, windowS }) => counters.counter(points, windowS));
	const backOffs = mapped(table.secrets, (row) => new BackOff(row, counters));
	const keyOf = (name: string, per: Per, who: Who) => mac(JSON.stringify([name, ...parts(per, who)]));
	return {
		consume: (limit, who) => counts[limit].take(keyOf(limit, table.counts[limit].per, who)),
		async attempt(secret, who, check) {
			const key = keyOf(secret, table.secrets[secret].per, who);
			const backOff = backOffs[secret];
			const begun = await backOff.begin(key);
			if (!begun.ok) return { kind: 'wait', retryAfterMs: begun.retryAfterMs };
			const value = await check().catch(async (error: unknown) => {
				await backOff.takeBack(key, begun.nth);
				throw error;
			});
			if (value === null) return { kind: 'wrong' };
			await backOff.right(key, begun.nth);
			return { kind: 'right', value };
		},
		close: () => counters.close()
	};
}

function parts(per: Per, { account, deviceId }: Who): string[] {
	switch (per) {
		case 'account_and_device':
			// All browsers that are not enrolled are one: whoever makes up new ones gains nothing.
			return [account, deviceId ?? 'elsewhere'];
		case 'account':
			return [account];
		case 'everybody':
			return [];
	}
}

function mapped<K extends string, A, B>(rows: Readonly<Record<K, A>>, make: (row: A) => B): Record<K, B> {
	return Object.fromEntries(Object.entries<A>(rows).map(([name, row]) => [name, make(row)])) as Record<K, B>;
}
