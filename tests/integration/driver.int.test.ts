/** The patched driver (ADR 15): an answer belongs to its own question, whatever becomes of the connection. */
import { connect, type Socket } from 'node:net';
import postgres, { type Options, type Sql } from 'postgres';
import { expect, it } from 'vitest';
import { atEnd } from '../support/at-end.ts';
import { freshDatabase } from '../support/test-database.ts';

/** One connection to a new database, and the socket that it last opened. */
async function oneConnection() {
	const { connection } = await freshDatabase({ bare: true });
	const sockets: Socket[] = [];
	const options = {
		max: 1,
		onnotice: () => {},
		socket: ({ path, host, port }: { path: string | false; host: string[]; port: number[] }) => {
			const socket = path === false ? connect(port[0] ?? 5432, host[0]) : connect(path);
			sockets.push(socket);
			return socket;
		}
	} as Options<Record<string, never>>;
	const sql =
		'url' in connection ? postgres(connection.url, options) : postgres({ ...options, ...connection });
	atEnd(() => sql.end({ timeout: 0 }));
	return { sql, socket: () => sockets.at(-1) as Socket };
}

const number = async (sql: Sql, n: number): Promise<unknown> => {
	const [row] = await sql<{ n: number }[]>`select ${n}::int as n`;
	return row?.n;
};

it('A statement that fails in the middle of its rows leaves none to the next one', async () => {
	const { sql } = await oneConnection();
	// Enough rows that some are on their way before the one that can't be made.
	const failing = sql`select repeat('x', 100) as text, 1 / (3000 - g) as n from generate_series(1, 4000) g`;
	await expect(failing).rejects.toThrow('division by zero');
	expect(await number(sql, 5)).toBe(5);
});

it('What is asked while a connection breaks is refused or answered, and takes nobody else’s answer', async () => {
	const { sql, socket } = await oneConnection();
	expect(await number(sql, 1)).toBe(1);
	// Asked at the moment at which the one before it is told of the break; the line is not closed by then.
	const asked = sql`select pg_sleep(30)`.catch(() => number(sql, 2).catch(() => 'refused'));
	// Whatever was asked is on its way.
	await new Promise((resolve) => setImmediate(resolve));
	socket().destroy(new Error('broken'));
	// Behind the answers to these a question that was left over would be answered.
	await new Promise((resolve) => socket().once('close', resolve));
	expect(await number(sql, 3)).toBe(3);
	expect(await number(sql, 4)).toBe(4);
	expect(await number(sql, 5)).toBe(5);
	expect(await asked).toBeOneOf([2, 'refused']);
});
