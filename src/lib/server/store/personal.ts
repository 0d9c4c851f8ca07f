/** What identifies a person: kept apart from the queue, erasable, and never in an event. */
import { createHmac } from 'node:crypto';
import type { PersonalMark } from '#lib/domain/visit/events.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

/** Values that a command brings; null erases one, undefined leaves it as it is. */
export interface PersonalValues {
	readonly alias?: string | null;
	readonly note?: string | null;
}

/** Says that values changed without saying what they are; the salt is erased together with the values. */
export function marksOf(values: PersonalValues, salt: string): PersonalMark[] {
	return (['alias', 'note'] as const).flatMap((field) => {
		const value = values[field];
		if (value === undefined) return [];
		return [
			{
				field,
				mark: createHmac('sha256', salt)
					.update(`${field}\0${value ?? ''}`)
					.digest('base64url')
			}
		];
	});
}

/** Salts of visits that already have a personal row. */
export async function saltsOf(tx: Tx, visitIds: readonly string[]): Promise<Map<string, string>> {
	const rows = await tx<{ visit_id: string; salt: string }[]>`
		select visit_id, salt from visit_personal where visit_id = any(${visitIds as string[]}::uuid[])`;
	return new Map(rows.map((row) => [row.visit_id, row.salt]));
}

/** Writes the values of one visit; fields that are undefined stay. */
export async function savePersonal(
	tx: Tx,
	visitId: string,
	salt: string,
	values: PersonalValues
): Promise<void> {
	const { alias, note } = values;
	await tx`
		insert into visit_personal (visit_id, salt, alias, note)
		values (${visitId}, ${salt}, ${alias ?? null}, ${note ?? null})
		on conflict (visit_id) do update set
			alias = case when ${alias !== undefined} then excluded.alias else visit_personal.alias end,
			note = case when ${note !== undefined} then excluded.note else visit_personal.note end`;
}

/** One visit's values, for the caller of one file. */
export async function readPersonal(
	sql: Db | Tx,
	visitId: string
): Promise<{ alias: string | null; note: string | null }> {
	const [row] = await sql<{ alias: string | null; note: string | null }[]>`
		select alias, note from visit_personal where visit_id = ${visitId}`;
	return row ?? { alias: null, note: null };
}
