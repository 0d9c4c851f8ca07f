/**
 * What a backup holds, in order: for each table its name and columns, its rows as COPY writes them, and their count and
 * hash; at the end the manifest. A record is one letter, its length, and that many bytes.
 */
import { z } from 'zod';
import { Unsealable } from '#lib/server/backup/sealed-stream.ts';

const count = z.int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const tableBegins = z.object({ schema: z.string(), table: z.string(), columns: z.array(z.string()) });
const tableTotal = z.object({
	schema: z.string(),
	table: z.string(),
	rows: count,
	bytes: count,
	sha256: hash
});

/** Says what is in a backup; whoever reads it compares. */
export const manifest = z.object({
	/** The database's clock in the snapshot, ISO. */
	at: z.iso.datetime(),
	version: z.string(),
	postgres: z.string(),
	/** Hashes of the migrations that made the schema, oldest first. */
	migrations: z.array(hash),
	tables: z.array(tableTotal),
	/** The ends of both logs' chains. */
	heads: z.object({
		at: z.iso.datetime(),
		events: z.array(z.object({ siteId: z.string(), epoch: count, seq: count, ordinal: count, hash })),
		accesses: z.array(z.object({ chain: z.string(), position: count, hash }))
	})
});

export type TableBegins = z.infer<typeof tableBegins>;
export type TableTotal = z.infer<typeof tableTotal>;
export type Manifest = z.infer<typeof manifest>;

export type BackupRecord =
	| { readonly kind: 'table'; readonly table: TableBegins }
	| { readonly kind: 'rows'; readonly bytes: Buffer }
	| { readonly kind: 'total'; readonly total: TableTotal }
	| { readonly kind: 'manifest'; readonly manifest: Manifest };

const LETTERS = { table: 'T', rows: 'D', total: 'E', manifest: 'M' } as const;
const HEAD_BYTES = 5;

/** A record as bytes. */
export function encoded(record: BackupRecord): Buffer {
	const body = bodyOf(record);
	const head = Buffer.alloc(HEAD_BYTES);
	head.write(LETTERS[record.kind], 0, 'latin1');
	head.writeUInt32BE(body.length, 1);
	return Buffer.concat([head, body]);
}

function bodyOf(record: BackupRecord): Buffer {
	switch (record.kind) {
		case 'table':
			return Buffer.from(JSON.stringify(record.table));
		case 'rows':
			return record.bytes;
		case 'total':
			return Buffer.from(JSON.stringify(record.total));
		case 'manifest':
			return Buffer.from(JSON.stringify(record.manifest));
	}
}

/** Takes records apart again. @throws Unsealable when these are not records */
export async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<BackupRecord> {
	let waiting: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
		while (waiting.length >= HEAD_BYTES) {
			const whole = HEAD_BYTES + waiting.readUInt32BE(1);
			if (waiting.length < whole) break;
			yield recordOf(waiting.toString('latin1', 0, 1), waiting.subarray(HEAD_BYTES, whole));
			waiting = waiting.subarray(whole);
		}
	}
	if (waiting.length > 0) throw new Unsealable('half a record');
}

function recordOf(letter: string, body: Buffer): BackupRecord {
	try {
		if (letter === LETTERS.rows) return { kind: 'rows', bytes: body };
		const json: unknown = JSON.parse(body.toString('utf8'));
		if (letter === LETTERS.table) return { kind: 'table', table: tableBegins.parse(json) };
		if (letter === LETTERS.total) return { kind: 'total', total: tableTotal.parse(json) };
		if (letter === LETTERS.manifest) return { kind: 'manifest', manifest: manifest.parse(json) };
	} catch (error) {
		throw new Unsealable('a record of another shape', { cause: error });
	}
	throw new Unsealable('a record of another kind');
}
