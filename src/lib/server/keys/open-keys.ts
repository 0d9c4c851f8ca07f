/** Finds the key ring at the start, and proves that it is this database's. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyRing, newRingLine, parseRing, type KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Environment } from '#lib/server/environment.ts';
import type { Db } from '#lib/server/store/database.ts';
import { readKeyMarks, saveKeyMark } from '#lib/server/store/key-marks.ts';

type Places = Pick<Environment, 'keys' | 'databaseUrl' | 'dataFolder' | 'demo'>;

/** Beside the embedded database, readable by its owner only. */
const FILE = 'keys';

/**
 * The ring of HALTE_KEYS; else, with the embedded database, of `HALTE_DATA/keys`, made at the first start; else,
 * in the demo, a known one.
 * @throws Error with one sentence for the operator when the ring is missing, unreadable or another database's.
 */
export async function openKeys(places: Places, sql: Db, tell: (sentence: string) => void): Promise<KeyRing> {
	const marks = await readKeyMarks(sql);
	const ring = keyRing(await findMasters(places, marks.size === 0, tell));
	const missing = [...marks.keys()].filter((version) => !ring.versions.includes(version));
	if (missing.length > 0)
		throw new Error(`Il manque la clé ${missing.join(', ')} au trousseau de cette base.`);
	for (const version of ring.versions) {
		const mark = ring.mac('proof', 'halte', version);
		const stored = marks.get(version) ?? (await saveKeyMark(sql, version, mark));
		if (!same(stored, mark)) {
			throw new Error(`La clé ${version} du trousseau n’est pas celle de cette base de données.`);
		}
	}
	return ring;
}

async function findMasters(
	{ keys, databaseUrl, dataFolder, demo }: Places,
	isNew: boolean,
	tell: (sentence: string) => void
): Promise<Map<number, Buffer>> {
	if (keys !== null) return parsedOr(keys, 'HALTE_KEYS n’est pas un trousseau : 1:<32 octets en base64>, …');
	if (databaseUrl !== null && demo) return new Map([[1, knownToEverybody()]]);
	if (databaseUrl !== null) {
		throw new Error('HALTE_KEYS manque : avec DATABASE_URL, le trousseau de clés doit être donné.');
	}
	const file = join(dataFolder, FILE);
	const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return null;
		throw new Error(`Le trousseau ${file} ne peut pas être lu.`);
	});
	if (text !== null) return parsedOr(text, `Le trousseau ${file} est illisible.`);
	if (!isNew) throw new Error(`Le trousseau ${file} manque : remettez la copie que vous avez gardée.`);
	const line = newRingLine(1);
	await mkdir(dataFolder, { recursive: true });
	await writeFile(file, `${line}\n`, { mode: 0o600, flag: 'wx' });
	tell(`Un trousseau de clés a été créé : ${file}. Gardez-en une copie ailleurs que la base de données.`);
	return parsedOr(line, '');
}

function parsedOr(text: string, sentence: string): Map<number, Buffer> {
	const masters = parseRing(text);
	if (masters === null) throw new Error(sentence);
	return masters;
}

/** The demo's people are fictional and their password is public: so is this key, and several nodes agree on it. */
function knownToEverybody(): Buffer {
	return createHash('sha256').update('halte-demo').digest();
}

function same(a: string, b: string): boolean {
	return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
