/** A database of its own for each test file, on the run's one real Postgres. */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { inject } from 'vitest';
import type { Connection } from '#lib/server/store/database.ts';
import { atEnd } from './at-end.ts';
import { BARE_TEMPLATE, DEMO_TEMPLATE } from './names.ts';

export interface TestDatabase {
	readonly name: string;
	/** To look at rows, and to make situations that no command makes. */
	readonly sql: Sql;
	readonly connection: Connection;
	/** The variables that bring a node to this database. */
	readonly variables: Record<string, string>;
}

let made = 0;

/** A fresh copy of the fictional network (with `bare`, of the schema alone; with `empty`, of nothing), dropped after the file. */
export async function freshDatabase({ bare = false, empty = false } = {}): Promise<TestDatabase> {
	const folder = inject('postgresFolder');
	const at = (database: string) => ({
		path: join(folder, '.s.PGSQL.5432'),
		username: 'halte',
		database
	});
	const name = `int_${process.pid}_${(made += 1)}`;
	const template = empty ? 'template1' : bare ? BARE_TEMPLATE : DEMO_TEMPLATE;
	const admin = postgres({ ...at('halte'), max: 1, onnotice: () => {} });
	await admin`create database ${admin(name)} template ${admin(template)}`;
	const sql = postgres({ ...at(name), max: 4, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
	const tombstones = join(tmpdir(), `halte-${name}-tombstones`);
	atEnd(async () => {
		await sql.end();
		await rm(tombstones, { force: true });
		await admin`drop database ${admin(name)} with (force)`;
		await admin.end();
	});
	// postgres.js takes a socket's folder from PGHOST only; an address can't name one.
	const variables = {
		DATABASE_URL: `postgres:///${name}`,
		PGHOST: folder,
		PGUSERNAME: 'halte',
		HALTE_TOMBSTONES: tombstones
	};
	return { name, sql, connection: at(name), variables };
}
