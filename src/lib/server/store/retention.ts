/** How long each kind of data is kept, and when the job ran. */
import { RETENTION_CATEGORIES, type Keeping, type Retention } from '#lib/domain/retention/retention.ts';
import type { RetentionCategory } from '#lib/domain/retention/retention.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

/** What the network decided. @throws when a category has no row: nothing is guessed about keeping. */
export async function readRetention(sql: Db | Tx): Promise<Retention> {
	const rows = await sql<(Keeping & { category: string })[]>`select category, amount, unit from retention`;
	const found = new Map(rows.map(({ category, amount, unit }) => [category, { amount, unit }]));
	return Object.fromEntries(
		RETENTION_CATEGORIES.map((category) => {
			const keeping = found.get(category);
			if (keeping === undefined) throw new Error(`the network says nothing about keeping ${category}`);
			return [category, keeping];
		})
	) as unknown as Retention;
}

/** Writes one category down. */
export async function saveKeeping(
	tx: Tx,
	category: RetentionCategory,
	{ amount, unit }: Keeping
): Promise<void> {
	await tx`update retention set amount = ${amount}, unit = ${unit} where category = ${category}`;
}

/** How many were erased; `again` are those that an older copy of the database had brought back. */
export interface RunCounts {
	readonly visit_values: number;
	readonly person: number;
	readonly visit_values_again: number;
	readonly person_again: number;
}

export interface PastRun {
	/** Instant in ms. */
	readonly at: number;
	readonly counts: RunCounts;
}

/** The latest runs, the last one first. */
export async function readRuns(sql: Db | Tx, limit: number): Promise<PastRun[]> {
	const rows = await sql<{ at: Date; counts: RunCounts }[]>`
		select at, counts from retention_run order by at desc, id desc limit ${limit}`;
	return rows.map(({ at, counts }) => ({ at: at.getTime(), counts }));
}

/** When something was last erased, in ms; null when nothing ever was. */
export async function readLastErasedAt(sql: Db | Tx): Promise<number | null> {
	const [row] = await sql<{ at: Date | null }[]>`
		select max(at) as at from retention_run
		where coalesce((counts ->> 'visit_values')::int, 0) + coalesce((counts ->> 'person')::int, 0) > 0`;
	return row?.at?.getTime() ?? null;
}

/** Appends a run. */
export async function saveRun(sql: Db | Tx, id: string, { at, counts }: PastRun): Promise<void> {
	await sql`
		insert into retention_run (id, at, counts) values (${id}, ${new Date(at)}, ${sql.json(counts as never)})`;
}

/** When the first visit was registered, in ms; null before any. */
export async function readFirstVisitAt(sql: Db | Tx): Promise<number | null> {
	const [row] = await sql<{ at: Date | null }[]>`select min(registered_at) as at from visit`;
	return row?.at?.getTime() ?? null;
}
