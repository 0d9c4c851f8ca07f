/** A Postgres of its own for a test that changes the server's settings, or stops it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { expect } from 'vitest';
import { newRingLine } from '#lib/server/keys/key-ring.ts';
import { startEmbedded } from '#lib/server/store/embedded.ts';
import { atEnd } from './at-end.ts';
import { chosenBinaries } from './chosen-postgres.ts';
import type { TestDatabase } from './test-database.ts';

export interface OwnPostgres extends TestDatabase {
	/** Where it keeps its data; a node with this `HALTE_DATA` runs on it too. */
	readonly dataFolder: string;
	/** Changes a setting of the server, which every later connection gets; null takes the change back. */
	set(name: string, value: string | null): Promise<void>;
}

/** Starts one, with an empty database; it is stopped and removed after the file. */
export async function ownPostgres(): Promise<OwnPostgres> {
	const dataFolder = await mkdtemp(join(tmpdir(), 'halte-own-'));
	const { connection, stop } = await startEmbedded({
		dataFolder,
		log: console.error,
		binaries: await chosenBinaries()
	});
	const sql = postgres({ ...connection, max: 4, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
	atEnd(async () => {
		await sql.end();
		await stop();
		await rm(dataFolder, { recursive: true, force: true });
	});
	/** As somebody who connects now finds it. */
	const found = async (name: string) => {
		const late = postgres({ ...connection, max: 1 });
		const [row] = await late<{ setting: string }[]>`select setting from pg_settings where name = ${name}`;
		await late.end();
		return row?.setting;
	};
	return {
		name: connection.database,
		sql,
		connection,
		dataFolder,
		variables: {
			DATABASE_URL: `postgres:///${connection.database}`,
			PGHOST: dirname(connection.path),
			PGUSERNAME: connection.username,
			HALTE_KEYS: newRingLine(1),
			HALTE_TOMBSTONES: join(dataFolder, 'tombstones')
		},
		async set(name, value) {
			const before = await found(name);
			if (value === null) await sql.unsafe(`alter system reset ${name}`);
			else await sql.unsafe(`alter system set ${name} = '${value}'`);
			await sql`select pg_reload_conf()`;
			if (value === null) await expect.poll(() => found(name)).not.toBe(before);
			else await expect.poll(() => found(name)).toBe(value);
		}
	};
}
