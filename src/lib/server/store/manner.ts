/** How a site speaks to people (tu, vous), and how its network writes role words. */
import type { Db } from '#lib/server/store/database.ts';

export interface StoredManner {
	readonly address: 'tu' | 'vous';
	readonly style: 'neutral' | 'parentheses' | 'dot';
}

/** What a site and its network chose; « vous » and neutral words where nothing is written. */
export async function readManner(sql: Db, siteId: string): Promise<StoredManner> {
	const [row] = await sql<StoredManner[]>`
		select address_form as address,
			coalesce((select inclusive_style from network_settings), 'neutral') as style
		from site where id = ${siteId}`;
	return row ?? { address: 'vous', style: 'neutral' };
}
