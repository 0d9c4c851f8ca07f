/** All that a database and a Redis hold, as text: what a thief of a copy would search. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { Sql } from 'postgres';

/** Every column of every row of every table; bytes as the text that they may hold. */
export async function everythingIn(sql: Sql): Promise<string> {
	const columns = await sql<{ table: string; column: string; type: string }[]>`
		select c.table_name as table, c.column_name as column, c.data_type as type
		from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
		where c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by 1, c.ordinal_position`;
	const texts: string[] = [];
	for (const { table, column, type } of columns) {
		const text = type === 'bytea' ? sql`encode(${sql(column)}, 'escape')` : sql`${sql(column)}::text`;
		const rows = await sql<{ text: string | null }[]>`select ${text} as text from ${sql(table)}`;
		texts.push(...rows.map((row) => `${table}.${column}: ${row.text ?? ''}`));
	}
	return texts.join('\n');
}

/** Files below a folder, with what they hold byte by byte. */
export async function* filesIn(folder: string): AsyncGenerator<{ path: string; text: string }> {
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) yield* filesIn(path);
		// Postgres removes files while others look.
		else if (entry.isFile()) yield { path, text: await readFile(path, 'latin1').catch(() => '') };
	}
}

/** Where the server of a database keeps its files, everything written that waits to be. */
export async function dataFolderOf(sql: Sql): Promise<string> {
	await sql`checkpoint`;
	const [row] = await sql<{ folder: string }[]>`select current_setting('data_directory') as folder`;
	return row?.folder ?? '';
}

/** All that a Redis has been told since, also what it forgot again, and all that it holds in the end. */
export async function listenToRedis(url: string): Promise<{ all(): Promise<string>; end(): void }> {
	const redis = new Redis(url);
	const monitor = await redis.monitor();
	const told: string[] = [];
	monitor.on('monitor', (_: string, command: string[]) => told.push(command.join(' ')));
	return {
		async all() {
			const held: string[] = [];
			for (const key of await redis.keys('*')) held.push(key, await valueOf(redis, key));
			return [...told, ...held].join('\n');
		},
		end() {
			monitor.disconnect();
			redis.disconnect();
		}
	};
}

async function valueOf(redis: Redis, key: string): Promise<string> {
	const kind = await redis.type(key);
	switch (kind) {
		case 'string':
			return (await redis.get(key)) ?? '';
		case 'hash':
			return JSON.stringify(await redis.hgetall(key));
		case 'stream':
			return JSON.stringify(await redis.xrange(key, '-', '+'));
		case 'list':
			return JSON.stringify(await redis.lrange(key, 0, -1));
		case 'set':
			return JSON.stringify(await redis.smembers(key));
		case 'zset':
			return JSON.stringify(await redis.zrange(key, '0', '-1'));
	}
	throw new Error(`${key} is of a kind that nobody reads: ${kind}`);
}
