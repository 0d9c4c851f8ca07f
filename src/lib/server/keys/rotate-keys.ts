/** A new key for everything that can be written anew, while the nodes go on serving (ADR 21). */
import { newRingLine, parseRing, type KeyRing } from '#lib/server/keys/key-ring.ts';
import { ringHomeOf, type Places } from '#lib/server/keys/open-keys.ts';
import { addRingLine, readRingFile, ringFileIn } from '#lib/server/keys/ring-file.ts';
import { ADVISORY_LOCKS } from '#lib/server/store/advisory-locks.ts';
import type { Db } from '#lib/server/store/database.ts';
import { readKeyMarks, saveKeyMark } from '#lib/server/store/key-marks.ts';
import { resealAll, type Resealed } from '#lib/server/store/reseal.ts';

export interface Rotation extends Resealed {
	/** The key that everything was brought under. */
	readonly version: number;
	/** False when an earlier rotation was brought to its end, and no key was added. */
	readonly begun: boolean;
}

/**
 * Brings the network under a newer key: one that waits in the ring, else, beside the embedded database, one that
 * is made now. A rotation that was interrupted is ended first, and then no key is added. Old keys stay in the ring.
 * @throws Error with a sentence for the operator when there is no newer key, or a rotation is under way.
 */
export async function rotateKeys(places: Places, sql: Db, ring: KeyRing): Promise<Rotation> {
	const held = await sql.reserve();
	try {
		const [lock] = await held<
			{ had: boolean }[]
		>`select pg_try_advisory_lock(${ADVISORY_LOCKS.key_rotation}) as had`;
		if (lock?.had !== true) throw new Error('Une rotation est déjà en cours.');
		try {
			return await rotateAlone(places, sql, ring);
		} finally {
			await held`select pg_advisory_unlock(${ADVISORY_LOCKS.key_rotation})`;
		}
	} finally {
		held.release();
	}
}

async function rotateAlone(places: Places, sql: Db, ring: KeyRing): Promise<Rotation> {
	const home = ringHomeOf(places);
	if (home === 'known') {
		throw new Error('La démonstration a une clé que tout le monde connaît : il n’y a rien à renouveler.');
	}
	const file = ringFileIn(places.dataFolder);
	const versions =
		home === 'file' ? [...(parseRing((await readRingFile(file)) ?? '') ?? []).keys()] : ring.versions;
	const waiting = Math.max(...versions);
	if (waiting > ring.active) {
		await begin(sql, ring, waiting);
	} else {
		const rest = await resealAll(sql, ring);
		if (rest.written > 0) return { ...rest, version: ring.active, begun: false };
		if (home === 'variable') {
			throw new Error(
				`HALTE_KEYS n’a pas de clé plus récente que la clé ${ring.active}. Ajoutez-y la clé ${ring.active + 1}, redémarrez tous les nœuds, puis recommencez.`
			);
		}
		await addRingLine(file, newRingLine(ring.active + 1));
		await begin(sql, ring, ring.active + 1);
	}
	return { ...(await resealAll(sql, ring)), version: ring.active, begun: true };
}

/** From here on the database knows of the key; no row is written with it before that. */
async function begin(sql: Db, ring: KeyRing, version: number): Promise<void> {
	await saveKeyMark(sql, version, ring.proof(version));
	ring.learn(await readKeyMarks(sql));
}
