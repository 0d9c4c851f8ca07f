/** The database's shape: what the migrations make, what the reviewer reads, and what the code believes. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlainConnection } from '#lib/server/store/database.ts';
import { migrate } from '#lib/server/store/migrate.ts';
import { atEnd } from '../support/at-end.ts';
import { dumpSchema } from '../support/dump-schema.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
	database = await freshDatabase({ bare: true });
});

describe('The schema', () => {
	it('in db/schema.sql is the one that the migrations make', async () => {
		const dump = await dumpSchema(database.sql);
		if (process.env['UPDATE_SCHEMA'] === '1') await writeFile('db/schema.sql', dump);
		expect(await readFile('db/schema.sql', 'utf8')).toBe(dump);
	});

	it('of the code has nothing that a migration still lacks', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'halte-migrations-'));
		atEnd(() => rm(folder, { recursive: true, force: true }));
		await cp('db/migrations', folder, { recursive: true });
		const before = await readdir(folder);
		const flags = [
			'--dialect=postgresql',
			'--schema=./db/schema/*.ts',
			'--casing=snake_case',
			`--out=${folder}`
		];
		// Without the hand-written config, so that nothing is written into the real folder.
		await promisify(execFile)(process.execPath, ['node_modules/drizzle-kit/bin.cjs', 'generate', ...flags]);
		expect(await readdir(folder)).toEqual(before);
	});

	it('can be brought up to date by two servers that start at once, and again later', async () => {
		const empty = await freshDatabase({ bare: true });
		await empty.sql`drop schema public cascade`;
		await empty.sql`drop schema drizzle cascade`;
		await empty.sql`create schema public`;
		const bringUp = async () => {
			const sql = openPlainConnection(empty.connection);
			await migrate(sql, 'db/migrations').finally(() => sql.end());
		};
		await Promise.all([bringUp(), bringUp()]);
		await bringUp();
		expect(await dumpSchema(empty.sql)).toBe(await dumpSchema(database.sql));
	});
});

describe('What has happened stays as it was written', () => {
	beforeAll(async () => {
		const { sql } = database;
		await sql`insert into site (id, name, kind, audience, timezone, position) values ('s', 'S', '', '', 'UTC', 1)`;
		await sql`
			insert into event (site_id, epoch, seq, ordinal, command_id, type, at, by, data)
			values ('s', 1, 1, 0, gen_random_uuid(), 'BlockOpened', now(), 'house', '{}')`;
	});

	it.each([
		"update event set type = 'Nothing'",
		'update event set seq = 7 where false',
		'delete from event',
		'truncate event',
		"insert into event select * from event on conflict (site_id, epoch, seq, ordinal) do update set type = 'x'"
	])('« %s » is refused', async (statement) => {
		await expect(database.sql.unsafe(statement)).rejects.toThrow('events are append-only');
		const rows = await database.sql`select type, seq from event`;
		expect([...rows]).toEqual([{ type: 'BlockOpened', seq: '1' }]);
	});
});
