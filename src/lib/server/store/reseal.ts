/** Writes sealed values anew under the newest key, a few rows at a time, while everybody goes on working. */
import type { KeyRing, Purpose } from '#lib/server/keys/key-ring.ts';
import { openText } from '#lib/server/keys/sealed-text.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { SEALED_TABLES, type SealedTable } from '#lib/server/store/sealed-columns.ts';

export interface Resealed {
	/** Rows that stand under the newest key now and did not before. */
	readonly written: number;
	/** Rows with a value that no key opens; they stay as they are. */
	readonly unreadable: number;
}

const BATCH_ROWS = 200;

/**
 * Brings every row that can be written anew under `ring.active`. Each batch is a transaction: ended at any moment,
 * it leaves rows of both keys, which both are read, and the next run does the rest.
 */
export async function resealAll(db: Db, ring: KeyRing): Promise<Resealed> {
	let written = 0;
	let unreadable = 0;
	for (const table of SEALED_TABLES) {
		// Rows that somebody holds are passed over first: a batch that waited could hold up what it waits for.
		written += (await resealTable(db, ring, table, 'pass_over')).written;
		for (;;) {
			const rest = await resealTable(db, ring, table, 'wait');
			written += rest.written;
			if (rest.written > 0) continue;
			unreadable += rest.unreadable;
			break;
		}
	}
	return { written, unreadable };
}

async function resealTable(
	db: Db,
	ring: KeyRing,
	table: SealedTable,
	held: 'pass_over' | 'wait'
): Promise<Resealed> {
	let written = 0;
	let unreadable = 0;
	for (let after: string | null = null; ;) {
		const batch = await resealBatch(db, ring, table, { after, held });
		written += batch.written;
		unreadable += batch.unreadable;
		if (batch.last === null) return { written, unreadable };
		after = batch.last;
	}
}

type SealedRow = Record<string, Buffer | string | null> & { row_key: string };

async function resealBatch(
	db: Db,
	ring: KeyRing,
	table: SealedTable,
	{ after, held }: { after: string | null; held: 'pass_over' | 'wait' }
): Promise<Resealed & { last: string | null }> {
	return (await db.begin(async (tx) => {
		const key = tx`${tx(table.key)}::text collate "C"`;
		// Whoever waits for a row holds no other one.
		const rows = await tx<SealedRow[]>`
			select *, ${key} as row_key from ${tx(table.name)}
			where ${key} > ${after ?? ''} and (${isOlder(tx, ring, table)}) order by ${key}
			${held === 'wait' ? tx`limit 1 for update` : tx`limit ${BATCH_ROWS} for update skip locked`}`;
		const made = rows.map((row) => ({ rowKey: row.row_key, values: resealedRow(ring, table, row) }));
		const good = made.filter(({ values }) => values !== null);
		await Promise.all(
			good.map(
				({ rowKey, values }) =>
					// By the column itself, which has an index; as a text it has none.
					tx`update ${tx(table.name)} set ${tx(values ?? {})} where ${tx(table.key)} = ${rowKey}`
			)
		);
		return {
			written: good.length,
			unreadable: made.length - good.length,
			last: rows.at(-1)?.row_key ?? null
		};
	})) as Resealed & { last: string | null };
}

/** True for a row with anything under another key than the newest. */
function isOlder(tx: Tx, ring: KeyRing, { sealed, indexes }: SealedTable) {
	const head = Buffer.alloc(4);
	head.writeUInt32BE(ring.active);
	const conditions = [
		...Object.keys(sealed).map((column) => tx`substring(${tx(column)} from 1 for 4) <> ${head}`),
		...Object.keys(indexes).map((column) => tx`split_part(${tx(column)}, ':', 1) <> ${String(ring.active)}`)
	];
	return conditions.reduce((all, condition) => tx`${all} or ${condition}`);
}

/** The row's columns under the newest key; null when one of them does not open. */
function resealedRow(
	ring: KeyRing,
	{ sealed, indexes }: SealedTable,
	row: SealedRow
): Record<string, Buffer | string> | null {
	try {
		const values: Record<string, Buffer | string> = {};
		for (const [column, purpose] of Object.entries(sealed)) {
			const kept = row[column];
			if (!Buffer.isBuffer(kept)) continue;
			const named = purpose ?? (row['field'] as Purpose);
			// Not every secret is a text.
			values[column] = ring.seal(named, ring.open(named, kept, row.row_key), row.row_key);
		}
		for (const [column, { of, purpose, text }] of Object.entries(indexes)) {
			const kept = row[of];
			const named = sealed[of];
			if (row[column] === null) continue;
			if (!Buffer.isBuffer(kept) || !named) return null;
			values[column] = ring.index(purpose, text(openText(ring, named, kept, row.row_key)));
		}
		return values;
	} catch {
		return null;
	}
}
