/** All that a database holds, to the letter: the same before and after means that nothing was changed. */
import type { Sql } from 'postgres';

/** A mark of each table's rows, but for the tables named; of those rows only that hold one of these texts. */
export async function contentOf(
	sql: Sql,
	but: readonly string[] = [],
	holding: readonly string[] = ['']
): Promise<Record<string, string>> {
	const pattern = holding.join('|');
	const tables = await sql<{ name: string }[]>`
		select table_name as name from information_schema.tables
		where table_schema = 'public' and table_name <> all(${but as string[]}) order by table_name`;
	const marks = tables.map(
		({ name }) =>
			`(select md5(coalesce(string_agg(row::text, ' ' order by row::text), '')) from ${name} as row where row::text ~ $1) as ${name}`
	);
	const [row] = await sql.unsafe<Record<string, string>[]>(`select ${marks.join(', ')}`, [pattern]);
	return row ?? {};
}
