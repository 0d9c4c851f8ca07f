/** What somebody is known by: sealed, found by keyed hashes, erased with the person. */
import type { PersonalMark } from '#lib/domain/visit/events.ts';
import { normalAlias, normalWord } from '#lib/domain/identity/alias.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { sealText } from '#lib/server/keys/sealed-text.ts';
import type { Tx } from '#lib/server/store/database.ts';

/** Values that a command brings; null erases one, undefined leaves it as it is. */
export interface PersonValues {
	readonly alias?: string | null;
	readonly contact?: string | null;
	readonly legalName?: string | null;
	/** Kept as a keyed hash only. */
	readonly word?: string | null;
	/** The code of the card that the person keeps or throws away; a keyed hash too. */
	readonly card?: string | null;
	readonly healthNumber?: string | null;
	/** Texts to hash, whole (0) and with one element left out (1–3); null forgets the code. */
	readonly memoryCode?: readonly { readonly leftOut: number; readonly text: string }[] | null;
}

const FIELD_NAMES = {
	alias: 'alias',
	contact: 'contact',
	legalName: 'legal_name',
	word: 'word',
	card: 'card',
	healthNumber: 'health_number',
	memoryCode: 'memory_code'
} as const satisfies Record<keyof PersonValues, PersonalMark['field']>;

/** Says that values changed, not what they are; the salt is erased with them. */
export function personMarksOf(ring: KeyRing, values: PersonValues, salt: string): PersonalMark[] {
	return (Object.keys(FIELD_NAMES) as (keyof PersonValues)[]).flatMap((name) => {
		const value = values[name];
		if (value === undefined) return [];
		const field = FIELD_NAMES[name];
		return [{ field, mark: ring.index('mark', `${salt}\0${field}\0${JSON.stringify(value)}`) }];
	});
}

/** A card is read aloud, typed and scanned: spaces, dashes and case tell nothing. */
export function cardIndexText(code: string): string {
	return code
		.normalize('NFKD')
		.toUpperCase()
		.replaceAll(/[^A-Z0-9]/g, '')
		.replaceAll('O', '0')
		.replaceAll(/[IL]/g, '1');
}

/** Sealed columns that keep what they were before, so that a correction has a history. */
const KEPT = [
	['alias', 'alias', 'alias'],
	['contact', 'contact', 'contact'],
	['legalName', 'legal_name', 'legal_name'],
	['healthNumber', 'health_number', 'health_number']
] as const;

/** What a change of values needs besides them. */
export interface PersonChange {
	readonly personId: string;
	readonly salt: string;
	readonly by: string;
	readonly at: number;
	readonly newId: () => string;
}

/** A number that somebody has erased was not wanted here: nothing of it is kept, nor of those before it (R-I11). */
const ERASED_WHOLE = 'health_number';

/** Writes the values of one person; a value that stood before goes, sealed, to the rectifications. */
export async function savePersonValues(
	tx: Tx,
	ring: KeyRing,
	{ personId, salt, by, at, newId }: PersonChange,
	values: PersonValues
): Promise<void> {
	await tx`insert into person_personal (person_id, salt) values (${personId}, ${salt}) on conflict do nothing`;
	for (const [name, column, purpose] of KEPT) {
		const value = values[name];
		if (value === undefined) continue;
		const [row] = await tx<{ former: Buffer | null }[]>`
			select ${tx(column)} as former from person_personal where person_id = ${personId}`;
		const former = row?.former ?? null;
		const isErased = value === null && purpose === ERASED_WHOLE;
		if (isErased) {
			const family = await tx<{ id: string }[]>`select id from person_family(${[personId]}::uuid[])`;
			const keys = family.map(({ id }) => id);
			await tx`
				update person_rectification set former = null
				where person_id = any(${keys}::uuid[]) and field = ${purpose}`;
			await tx`
				update person_personal set health_number = null where person_id = any(${keys}::uuid[])`;
		}
		if (former !== null) {
			const id = newId();
			const kept = isErased ? null : ring.seal(purpose, ring.open(purpose, former, personId), id);
			await tx`
				insert into person_rectification (id, person_id, field, former, at, by)
				values (${id}, ${personId}, ${purpose}, ${kept}, ${new Date(at)}, ${by})`;
		}
		const sealed = value === null ? null : sealText(ring, purpose, value, personId);
		await tx`update person_personal set ${tx(column)} = ${sealed} where person_id = ${personId}`;
	}
	await saveIndexes(tx, ring, personId, values);
}

async function saveIndexes(tx: Tx, ring: KeyRing, personId: string, values: PersonValues): Promise<void> {
	const { alias, word, card, memoryCode } = values;
	const indexes = {
		...(alias !== undefined && { alias_index: alias && ring.index('alias_index', normalAlias(alias)) }),
		...(word !== undefined && { word_index: word && ring.index('memory_word', wordText(personId, word)) }),
		...(card !== undefined && { card_index: card && ring.index('person_card', cardIndexText(card)) })
	};
	if (Object.keys(indexes).length > 0) {
		await tx`update person_personal set ${tx(indexes)} where person_id = ${personId}`;
	}
	if (memoryCode === undefined) return;
	await tx`delete from memory_code where person_id = ${personId}`;
	for (const { leftOut, text } of memoryCode ?? []) {
		await tx`
			insert into memory_code (person_id, left_out, index)
			values (${personId}, ${leftOut}, ${ring.index('memory_code', text)})`;
	}
}

/** A word is short and many choose the same one: hashed with its person, it tells of nobody else. */
export function wordText(personId: string, word: string): string {
	return `${personId}\0${normalWord(word)}`;
}
