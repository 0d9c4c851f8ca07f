/** People and visits as they lie in the rows, forgetting in this very process, and what must not change by it. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { forget, type Forgetting, type Ran } from '#lib/server/retention/forget.ts';
import { openTombstones, type Tombstones } from '#lib/server/retention/tombstones.ts';
import { openDatabase } from '#lib/server/store/database.ts';
import { atEnd } from './at-end.ts';
import { newId } from './client.ts';
import type { TestDatabase } from './test-database.ts';

export const tombstonesOf = ({ variables }: TestDatabase): string => variables['HALTE_TOMBSTONES'] ?? '';

/** What a node needs to forget, with a clock in the test's hand. */
export async function forgettingIn(
	database: TestDatabase,
	now: () => number,
	file = tombstonesOf(database)
): Promise<Forgetting> {
	const pools = openDatabase(database.connection);
	atEnd(() => pools.close());
	const tombstones = await openTombstones(file);
	return { database: pools, clock: async () => now(), newId: () => newId(), tombstones, ring: () => {} };
}

/** A run that must happen. */
export async function forgotten(forgetting: Forgetting): Promise<Ran> {
	const ran = await forget(forgetting);
	if (ran === null) throw new Error('another run is under way');
	return ran;
}

/** The process dies once the disk has the tombstones, before the database commits. */
export function dyingAfterTombstones({ append, read }: Tombstones): Tombstones {
	return {
		read,
		async append(stones) {
			await append(stones);
			throw new Error('killed');
		}
	};
}

export interface Known {
	readonly lastSeenAt: number;
	readonly siteId?: string;
	readonly mergedInto?: string;
}

/** Somebody with everything that can be kept about them; their key. */
export async function knowSomebody(
	sql: Sql,
	{ lastSeenAt, siteId = 'perron', mergedInto }: Known
): Promise<string> {
	const id = randomUUID();
	const seen = new Date(lastSeenAt);
	const [sealed, by] = [Buffer.from(`CANARI ${id}`), 'pa1'];
	await sql`
		insert into person (id, site_id, created_at, last_seen_at, merged_into)
		values (${id}, ${siteId}, ${seen}, ${seen}, ${mergedInto ?? null})`;
	await sql`insert into person_at_site (person_id, site_id, last_seen_at) values (${id}, ${siteId}, ${seen})`;
	await sql`
		insert into person_personal (person_id, alias, alias_index, card_index, salt)
		values (${id}, ${sealed}, ${`1:${id}`}, ${`1:card ${id}`}, ${randomUUID()})`;
	await sql`
		insert into person_rectification (id, person_id, field, former, at, by)
		values (${randomUUID()}, ${id}, 'alias', ${sealed}, ${seen}, ${by})`;
	await sql`insert into memory_code (person_id, left_out, index) values (${id}, 0, ${`1:code ${id}`})`;
	await sql`
		insert into restriction (id, person_id, account_id, site_id, set_at, set_by)
		values (${randomUUID()}, ${id}, 'inf1', ${siteId}, ${seen}, ${by})`;
	await sql`
		insert into welcome_arrangement (id, person_id, site_id, reason, words, person_informed, since, until, by)
		values (${randomUUID()}, ${id}, ${siteId}, 'needs_calm', ${sealed}, true, ${seen}, ${seen}::timestamptz::date, ${by})`;
	if (mergedInto !== undefined) {
		await sql`
			insert into person_merge (id, from_id, into_id, site_id, at, by)
			values (${randomUUID()}, ${id}, ${mergedInto}, ${siteId}, ${seen}, 'coo1')`;
	}
	return id;
}

let words = 0;

export interface Came {
	readonly endedAt: number;
	readonly personId?: string;
	readonly siteId?: string;
	readonly followUpOn?: string;
	readonly finished?: boolean;
	/** The block was left open. */
	readonly unclosed?: boolean;
}

/** A visit of a block that ended then, with values; its id. */
export async function knowVisit(sql: Sql, came: Came): Promise<string> {
	const { endedAt, personId = null, siteId = 'perron', followUpOn = null, finished = true } = came;
	const [id, blockId, ended] = [randomUUID(), randomUUID(), new Date(endedAt)];
	const day = ended.toISOString().slice(0, 10);
	await sql`
		insert into block (id, site_id, local_day, starts_at, ends_at, closed_at)
		values (${blockId}, ${siteId}, ${day}, ${new Date(endedAt - 3 * 3_600_000)}, ${ended},
			${came.unclosed ? null : ended})`;
	await sql`
		insert into visit (id, site_id, block_id, local_day, word, arrived_at, registered_at, backdated, presence,
			presence_at, returned_in_grace, call_by, peer_wanted, trainee_accepted, reasons, finished, person_id,
			follow_up_by, follow_up_on)
		values (${id}, ${siteId}, ${blockId}, ${day}, ${`Essai ${(words += 1)}`}, ${ended}, ${ended}, false, 'left',
			${ended}, false, 'word', 'no_preference', 'unknown', '{}', ${finished}, ${personId},
			${followUpOn === null ? null : 'pa1'}, ${followUpOn})`;
	await sql`
		insert into visit_personal (visit_id, salt, alias_sealed, contact_sealed)
		values (${id}, ${randomUUID()}, ${Buffer.from(`CANARI ${id}`)}, ${Buffer.from('CANARI')})`;
	return id;
}

/** Everything that is counted of visits, and all that the logs hold: forgetting changes nothing of it. */
export async function whatStays(sql: Sql): Promise<object> {
	const [counted] = await sql`
		select (select jsonb_agg(c) from (select site_id, local_day, presence, finished, reasons, count(*)
				from visit group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5) c) as visits,
			(select jsonb_agg(c) from (select service_id, status, end_cause, level, count(*), sum(call_count) as calls,
				min(started_at), max(ended_at) from entry group by 1, 2, 3, 4 order by 1, 2, 3, 4) c) as entries,
			(select jsonb_agg(e) from (select * from event order by site_id, epoch, seq, ordinal) e) as events,
			(select jsonb_agg(a) from (select * from access_log order by chain, position) a) as accesses`;
	return counted ?? {};
}

/** Ids of visits that still have values. */
export async function visitsWithValues(sql: Sql): Promise<string[]> {
	const rows = await sql<{ id: string }[]>`select visit_id as id from visit_personal order by id`;
	return rows.map(({ id }) => id);
}

/** They say who did what to which key, and stay; a key says nothing once its person is gone. */
const LOGS = ['event', 'access_log', 'disclosure'];

/** Every table, but the logs, that holds the key of one of these people in any column; none once they are forgotten. */
export async function tracesOf(sql: Sql, ids: readonly string[]): Promise<string[]> {
	const columns = await sql<{ table: string; column: string }[]>`
		select c.table_name as table, c.column_name as column
		from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
		where c.table_schema = 'public' and c.data_type = 'uuid' and t.table_type = 'BASE TABLE'
			and c.table_name <> all(${LOGS})`;
	const found = await Promise.all(
		columns.map(async ({ table, column }) => {
			const [row] = await sql`
				select 1 from ${sql(table)} where ${sql(column)} = any(${ids as string[]}::uuid[]) limit 1`;
			return row === undefined ? [] : [table];
		})
	);
	return [...new Set(found.flat())].sort();
}
