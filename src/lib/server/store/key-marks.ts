/** Which keys this database was written with: marks that prove a key and tell nothing of it. */
import type { Db, Tx } from '#lib/server/store/database.ts';

/** Marks by version; empty for a new database. */
export async function readKeyMarks(sql: Db | Tx): Promise<Map<number, string>> {
	const rows = await sql<{ version: number; mark: string }[]>`select version, mark from key_version`;
	return new Map(rows.map(({ version, mark }) => [version, mark]));
}

/** Remembers a new key, unless another node was first: then its mark stands. */
export async function saveKeyMark(sql: Db, version: number, mark: string): Promise<void> {
	await sql`insert into key_version (version, mark) values (${version}, ${mark}) on conflict do nothing`;
}
