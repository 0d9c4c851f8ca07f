/**
 * The floor of storing: a number without gaps, the row and its event in one prepared statement. No policy, no
 * idempotency, no chain, nothing read. It is what a queue costs at the very least in this database.
 */
import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import type { StageDatabase } from '../stage.ts';

export interface FloorStore {
	/** Puts somebody on a queue's list; the number that they have there. */
	register(queue: string): Promise<number>;
	close(): Promise<void>;
}

/** About as long as what an intake asks. */
const FORM = { reasons: ['prelevement'], language: 'fr', callBy: 'word', peerWanted: 'yes', card: 'unknown' };
const CONNECTIONS = 10;

/** Makes the tables in an empty database. */
export async function makeFloorTables(sql: Sql): Promise<void> {
	await sql`create table floor_queue (id text primary key, last bigint not null default 0)`;
	await sql`
		create table floor_visit (
			id uuid primary key, queue_id text not null, number bigint not null, form jsonb not null,
			unique (queue_id, number))`;
	await sql`
		create table floor_event (
			queue_id text not null, seq bigint not null, visit_id uuid not null, type text not null,
			at timestamptz not null default now(), primary key (queue_id, seq))`;
}

/** Opens it on such tables; postgres.js prepares what it runs. */
export function openFloorStore(sql: Sql): FloorStore {
	return {
		async register(queue) {
			const id = randomUUID();
			const [row] = await sql<{ number: string }[]>`
				with n as (
					insert into floor_queue as q (id, last) values (${queue}, 1)
					on conflict (id) do update set last = q.last + 1 returning last),
				v as (
					insert into floor_visit (id, queue_id, number, form)
					select ${id}, ${queue}, last, ${sql.json(FORM)} from n),
				e as (
					insert into floor_event (queue_id, seq, visit_id, type)
					select ${queue}, last, ${id}, 'VisitRegistered' from n)
				select last as number from n`;
			return Number(row?.number);
		},
		close: () => sql.end({ timeout: 5 })
	};
}

/** The pool that it works with. */
export function floorPool({ connection }: Pick<StageDatabase, 'connection'>): Sql {
	const options = { max: CONNECTIONS, onnotice: () => {} };
	return 'url' in connection ? postgres(connection.url, options) : postgres({ ...options, ...connection });
}
