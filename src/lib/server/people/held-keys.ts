/** What stands under each key of somebody, for their copy. */
import type { PersonCopy } from '#lib/contract/person-copy.ts';
import { parseNam } from '#lib/domain/identity/nam.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Opened } from '#lib/server/people/opened.ts';
import { opened } from '#lib/server/people/read-values.ts';
import type { Tx } from '#lib/server/store/database.ts';

interface HeldRow {
	id: string;
	created_at: Date;
	last_seen_at: Date;
	alias: Buffer | null;
	contact: Buffer | null;
	legal_name: Buffer | null;
	health_number: Buffer | null;
	has_word: boolean;
	has_card: boolean;
	has_code: boolean;
}

/** The root first. @throws when a value does not open. */
export async function readHeldKeys(
	tx: Tx,
	keys: KeyRing,
	{ id: root, family }: Opened,
	{ today, withNumber }: { readonly today: string; readonly withNumber: boolean }
): Promise<PersonCopy['keys']> {
	const rows = await tx<HeldRow[]>`
		select p.id, p.created_at, p.last_seen_at, v.alias, v.contact, v.legal_name, v.health_number,
			v.word_index is not null as has_word, v.card_index is not null as has_card,
			exists (select 1 from memory_code c where c.person_id = p.id) as has_code
		from person p left join person_personal v on v.person_id = p.id
		where p.id = any(${family as string[]}::uuid[]) order by p.id = ${root} desc, p.created_at`;
	return rows.map((row) => {
		const number = withNumber ? opened(keys, 'health_number', row.health_number, row.id) : null;
		const parsed = number === null ? null : parseNam(number, { today });
		return {
			key: row.id,
			knownSince: row.created_at.toISOString(),
			lastSeenAt: row.last_seen_at.toISOString(),
			alias: opened(keys, 'alias', row.alias, row.id),
			contact: opened(keys, 'contact', row.contact, row.id),
			legalName: opened(keys, 'legal_name', row.legal_name, row.id),
			memoryWord: row.has_word,
			card: row.has_card,
			memoryCode: row.has_code,
			healthNumber: {
				recorded: row.health_number !== null,
				...(number !== null && { number, birthDate: parsed?.ok ? parsed.birthDate : null })
			}
		};
	});
}
