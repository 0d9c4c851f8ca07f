/** What identifies a person: kept sealed and apart from the queue, erasable, and never in an event. */
import type { PersonalMark } from '#lib/domain/visit/events.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText, sealText } from '#lib/server/keys/sealed-text.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

const FIELDS = ['alias', 'note', 'contact'] as const;
type Field = (typeof FIELDS)[number];

/** Values that a command brings; null erases one, undefined leaves it as it is. */
export type PersonalValues = { readonly [field in Field]?: string | null };

/**
 * Says that values changed without saying what they are. Whoever tries out values needs the key ring and the
 * row's salt; the salt is erased together with the values.
 */
export function marksOf(ring: KeyRing, values: PersonalValues, salt: string): PersonalMark[] {
	return FIELDS.flatMap((field) => {
		const value = values[field];
		return value === undefined
			? []
			: [{ field, mark: ring.index('mark', `${salt}\0${field}\0${value ?? ''}`) }];
	});
}

/** Salts of visits that already have a personal row. */
export async function saltsOf(tx: Tx, visitIds: readonly string[]): Promise<Map<string, string>> {
	const rows = await tx<{ visit_id: string; salt: string }[]>`
		select visit_id, salt from visit_personal where visit_id = any(${visitIds as string[]}::uuid[])`;
	return new Map(rows.map((row) => [row.visit_id, row.salt]));
}

/** Writes the values of one visit, sealed; fields that are undefined stay. */
export async function savePersonal(
	tx: Tx,
	ring: KeyRing,
	{ visitId, salt }: { readonly visitId: string; readonly salt: string },
	values: PersonalValues
): Promise<void> {
	const sealed = (field: Field) => {
		const value = values[field];
		return value === undefined || value === null ? null : sealText(ring, field, value, visitId);
	};
	const { alias, note, contact } = values;
	await tx`
		insert into visit_personal as kept (visit_id, salt, alias_sealed, note_sealed, contact_sealed)
		values (${visitId}, ${salt}, ${sealed('alias')}, ${sealed('note')}, ${sealed('contact')})
		on conflict (visit_id) do update set
			alias_sealed = case when ${alias !== undefined} then excluded.alias_sealed else kept.alias_sealed end,
			note_sealed = case when ${note !== undefined} then excluded.note_sealed else kept.note_sealed end,
			contact_sealed =
				case when ${contact !== undefined} then excluded.contact_sealed else kept.contact_sealed end`;
}

/**
 * One visit's values, for the caller of one file.
 * @throws when a value does not open: it was changed, moved from another row, or its key is missing.
 */
export async function readPersonal(
	sql: Db | Tx,
	ring: KeyRing,
	visitId: string
): Promise<Record<Field, string | null>> {
	const [row] = await sql<Record<Field, Buffer | null>[]>`
		select alias_sealed as alias, note_sealed as note, contact_sealed as contact
		from visit_personal where visit_id = ${visitId}`;
	const opened = (field: Field) => {
		const sealed = row?.[field] ?? null;
		return sealed === null ? null : openText(ring, field, sealed, visitId);
	};
	return { alias: opened('alias'), note: opened('note'), contact: opened('contact') };
}

/**
 * Takes over what an absorbed visit knew and the kept one does not: nobody has to say their name twice. The values
 * of the absorbed visit are erased.
 */
export async function movePersonal(
	tx: Tx,
	ring: KeyRing,
	{ from, to, salt }: { readonly from: string; readonly to: string; readonly salt: string }
): Promise<void> {
	const [came, stood] = [await readPersonal(tx, ring, from), await readPersonal(tx, ring, to)];
	const taken = FIELDS.filter((field) => stood[field] === null && came[field] !== null);
	if (taken.length > 0) {
		const values = Object.fromEntries(taken.map((field) => [field, came[field]]));
		await savePersonal(tx, ring, { visitId: to, salt }, values);
	}
	await tx`delete from visit_personal where visit_id = ${from}`;
}
