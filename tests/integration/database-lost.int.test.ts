/** The database goes away in the middle of a busy block, and comes back. */
import { expect, it } from 'vitest';
import { newId, signIn } from '../support/client.ts';
import { startNode } from '../support/node-process.ts';
import { freshDatabase } from '../support/test-database.ts';

it('connections that are cut under load lose nobody, and the server goes on by itself', async () => {
	const database = await freshDatabase();
	const node = await startNode({ database });
	const peer = await signIn(node, 'pa1');
	const saved = new Set<string>();
	const registerUntilSaved = async () => {
		const body = JSON.stringify({ id: newId() });
		for (;;) {
			const reply = await peer.send<{ visit: { id: string } }>('POST', '/sites/perron/visits', body);
			if (reply.status === 201) return void saved.add(reply.body.visit.id);
			// Not saved, or not recognised for want of a database: the same command again.
			expect(reply.status).toBe(503);
		}
	};
	const cut = () =>
		database.sql`
			select pg_terminate_backend(pid) from pg_stat_activity
			where datname = ${database.name} and application_name like 'halte-%'`;
	for (let round = 0; round < 8; round += 1) {
		const busy = Array.from({ length: 8 }, async () => {
			for (let turn = 0; turn < 4; turn += 1) await registerUntilSaved();
		});
		await cut();
		await cut();
		await Promise.all(busy);
	}
	const rows = await database.sql<{ id: string }[]>`select id from visit`;
	expect(rows.map(({ id }) => id).sort()).toEqual([...saved].sort());
	expect(saved.size).toBe(8 * 8 * 4);
});
