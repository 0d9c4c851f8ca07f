/**
 * The line between a server and its database, in a test's hand: it can fall silent without breaking (half open, as when
 * a router forgets a connection), or hold back the word that a commit was done.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from '../../support/at-end.ts';
import type { TestDatabase } from '../../support/test-database.ts';

export interface DatabaseLine {
	/** For a server on this line. */
	readonly database: TestDatabase;
	/** Resolves when the next commit was done and the server has not been told; it never will be. */
	holdNextCommit(): Promise<void>;
	/** Takes `holdNextCommit` back where nothing was held. */
	letCommitsPass(): void;
	/** What is open now swallows whatever is sent, either way, and never breaks; new connections work. */
	leaveHalfOpen(): void;
}

/** CommandComplete of the protocol, version 3: 'C', length 11, the tag, zero. */
const COMMITTED = Buffer.from('C\0\0\0\x0bCOMMIT\0', 'latin1');

/** Opens a line to this database; it is taken down after the file. */
export async function databaseLine(to: TestDatabase): Promise<DatabaseLine> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-line-'));
	const socketOf = (where: string) => join(where, '.s.PGSQL.5432');
	const target = socketOf(to.variables['PGHOST'] ?? '');
	const open = new Set<Socket>();
	const deafen = new Set<() => void>();
	let held: (() => void) | null = null;
	const server = createServer((near) => {
		const far = connect(target);
		let deaf = false;
		deafen.add(() => (deaf = true));
		const end = () => [near, far].forEach((socket) => socket.destroy());
		const pass = (chunk: Buffer, onto: Socket) => {
			if (!deaf) onto.write(chunk);
		};
		for (const socket of [near, far]) {
			open.add(socket);
			socket.on('error', end).on('close', () => {
				open.delete(socket);
				// Whoever waits behind a silent line does not hear that the other end is gone.
				if (!deaf) end();
			});
		}
		near.on('data', (chunk: Buffer) => pass(chunk, far));
		far.on('data', (chunk: Buffer) => {
			if (held !== null && chunk.includes(COMMITTED)) {
				deaf = true;
				held();
				held = null;
				return;
			}
			pass(chunk, near);
		});
	});
	server.listen(socketOf(folder));
	await once(server, 'listening');
	atEnd(async () => {
		server.close();
		for (const socket of open) socket.destroy();
		await rm(folder, { recursive: true, force: true });
	});
	return {
		database: { ...to, variables: { ...to.variables, PGHOST: folder } },
		holdNextCommit: () => new Promise((resolve) => (held = resolve)),
		letCommitsPass: () => (held = null),
		leaveHalfOpen: () => deafen.forEach((close) => close())
	};
}
