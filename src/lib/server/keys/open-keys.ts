/** Finds the key ring at the start, and proves that it is this database's. */
import { createHash } from 'node:crypto';
import { keyRing, newRingLine, parseRing, type KeyRing } from '#lib/server/keys/key-ring.ts';
import { makeRingFile, readRingFile, readRingFileNow, ringFileIn } from '#lib/server/keys/ring-file.ts';
import type { Environment } from '#lib/server/environment.ts';
import type { Db } from '#lib/server/store/database.ts';
import { readKeyMarks, saveKeyMark } from '#lib/server/store/key-marks.ts';

export type Places = Pick<Environment, 'keys' | 'databaseUrl' | 'dataFolder' | 'demo'>;

/** Where a ring is kept decides how a key is added to it. */
export type RingHome = 'variable' | 'file' | 'known';

export function ringHomeOf({ keys, databaseUrl, demo }: Places): RingHome {
	if (keys !== null) return 'variable';
	return databaseUrl === null ? 'file' : demo ? 'known' : 'variable';
}

/**
 * The ring of HALTE_KEYS; else, with the embedded database, of `HALTE_DATA/keys`, made at the first start; else,
 * in the demo, a known one. A new database begins with all its keys; one that is there already goes on with the
 * keys that it was told of, until `admin keys rotate` tells it of a newer one.
 * @throws Error with one sentence for the operator when the ring is missing, unreadable or another database's.
 */
export async function openKeys(places: Places, sql: Db, tell: (sentence: string) => void): Promise<KeyRing> {
	const marks = await readKeyMarks(sql);
	const ring = await findRing(places, marks.size === 0, tell);
	if (marks.size === 0) {
		// Of nodes that start together one is first; the others' rings have to be the same.
		for (const version of ring.versions) await saveKeyMark(sql, version, ring.proof(version));
	}
	ring.learn(marks.size === 0 ? await readKeyMarks(sql) : marks);
	return ring;
}

/** The ring that must be there already: nothing is made, nothing is compared. @throws as `openKeys` */
export function presentRing(places: Places): Promise<KeyRing> {
	return findRing(places, false, () => {});
}

async function findRing(places: Places, isNew: boolean, tell: (sentence: string) => void): Promise<KeyRing> {
	switch (ringHomeOf(places)) {
		case 'variable': {
			if (places.keys === null)
				throw new Error('HALTE_KEYS manque : avec DATABASE_URL, le trousseau de clés doit être donné.');
			return keyRing(parsedOr(places.keys, 'HALTE_KEYS n’est pas un trousseau : 1:<32 octets en base64>, …'));
		}
		case 'known':
			return keyRing(new Map([[1, knownToEverybody()]]));
		case 'file': {
			const file = ringFileIn(places.dataFolder);
			const text = await readRingFile(file);
			if (text === null) {
				if (!isNew) throw new Error(`Le trousseau ${file} manque : remettez la copie que vous avez gardée.`);
				await makeRingFile(file, newRingLine(1));
				tell(
					`Un trousseau de clés a été créé : ${file}. Gardez-en une copie ailleurs que la base de données.`
				);
			}
			const masters = parsedOr(
				text ?? (await readRingFile(file)) ?? '',
				`Le trousseau ${file} est illisible.`
			);
			return keyRing(masters, () => readRingFileNow(file));
		}
	}
}

function parsedOr(text: string, sentence: string): Map<number, Buffer> {
	const masters = parseRing(text);
	if (masters === null) throw new Error(sentence);
	return masters;
}

/** The demo's people are fictional and their password is public: so is this key, and several nodes agree on it. */
export function knownToEverybody(): Buffer {
	return createHash('sha256').update('halte-demo').digest();
}
