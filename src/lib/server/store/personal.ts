/** What identifies a person: kept sealed and apart from the queue, erasable, and never in an event. */
import type { PersonalMark } from '#lib/domain/visit/events.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText, sealText } from '#lib/server/keys/sealed-text.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import type { Statement } from '#lib/server/store/in-order.ts';

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
		return value === undefined ? [] : [{ field, mark: ring.index('mark', markText(salt, field, value)) }];
	});
}

const markText = (salt: string, field: Field, value: string | null) => `${salt}\0${field}\0${value ?? ''}`;

/** Salts of visits that already have a personal row. */
export async function saltsOf(tx: Tx, visitIds: readonly string[]): Promise<Map<string, string>> {
	if (visitIds.length === 0) return new Map();
	const rows = await tx<{ visit_id: string; salt: string }[]>`
		select visit_id, salt from visit_personal where visit_id = any(${visitIds as string[]}::uuid[])`;
	return new Map(rows.map((row) => [row.visit_id, row.salt]));
}

interface PersonalRow {
	readonly visitId: string;
	readonly salt: string;
}

/** The statement that writes the values of one visit, sealed; fields that are undefined stay. */
export function keepPersonal(
	tx: Tx,
	ring: KeyRing,
	{ visitId, salt }: PersonalRow,
	values: PersonalValues
): Statement {
	const sealed = (field: Field) => {
		const value = values[field];
		return value === undefined || value === null ? null : sealText(ring, field, value, visitId);
	};
	const { alias, note, contact } = values;
	return tx`
		insert into visit_personal as kept (visit_id, salt, alias_sealed, note_sealed, contact_sealed)
		values (${visitId}, ${salt}, ${sealed('alias')}, ${sealed('note')}, ${sealed('contact')})
		on conflict (visit_id) do update set
			alias_sealed = case when ${alias !== undefined} then excluded.alias_sealed else kept.alias_sealed end,
			note_sealed = case when ${note !== undefined} then excluded.note_sealed else kept.note_sealed end,
			contact_sealed =
				case when ${contact !== undefined} then excluded.contact_sealed else kept.contact_sealed end`;
}

/** Whether some of the values are to be erased, which reaches further than the visit's own row. */
export function erases(values: PersonalValues): boolean {
	return FIELDS.some((field) => values[field] === null);
}

/** Writes the values of one visit, sealed; fields that are undefined stay. One that is erased is so where it came from. */
export async function savePersonal(
	tx: Tx,
	ring: KeyRing,
	row: PersonalRow,
	values: PersonalValues
): Promise<void> {
	const { visitId } = row;
	await keepPersonal(tx, ring, row, values);
	const erased = FIELDS.filter((field) => values[field] === null);
	if (erased.length === 0) return;
	await tx`
		with recursive absorbed as (
			select id from visit where block_id = (select block_id from visit where id = ${visitId})
				and merged_into = ${visitId}
			union select v.id from visit v join absorbed a on v.merged_into = a.id
			where v.block_id = (select block_id from visit where id = ${visitId})
		)
		update visit_personal set ${tx(Object.fromEntries(erased.map((field) => [`${field}_sealed`, null])))}
		where visit_id in (select id from absorbed)`;
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
 * Takes over what an absorbed visit knew and the kept one does not: nobody has to say their name twice. The absorbed
 * one keeps its own, shown nowhere, until the values of both are erased: it may have been somebody else.
 */
export async function copyPersonal(
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
}

/** The other way: erases of the kept visit what it has from the absorbed one. What it was told itself stays. */
export async function takeBackPersonal(
	tx: Tx,
	ring: KeyRing,
	{ from, to }: { readonly from: string; readonly to: string }
): Promise<void> {
	const salt = (await saltsOf(tx, [to])).get(to);
	if (salt === undefined) return;
	const [came, stands] = [await readPersonal(tx, ring, from), await readPersonal(tx, ring, to)];
	const rows = await tx<{ mark: string }[]>`
		select m ->> 'mark' as mark from event e cross join lateral jsonb_array_elements(e.data -> 'personal') m
		where e.visit_id = ${to} and e.type in ('VisitRegistered', 'DetailsChanged')`;
	const told = new Set(rows.map(({ mark }) => mark));
	const isOwn = (field: Field) =>
		ring.indexes('mark', markText(salt, field, stands[field])).some((mark) => told.has(mark));
	const borrowed = FIELDS.filter(
		(field) => stands[field] !== null && stands[field] === came[field] && !isOwn(field)
	);
	if (borrowed.length === 0) return;
	const empty = Object.fromEntries(borrowed.map((field) => [`${field}_sealed`, null]));
	await tx`update visit_personal set ${tx(empty)} where visit_id = ${to}`;
}
