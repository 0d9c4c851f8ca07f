/** What a service or a reason is called in one language; French where it has no name there. */
import type { Fragment } from 'postgres';
import type { Db, Tx } from '#lib/server/store/database.ts';

const TEXTS = {
	service: { table: 'service_text', id: 'service_id' },
	reason: { table: 'reason_text', id: 'reason_id' }
} as const;

/** To stand in a select; null where `id`, an expression of that select, is no row of the catalogue. */
export function catalogueName(sql: Db | Tx, of: keyof typeof TEXTS, id: Fragment, lang: string): Fragment {
	const { table, id: column } = TEXTS[of];
	return sql`(
		select name from ${sql(table)} where ${sql(column)} = ${id} and lang in (${lang}, 'fr')
		order by lang = 'fr' limit 1)`;
}
