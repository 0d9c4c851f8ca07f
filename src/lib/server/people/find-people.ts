/** Three ways back: alias and memory word, a card, the code-mémoire. Exact, and never telling which half was wrong. */
import type { FindPeopleBody, FoundPerson } from '#lib/contract/people.ts';
import { normalAlias } from '#lib/domain/identity/alias.ts';
import { memoryCodeTexts, parseMemoryCode } from '#lib/domain/identity/memory-code.ts';
import { recordAccess } from '#lib/server/audit/access-log.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { readSettings, type Asking, type PeopleHouse, type Refused } from '#lib/server/people/house.ts';
import { aliasOf, isKnown, knownAt } from '#lib/server/people/known-at.ts';
import type { Tx } from '#lib/server/store/database.ts';
import { withNewestKeys } from '#lib/server/store/newest-keys.ts';
import { cardIndexText, wordText } from '#lib/server/store/person-values.ts';

/**
 * People of this site, and of others with their tick (R-P4), under whichever of their keys; each once. An unknown
 * alias, a wrong word, somebody of another site and somebody who does not want to be seen by this account all give
 * the same empty list. The caller has asked the policy. @throws when the row of the audit can't be written.
 */
export async function findPeople(
	{ database, clock, keys }: PeopleHouse,
	asking: Asking,
	sought: FindPeopleBody
): Promise<{ people: FoundPerson[] } | Refused<'memory_code_off'>> {
	return (await database.write.begin(async (tx) => {
		const at = await clock(tx);
		if (sought.memoryCode !== undefined && !(await readSettings(tx)).memoryCode) {
			return { refused: 'memory_code_off' as const };
		}
		const hits = await withNewestKeys(tx, keys, () => hitsOf(tx, keys, sought));
		const rows = await knownAt(tx, asking, [...hits.keys()], at);
		const shown = rows.filter((row) => isKnown(row) && !row.hidden);
		const details = { by: wayOf(sought), count: shown.length };
		const access = { chain: asking.siteId, kind: 'people_found', by: asking.accountId, details } as const;
		const [only] = shown;
		await recordAccess(tx, { ...access, ...(shown.length === 1 && { personId: only?.id }) }, at);
		const roots = await rootsOf(tx, [...hits.keys()]);
		return {
			people: shown.map((row) => ({
				id: row.id,
				alias: aliasOf(keys, row),
				lastSeenAt: row.seenHereAt?.toISOString() ?? null,
				here: row.here,
				...(![...hits].some(([key, exact]) => exact && roots.get(key) === row.id) && { maybe: true as const })
			}))
		};
	})) as { people: FoundPerson[] } | Refused<'memory_code_off'>;
}

function wayOf({ card, memoryCode }: FindPeopleBody): string {
	if (card !== undefined) return 'card';
	return memoryCode === undefined ? 'alias' : 'memory_code';
}

/** Keys that fit, and whether they fit as a whole. */
async function hitsOf(tx: Tx, keys: KeyRing, sought: FindPeopleBody): Promise<Map<string, boolean>> {
	const { alias, word, card, memoryCode } = sought;
	if (card !== undefined) return byCard(tx, keys, card);
	if (memoryCode !== undefined) return byMemoryCode(tx, keys, memoryCode);
	return byAlias(tx, keys, alias ?? '', word ?? '');
}

async function byAlias(tx: Tx, keys: KeyRing, alias: string, word: string): Promise<Map<string, boolean>> {
	const normal = normalAlias(alias);
	// Of signs alone nothing is left to compare.
	const indexes = normal === '' ? [] : keys.indexes('alias_index', normal);
	const rows = await tx<{ person_id: string; word_index: string | null }[]>`
		select person_id, word_index from person_personal where alias_index = any(${indexes})`;
	const fits = rows.filter(
		({ person_id, word_index }) =>
			word_index !== null && keys.indexes('memory_word', wordText(person_id, word)).includes(word_index)
	);
	return new Map(fits.map(({ person_id }) => [person_id, true]));
}

async function byCard(tx: Tx, keys: KeyRing, card: string): Promise<Map<string, boolean>> {
	const text = cardIndexText(card);
	const indexes = text === '' ? [] : keys.indexes('person_card', text);
	const rows = await tx<{ person_id: string }[]>`
		select person_id from person_personal where card_index = any(${indexes})`;
	return new Map(rows.map(({ person_id }) => [person_id, true]));
}

/** One element off is a maybe; it links nobody by itself. */
async function byMemoryCode(tx: Tx, keys: KeyRing, text: string): Promise<Map<string, boolean>> {
	const code = parseMemoryCode(text);
	const texts = code === null ? null : memoryCodeTexts(code);
	const found = new Map<string, boolean>();
	for (const { leftOut, text: part } of texts ?? []) {
		const rows = await tx<{ person_id: string }[]>`
			select person_id from memory_code
			where left_out = ${leftOut} and index = any(${keys.indexes('memory_code', part)})`;
		for (const { person_id } of rows) found.set(person_id, (found.get(person_id) ?? false) || leftOut === 0);
	}
	return found;
}

async function rootsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
	const rows = await tx<{ id: string; root_id: string }[]>`
		select id, root_id from person_family(${ids as string[]}::uuid[])`;
	return new Map(rows.map(({ id, root_id }) => [id, root_id]));
}
