/** Pools on one Postgres: writers, and readers who never hold up a command. */
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type Sql, type TransactionSql } from 'postgres';
import { SilentLines, type Goal } from '#lib/server/store/silent-lines.ts';

/** Where Postgres listens: an address, or the socket of the embedded one. */
export type Connection = { url: string } | { path: string; database: string; username: string };

export type Db = Sql;
export type Tx = TransactionSql;

export interface Database {
	/** Holds commands. */
	readonly write: Db;
	/** Holds views and look-ups. */
	readonly read: Db;
	/** Ends the pools; running statements get `seconds` to finish. */
	close(seconds?: number): Promise<void>;
}

/** A lock that is not had in 3 s, a statement of over 5 s or a forgotten transaction ends with an error. */
const LIMITS = {
	lock_timeout: 3_000,
	statement_timeout: 5_000,
	idle_in_transaction_session_timeout: 5_000
} as const;

/**
 * What is asked all day fits into memory. With the usual 4, a page found by an index counts as four read in a row, and
 * sixty people’s places were looked for in the whole table: 12 ms at 16,000 places instead of 0.1. And a statement that
 * answers in a millisecond must not be compiled for one or two seconds first, as Debian’s Postgres does where it guesses
 * too many rows.
 */
export const PLANNING = { random_page_cost: 1.1, jit: 'off' } as const;

const WRITERS = 12;
const READERS = 12;

/** What the connections of a pool are called in Postgres's own lists. */
export const POOL_NAMES = { write: 'halte-write', read: 'halte-read' } as const;

/**
 * Opens the pools; they connect when first used. Lines that fall silent are given up, unless the pools are for an
 * operator's look through everything (`patient`), whose answers may take minutes.
 */
export function openDatabase(connection: Connection, { patient = false } = {}): Database {
	const lines = new SilentLines();
	const looks = patient ? {} : { socket: (goal: Goal) => lines.open(goal) };
	const write = pool(connection, WRITERS, POOL_NAMES.write, { limits: LIMITS, looks });
	const read = pool(connection, READERS, POOL_NAMES.read, { limits: LIMITS, looks });
	return {
		write,
		read,
		async close(seconds = 5) {
			await Promise.all([write, read].map((sql) => sql.end({ timeout: seconds })));
		}
	};
}

/** A single connection without the limits, for migrations and long locks. */
export function openPlainConnection(connection: Connection): Db {
	return pool(connection, 1, 'halte-setup', {});
}

function pool(
	connection: Connection,
	max: number,
	name: string,
	{ limits = {}, looks = {} }: { limits?: object; looks?: object }
): Db {
	const options = {
		max,
		connect_timeout: 10,
		idle_timeout: 0,
		// In seconds. The driver's own waits up to 20 s, while a clinic waits for its list.
		backoff: (retries: number) => Math.min(0.05 * retries, 1),
		onnotice: () => {},
		connection: { application_name: name, TimeZone: 'UTC', ...PLANNING, ...limits },
		...looks
	};
	return 'url' in connection ? postgres(connection.url, options) : postgres({ ...options, ...connection });
}

/** Drizzle on these connections. It changes how they parse dates, so nothing else may use them. */
export function throughDrizzle(sql: Db) {
	return drizzle(sql, { casing: 'snake_case' });
}
