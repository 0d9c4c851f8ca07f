/** Look-ups by keyed hash while a rotation goes on: the rows' keys change under them, what they find does not. */
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { readKeyMarks } from '#lib/server/store/key-marks.ts';

/**
 * What `lookUp` finds with the hashes of every key of the database. `lookUp` reads on `sql`, in one statement or
 * several, makes its hashes with `ring.indexes(…)` (`where alias_index = any(…)`), and changes nothing: it is run
 * again when a key was added since the ring was last looked at. A rotation tells the database of its key before
 * it writes the first row with it; so whoever missed a row finds the key when looking afterwards.
 *
 *	const rows = await withNewestKeys(sql, ring, () => sql`… = any(${ring.indexes('alias_index', alias)})`);
 *
 * @throws Error when the ring can't learn a key of the database: « not found » would be a lie.
 */
export async function withNewestKeys<R>(
	sql: Db | Tx,
	ring: KeyRing,
	lookUp: () => PromiseLike<R>
): Promise<R> {
	for (;;) {
		const known = new Set(ring.versions);
		const found = await lookUp();
		const proofs = await readKeyMarks(sql);
		ring.learn(proofs);
		if ([...proofs.keys()].every((version) => known.has(version))) return found;
	}
}

/** Has the ring learn what keys the database has. @throws Error when it can't. */
export async function learnNewestKeys(sql: Db | Tx, ring: KeyRing): Promise<void> {
	ring.learn(await readKeyMarks(sql));
}
