/** The database goes away in the middle of a busy block, and comes back. */
import { once, EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { newId, signIn } from '../support/client.ts';
import { startNode } from '../support/node-process.ts';
import { freshDatabase } from '../support/test-database.ts';

const PEOPLE = 300;
const CALLERS = 12;
const SAVED_BETWEEN_CUTS = 40;

it('connections that are cut under load lose nobody, and the server goes on by itself', async () => {
	const database = await freshDatabase();
	const node = await startNode({ database });
	const peer = await signIn(node, 'pa1');
	const saved = new Set<string>();
	const progress = new EventEmitter();
	let left = PEOPLE;

	const registerUntilSaved = async () => {
		const body = JSON.stringify({ id: newId() });
		for (;;) {
			const reply = await peer.send<{ visit: { id: string } }>('POST', '/sites/perron/visits', body);
			if (reply.status === 201) {
				saved.add(reply.body.visit.id);
				return void progress.emit('saved');
			}
			// Not saved, or not recognised for want of a database: the same command again.
			expect(reply.status).toBe(503);
		}
	};
	const callers = Array.from({ length: CALLERS }, async () => {
		while (left > 0) {
			left -= 1;
			await registerUntilSaved();
		}
	});
	let cuts = 0;
	const cutting = (async () => {
		while (saved.size + SAVED_BETWEEN_CUTS < PEOPLE - CALLERS) {
			const next = saved.size + SAVED_BETWEEN_CUTS;
			while (saved.size < next) await once(progress, 'saved');
			await database.sql`
				select pg_terminate_backend(pid) from pg_stat_activity
				where datname = ${database.name} and application_name like 'halte-%'`;
			cuts += 1;
		}
	})();
	await Promise.all([...callers, cutting]);
	const rows = await database.sql<{ id: string }[]>`select id from visit`;
	expect(rows.map(({ id }) => id).sort()).toEqual([...saved].sort());
	expect(saved.size).toBe(PEOPLE);
	expect(cuts).toBeGreaterThan(4);
});
