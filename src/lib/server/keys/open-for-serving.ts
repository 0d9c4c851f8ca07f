/** The key ring of a node that is about to serve. */
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openKeys, type Places } from '#lib/server/keys/open-keys.ts';
import type { Db } from '#lib/server/store/database.ts';
import { sealClearValues } from '#lib/server/store/seal-clear-values.ts';

/**
 * Opens the ring, and seals with it what an older version left in clear, before anybody is served.
 * @throws Error with one sentence for the operator when the ring is missing, unreadable or another database's.
 */
export async function openKeysForServing(
	places: Places,
	sql: Db,
	{ newSalt, tell }: { readonly newSalt: () => string; readonly tell: (sentence: string) => void }
): Promise<KeyRing> {
	const keys = await openKeys(places, sql, tell);
	const sealed = await sealClearValues(sql, { keys, newSalt });
	if (sealed > 0) tell(`Surnoms et notes chiffrés : ${sealed}.`);
	return keys;
}
