/** What somebody is known by, in clear. */
import { parseNam } from '#lib/domain/identity/nam.ts';
import type { PersonShown } from '#lib/contract/people.ts';
import type { KeyRing, Purpose } from '#lib/server/keys/key-ring.ts';
import { openText } from '#lib/server/keys/sealed-text.ts';
import type { Tx } from '#lib/server/store/database.ts';
import type { Opened } from '#lib/server/people/opened.ts';

type Values = Pick<
	PersonShown,
	'knownSince' | 'lastSeenAt' | 'knownElsewhere' | 'alias' | 'contact' | 'legalName' | 'hasWord' | 'hasCard'
>;

interface ValuesRow {
	created_at: Date;
	last_seen_at: Date;
	known_elsewhere: boolean;
	alias: Buffer | null;
	contact: Buffer | null;
	legal_name: Buffer | null;
	word_index: string | null;
	card_index: string | null;
}

/** Of the root: what its merged keys were known by stands beside each of them. @throws when a value does not open. */
export async function readValues(tx: Tx, keys: KeyRing, { id }: Opened): Promise<Values> {
	const [row] = await tx<ValuesRow[]>`
		select p.created_at, p.last_seen_at, p.known_elsewhere, v.alias, v.contact, v.legal_name, v.word_index,
			v.card_index
		from person p left join person_personal v on v.person_id = p.id where p.id = ${id}`;
	if (row === undefined) throw new Error('somebody who was known a moment ago is gone');
	return {
		knownSince: row.created_at.toISOString(),
		lastSeenAt: row.last_seen_at.toISOString(),
		knownElsewhere: row.known_elsewhere,
		alias: opened(keys, 'alias', row.alias, id),
		contact: opened(keys, 'contact', row.contact, id),
		legalName: opened(keys, 'legal_name', row.legal_name, id),
		hasWord: row.word_index !== null,
		hasCard: row.card_index !== null
	};
}

/** A sealed value, or null. */
export function opened(keys: KeyRing, purpose: Purpose, sealed: Buffer | null, rowId: string): string | null {
	return sealed === null ? null : openText(keys, purpose, sealed, rowId);
}

/** The number as it is printed, and the birth date in it; of a wrong number, what was typed (R-I11). */
export async function readHealthNumber(
	tx: Tx,
	keys: KeyRing,
	{ id }: Opened,
	today: string
): Promise<{ display: string; birthDate: string | null } | null> {
	const [row] = await tx<{ health_number: Buffer | null }[]>`
		select health_number from person_personal where person_id = ${id}`;
	const number = opened(keys, 'health_number', row?.health_number ?? null, id);
	if (number === null) return null;
	const parsed = parseNam(number, { today });
	return parsed.ok
		? { display: parsed.display, birthDate: parsed.birthDate }
		: { display: number, birthDate: null };
}
