/** The ring beside the embedded database: a text file that its owner alone reads. */
import { readFileSync } from 'node:fs';
import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseRing } from '#lib/server/keys/key-ring.ts';

const MODE = 0o600;

export function ringFileIn(dataFolder: string): string {
	return join(dataFolder, 'keys');
}

/** The file's text, or null when there is none. @throws Error with a sentence for the operator. */
export async function readRingFile(file: string): Promise<string | null> {
	return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return null;
		throw new Error(`Le trousseau ${file} ne peut pas être lu.`);
	});
}

/**
 * The keys that are in the file at this moment, null when it can't be read. Without waiting: a value that names a
 * newer key is being opened, which happens once after each rotation.
 */
export function readRingFileNow(file: string): Map<number, Buffer> | null {
	try {
		return parseRing(readFileSync(file, 'utf8'));
	} catch {
		return null;
	}
}

/** Makes the file of a new database. @throws when there is one. */
export async function makeRingFile(file: string, line: string): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, `${line}\n`, { mode: MODE, flag: 'wx' });
}

/**
 * Adds a line. Whoever reads finds the ring as it was or as it becomes, whenever the machine stops; the file
 * keeps its owner, so that what an administrator of the machine does can be read by the node.
 */
export async function addRingLine(file: string, line: string): Promise<void> {
	const text = await readFile(file, 'utf8');
	const { uid, gid } = await stat(file);
	const next = `${file}.next`;
	await rm(next, { force: true });
	const handle = await open(next, 'wx', MODE);
	try {
		await handle.writeFile(`${text.trimEnd()}\n${line}\n`);
		if (uid !== process.geteuid?.()) await chown(next, uid, gid);
		await handle.sync();
	} finally {
		await handle.close();
	}
	await rename(next, file);
	const folder = await open(dirname(file), 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}
