/** The tables of a database, as its catalog names them, and reading them whole. */
import type { Tx } from '#lib/server/store/database.ts';

export interface Table {
	readonly schema: string;
	readonly table: string;
	readonly columns: readonly string[];
}

/** What this house makes: its own tables, and where drizzle keeps which migrations ran. */
export const SCHEMAS = ['drizzle', 'public'] as const;

/** All tables, each after those that its foreign keys name. @throws when keys run in a circle */
export async function readTables(tx: Tx): Promise<Table[]> {
	const rows = await tx<{ schema: string; table: string; columns: string[]; needs: string[] }[]>`
		select n.nspname as schema, c.relname as table,
			(select array_agg(a.attname::text order by a.attnum) from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
			coalesce((select array_agg(distinct f.relname::text) from pg_constraint k
				join pg_class f on f.oid = k.confrelid
				where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid), '{}') as needs
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and n.nspname = any(${[...SCHEMAS]}) order by 1, 2`;
	const ordered: Table[] = [];
	const placed = new Set<string>();
	while (ordered.length < rows.length) {
		const next = rows.filter(
			({ table, needs }) => !placed.has(table) && needs.every((each) => placed.has(each))
		);
		if (next.length === 0) throw new Error('the foreign keys of the tables run in a circle');
		for (const { schema, table, columns } of next) {
			placed.add(table);
			ordered.push({ schema, table, columns });
		}
	}
	return ordered;
}

/** Makes COPY write the same bytes for the same rows, whoever asks, and for as long as it takes. */
export async function readInOneWay(tx: Tx): Promise<void> {
	for (const [name, value] of Object.entries({
		statement_timeout: '0',
		lock_timeout: '0',
		idle_in_transaction_session_timeout: '0',
		datestyle: 'ISO, MDY',
		intervalstyle: 'postgres',
		bytea_output: 'hex',
		extra_float_digits: '1',
		timezone: 'UTC',
		// A second reader of a large table would begin in its middle.
		synchronize_seqscans: 'off'
	})) {
		await tx`select set_config(${name}, ${value}, true)`;
	}
}

/**
 * All rows of a table, in the order in which they lie there. Whoever stops in the middle leaves the rest to be thrown
 * away, so that the connection can be asked again.
 */
export async function* rowsOf(tx: Tx, { schema, table, columns }: Table): AsyncGenerator<Buffer> {
	const rows = await tx`copy ${tx(schema)}.${tx(table)} (${tx([...columns])}) to stdout`.readable();
	// postgres.js 3.4.9 pauses its connection while enough waits to be read, and goes on when the stream is asked for
	// more, which one that has ended never is: the next question would wait for ever.
	rows.once('end', () => rows._read(0));
	try {
		yield* rows.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
	} finally {
		rows.resume();
	}
}
