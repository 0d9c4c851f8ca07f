/** Debian's Postgres with its journal archived elsewhere, as docs/operations.md tells to set it up. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import postgres, { type Sql } from 'postgres';
import type { Binaries } from '#lib/server/store/embedded-binaries.ts';
import { startEmbedded } from '#lib/server/store/embedded.ts';
import { atEnd } from './at-end.ts';
import type { TestDatabase } from './test-database.ts';

export interface ArchivedPostgres extends TestDatabase {
	/** The server's data, which a disk may lose. */
	readonly dataFolder: string;
	readonly archive: string;
	stop(): Promise<void>;
}

/** Starts one whose journal is copied to `archive`, every `timeout` at least. */
export async function archivedPostgres(
	binaries: Binaries,
	archive: string,
	timeout: string
): Promise<ArchivedPostgres> {
	const dataFolder = await mkdtemp(join(tmpdir(), 'halte-archived-'));
	atEnd(() => rm(dataFolder, { recursive: true, force: true }));
	const first = await startIn(dataFolder, binaries);
	await first.sql.unsafe(`alter system set archive_mode = on`);
	await first.sql.unsafe(`alter system set archive_timeout = '${timeout}'`);
	// As in the manual of Postgres: a file that is there is never written over.
	await first.sql.unsafe(
		`alter system set archive_command = 'test ! -f ${archive}/%f && cp %p ${archive}/%f.part && mv ${archive}/%f.part ${archive}/%f'`
	);
	await first.stop();
	return { ...(await startIn(dataFolder, binaries)), archive };
}

/** A copy of the running server's files, to which the archive is added later. */
export async function baseBackup(of: ArchivedPostgres, binaries: Binaries): Promise<string> {
	const dataFolder = await mkdtemp(join(tmpdir(), 'halte-base-'));
	atEnd(() => rm(dataFolder, { recursive: true, force: true }));
	const command = join(dirname(binaries.postgres), 'pg_basebackup');
	const from = ['-h', of.variables['PGHOST'] ?? '', '-U', 'halte', '-D', join(dataFolder, 'postgres')];
	await promisify(execFile)(command, [...from, '--checkpoint=fast']);
	return dataFolder;
}

/** Starts the copy and lets it read the archive until `until`, or to its end. */
export async function recover(
	dataFolder: string,
	binaries: Binaries,
	{ archive, until }: { archive: string; until?: string }
): Promise<Omit<ArchivedPostgres, 'archive'>> {
	const cluster = join(dataFolder, 'postgres');
	const settings = [
		`restore_command = 'cp ${archive}/%f %p'`,
		`recovery_target_action = 'promote'`,
		// What archives further on must not be mixed with what is there.
		`archive_mode = off`,
		...(until === undefined ? [] : [`recovery_target_time = '${until}'`])
	];
	await writeFile(join(cluster, 'postgresql.auto.conf'), `${settings.join('\n')}\n`);
	await writeFile(join(cluster, 'recovery.signal'), '');
	await rm(join(cluster, 'postmaster.pid'), { force: true });
	return startIn(dataFolder, binaries);
}

async function startIn(dataFolder: string, binaries: Binaries): Promise<Omit<ArchivedPostgres, 'archive'>> {
	await mkdir(dataFolder, { recursive: true });
	const { connection, stop } = await startEmbedded({ dataFolder, log: console.error, binaries });
	const sql: Sql = postgres({ ...connection, max: 2, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
	let running = true;
	const end = async () => {
		if (!running) return;
		running = false;
		await sql.end();
		await stop();
	};
	atEnd(end);
	return {
		...{ name: connection.database, sql, connection, dataFolder },
		variables: {
			DATABASE_URL: `postgres:///${connection.database}`,
			PGHOST: dirname(connection.path),
			PGUSERNAME: connection.username,
			HALTE_TOMBSTONES: join(tmpdir(), `halte-archived-tombstones-${process.pid}`)
		},
		stop: end
	};
}
