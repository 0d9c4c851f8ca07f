/** What an older version left in clear, sealed at the start before anybody is served. */
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { sealText } from '#lib/server/keys/sealed-text.ts';
import type { Db } from '#lib/server/store/database.ts';

const BATCH_ROWS = 100;

interface ClearRow {
	visit_id: string;
	alias: string | null;
	note: string | null;
	contact: string | null;
}

/**
 * Seals `visit_personal.alias`, `note` and `contact` and empties them; how many rows. Each batch is a transaction:
 * ended half way, the next start does the rest. The rows get a new salt: marks that older versions left in the
 * events needed nothing else to be tried out.
 */
export async function sealClearValues(
	sql: Db,
	{ keys, newSalt }: { readonly keys: KeyRing; readonly newSalt: () => string }
): Promise<number> {
	let sealed = 0;
	for (;;) {
		const rows = await sealBatch(sql, keys, newSalt);
		if (rows === 0) break;
		sealed += rows;
	}
	await writeAnew(sql);
	return sealed;
}

/** What was emptied still stands in the table's file until it is written anew; a try that failed is made again. */
async function writeAnew(sql: Db): Promise<void> {
	const due = await sql`select 1 from due_rewrite where table_name = 'visit_personal'`;
	if (due.length === 0) return;
	await sql`vacuum full visit_personal`;
	await sql`delete from due_rewrite where table_name = 'visit_personal'`;
}

async function sealBatch(sql: Db, keys: KeyRing, newSalt: () => string): Promise<number> {
	return (await sql.begin(async (tx) => {
		const rows = await tx<ClearRow[]>`
			select visit_id, alias, note, contact from visit_personal
			where num_nonnulls(alias, note, contact) > 0 order by visit_id limit ${BATCH_ROWS} for update`;
		for (const { visit_id, alias, note, contact } of rows) {
			const seal = (purpose: 'alias' | 'note' | 'contact', text: string | null) =>
				text === null ? null : sealText(keys, purpose, text, visit_id);
			await tx`
				update visit_personal set alias = null, note = null, contact = null, salt = ${newSalt()},
					alias_sealed = coalesce(${seal('alias', alias)}, alias_sealed),
					note_sealed = coalesce(${seal('note', note)}, note_sealed),
					contact_sealed = coalesce(${seal('contact', contact)}, contact_sealed)
				where visit_id = ${visit_id}`;
		}
		if (rows.length > 0) {
			await tx`
				insert into due_rewrite (table_name, since) values ('visit_personal', now()) on conflict do nothing`;
		}
		return rows.length;
	})) as number;
}
