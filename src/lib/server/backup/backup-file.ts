/** A backup as a file: a line in the clear that says which key it needs, then records, compressed and sealed. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { decoded, type BackupRecord, type Manifest } from '#lib/server/backup/records.ts';
import { RowSum } from '#lib/server/backup/row-sum.ts';
import { sealed, Unsealable, unsealed } from '#lib/server/backup/sealed-stream.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';

const FORMAT = 1;
const SALT_BYTES = 32;
const headLine = z.object({
	halte: z.literal('backup'),
	format: z.literal(FORMAT),
	key: z.int().positive(),
	salt: z.string().regex(/^[\w-]{43}$/)
});
/** The first line has about 110 signs. */
const LONGEST_HEAD = 1_000;

/** Each file has a key of its own: HMAC-SHA-256 of its salt under the ring's key for backups (RFC 5869, expand). */
function keyOf(keys: KeyRing, version: number, salt: string): Buffer {
	return Buffer.from(keys.mac('backup', `file ${salt}`, version), 'base64url');
}

/**
 * Writes a file that its owner alone reads; it has its name once all of it is on the disk.
 * @throws Error with a sentence when there is such a file already
 */
export async function writeBackup(
	file: string,
	keys: KeyRing,
	records: AsyncIterable<Buffer>
): Promise<void> {
	const salt = randomBytes(SALT_BYTES).toString('base64url');
	const key = keys.active;
	const head = Buffer.from(`${JSON.stringify({ halte: 'backup', format: FORMAT, key, salt })}\n`);
	const part = `${file}.part`;
	const handle = await newFile(file, part);
	try {
		await handle.write(head);
		await pipeline(
			records,
			// Sealed values do not get smaller whatever the effort; the history does at once.
			createGzip({ level: constants.Z_BEST_SPEED }),
			(chunks: AsyncIterable<Buffer>) => sealed(keyOf(keys, key, salt), head, chunks),
			async (frames: AsyncIterable<Buffer>) => {
				for await (const frame of frames) await handle.writeFile(frame);
			}
		);
		await handle.sync();
		await handle.close();
		await rename(part, file);
		const folder = await open(dirname(file), 'r');
		await folder.sync().finally(() => folder.close());
	} catch (error) {
		await handle.close().catch(() => {});
		await rm(part, { force: true });
		throw error;
	}
}

async function newFile(file: string, part: string): Promise<FileHandle> {
	const isThere = await open(file, 'r').then(
		async (found) => (await found.close(), true),
		() => false
	);
	if (isThere) throw new Error(`Le fichier ${file} existe déjà.`);
	return open(part, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'EEXIST')
			throw new Error(`${part} existe déjà : une sauvegarde est en cours, ou a été coupée. Effacez-le.`);
		throw new Error(`Le fichier ${file} ne peut pas être écrit.`);
	});
}

const TOUCHED =
	'est abîmée, coupée, ou d’un autre trousseau que celui-ci. Rien n’a été touché ; prenez-en une autre.';

/**
 * The records of a file, to be read once, each as it was written.
 * @throws Error with one sentence for the operator, at the first thing that is not as it was
 */
export async function* readBackup(file: string, keys: KeyRing): AsyncGenerator<BackupRecord> {
	const { head, key, salt } = await readHead(file);
	if (!keys.versions.includes(key))
		throw new Error(`Cette sauvegarde a été chiffrée avec la clé ${key}, qui manque au trousseau.`);
	const stream = createReadStream(file, { start: head.length });
	const gunzip = createGunzip();
	const opening = pipeline(
		stream,
		(chunks: AsyncIterable<Buffer>) => unsealed(keyOf(keys, key, salt), head, chunks),
		gunzip
	);
	// Its failure arrives through the stream that is read here.
	opening.catch(() => {});
	try {
		yield* decoded(gunzip);
		await opening;
	} catch (error) {
		throw asSentence(file, error);
	} finally {
		stream.destroy();
	}
}

function asSentence(file: string, error: unknown): unknown {
	const isOurs = error instanceof Unsealable;
	const isZlib = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
	return isOurs || isZlib ? new Error(`La sauvegarde ${file} ${TOUCHED}`, { cause: error }) : error;
}

async function readHead(file: string): Promise<{ head: Buffer; key: number; salt: string }> {
	const handle = await open(file, 'r').catch(() => {
		throw new Error(`Le fichier ${file} ne peut pas être lu.`);
	});
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_HEAD), 0, LONGEST_HEAD, 0);
		const head = buffer.subarray(0, buffer.subarray(0, bytesRead).indexOf('\n') + 1);
		const parsed = headLine.safeParse(jsonOf(head));
		if (!parsed.success) throw new Error(`Le fichier ${file} n’est pas une sauvegarde de Halte.`);
		return { head, key: parsed.data.key, salt: parsed.data.salt };
	} finally {
		await handle.close();
	}
}

function jsonOf(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		return null;
	}
}

/**
 * Reads a file from end to end and compares its rows with its manifest.
 * @throws Error with one sentence for the operator when it is not whole
 */
export async function verifyBackup(file: string, keys: KeyRing): Promise<Manifest> {
	let found: Manifest | undefined;
	let sum = new RowSum();
	const totals: object[] = [];
	for await (const record of readBackup(file, keys)) {
		if (found !== undefined) throw new Error(`La sauvegarde ${file} ${TOUCHED}`);
		switch (record.kind) {
			case 'table':
				sum = new RowSum();
				break;
			case 'rows':
				sum.add(record.bytes);
				break;
			case 'total':
				totals.push({ schema: record.total.schema, table: record.total.table, ...sum.total() });
				break;
			case 'manifest':
				found = record.manifest;
		}
	}
	if (found === undefined || JSON.stringify(found.tables) !== JSON.stringify(totals))
		throw new Error(`La sauvegarde ${file} ${TOUCHED}`);
	return found;
}
