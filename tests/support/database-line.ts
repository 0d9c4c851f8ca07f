/** A line of its own from one node to the database, which a test may cut while others go on. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './at-end.ts';
import type { TestDatabase } from './test-database.ts';

const NAME = '.s.PGSQL.5432';

export interface DatabaseLine {
	/** The same database, reached over this line. */
	readonly database: TestDatabase;
	/** Breaks what is open; whoever connects is refused until `mend`. */
	cut(): Promise<void>;
	mend(): Promise<void>;
}

/** Opens a line to a database's socket; it is taken down after the file. */
export async function databaseLine(database: TestDatabase): Promise<DatabaseLine> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-line-'));
	const far = join(database.variables['PGHOST'] ?? '', NAME);
	const near = join(folder, NAME);
	const open = new Set<Socket>();
	let server: Server | null = null;
	const mend = async () => {
		server = createServer((here) => {
			const there = connect(far);
			const end = () => [here, there].forEach((socket) => socket.destroy());
			for (const socket of [here, there]) {
				open.add(socket);
				socket.on('error', end).on('close', () => {
					open.delete(socket);
					end();
				});
			}
			here.pipe(there).pipe(here);
		});
		server.listen(near);
		await once(server, 'listening');
	};
	const cut = async () => {
		if (server === null) return;
		const closed = once(server, 'close');
		server.close();
		server = null;
		open.forEach((socket) => socket.destroy());
		await closed;
	};
	await mend();
	atEnd(async () => {
		await cut();
		await rm(folder, { recursive: true, force: true });
	});
	return { database: { ...database, variables: { ...database.variables, PGHOST: folder } }, cut, mend };
}
