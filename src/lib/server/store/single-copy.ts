import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { ADVISORY_LOCKS } from './advisory-locks.ts';

const PATIENCE_MS = 3_000;

/** Says that another copy of Halte works on these data; the sentence is for the operator. */
export class AlreadyRunning extends Error {
	constructor(dataFolder: string) {
		super(
			`Halte est déjà en marche sur ces données (dossier ${dataFolder}). ` + 'Arrêtez l’autre copie d’abord.'
		);
	}
}

/**
 * Takes the sign that one process alone works on these data, and keeps it on a connection reserved from
 * `sql`, until that pool ends or the process dies. Waits up to 3 s, or `patienceMs`, since after a kill -9 the former
 * connection needs a moment to end; then throws AlreadyRunning. Give a pool that keeps its connection for
 * ever (`idle_timeout` and `max_lifetime` off), with `fetch_types` on: without it postgres.js 3.4 never
 * hands out the first reserved connection.
 */
export async function claim(sql: Sql, dataFolder: string, patienceMs = PATIENCE_MS): Promise<void> {
	const connection = await sql.reserve();
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const [row] = await connection<{ got: boolean }[]>`
			select pg_try_advisory_lock(${ADVISORY_LOCKS.single_copy}) as got`;
		if (row?.got) return;
		if (Date.now() > deadline) break;
		await pause(100);
	}
	connection.release();
	throw new AlreadyRunning(dataFolder);
}
