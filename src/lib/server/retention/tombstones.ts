/**
 * What was erased, in a file outside the database: an older copy of the database brings people back, the file does
 * not forget that they were forgotten. One line per thing: kind, id, day; nothing else.
 */
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const KINDS = ['visit', 'person'] as const;

export interface Tombstone {
	readonly kind: (typeof KINDS)[number];
	readonly id: string;
	/** `YYYY-MM-DD` */
	readonly day: string;
}

export interface Tombstones {
	/** Appends; resolves once the disk has them. @throws when it has not: then nothing may be erased. */
	append(stones: readonly Tombstone[]): Promise<void>;
	/** All that were ever written. @throws Error with a sentence when the file is something else. */
	read(): Promise<Tombstone[]>;
}

/**
 * The file, made when it is not there, readable by its owner only.
 * @throws Error with one sentence for the operator when it can't be written or is another kind of file.
 */
export async function openTombstones(file: string): Promise<Tombstones> {
	const tombstones: Tombstones = {
		append: (stones) => append(file, stones),
		async read() {
			return parse(await readFile(file, 'utf8'), file);
		}
	};
	try {
		await mkdir(dirname(file), { recursive: true, mode: 0o700 });
		await append(file, []);
		await syncFolder(dirname(file));
	} catch (error) {
		throw new Error(`Le registre des effacements ${file} ne peut pas être écrit.`, { cause: error });
	}
	await tombstones.read();
	return tombstones;
}

async function append(file: string, stones: readonly Tombstone[]): Promise<void> {
	const handle = await open(file, 'a+', 0o600);
	try {
		const { size } = await handle.stat();
		const last = Buffer.alloc(1);
		if (size > 0) await handle.read(last, 0, 1, size - 1);
		// After a crash in the middle of a line the next one begins on its own.
		const gap = size > 0 && last.toString() !== '\n' ? '\n' : '';
		if (stones.length > 0) {
			await handle.appendFile(gap + stones.map(({ kind, id, day }) => `${kind} ${id} ${day}\n`).join(''));
		}
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** A new file's name is on the disk only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

const LINE = new RegExp(
	`^(${KINDS.join('|')}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\\d{4}-\\d\\d-\\d\\d)$`
);
const SHAPE = ' 00000000-0000-0000-0000-000000000000 0000-00-00';

function parse(text: string, file: string): Tombstone[] {
	// A disk that lost its power may leave zeros where the end of the file should be.
	return text
		.replaceAll('\0', '')
		.split('\n')
		.flatMap((line) => {
			const [, kind, id, day] = LINE.exec(line) ?? [];
			if (kind !== undefined && id !== undefined && day !== undefined) {
				return [{ kind: kind as Tombstone['kind'], id, day }];
			}
			if (isTorn(line)) return [];
			throw new Error(`Le fichier ${file} n’est pas un registre d’effacements.`);
		});
}

/** The beginning of a line that was not finished: what it was to say had not been erased yet. */
function isTorn(line: string): boolean {
	return KINDS.some((kind) => {
		const rest = line.slice(kind.length).replaceAll(/[0-9a-f]/g, '0');
		return kind.startsWith(line) || (line.startsWith(kind) && SHAPE.startsWith(rest));
	});
}
