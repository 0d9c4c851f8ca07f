/** What the host's own worker is answered. */
import { expect, it } from 'vitest';
import { signIn, type Visit } from '../support/client.ts';
import { startNode } from '../support/node-process.ts';
import { freshDatabase } from '../support/test-database.ts';

it('The host’s worker of L’Escale is answered words and places, of L’Escale only, and no reason (scenario 8)', async () => {
	const node = await startNode({ database: await freshDatabase() });
	const host = await signIn(node, 'hot2');
	const nurse = await signIn(node, 'inf1');
	const registered = await host.tryTo('/sites/escale/visits');
	const known: Visit = await nurse.register('escale', { services: ['infirmier'], reasons: ['plaie'] });
	const stepped = await host.tryTo(`/visits/${known.id}/step-out`);
	expect([registered.status, stepped.status]).toEqual([201, 200]);
	const board = await host.get('/sites/escale/board?audience=host_worker');
	expect([board.status, board.text.includes(known.word)]).toEqual([200, true]);
	for (const { text } of [registered, stepped, board])
		expect(text).not.toMatch(/service|infirmier|routedBy|reason|plaie/);
	for (const path of ['/sites/perron/board?audience=host_worker', '/sites/escale/board?audience=reception'])
		expect([403, 404]).toContain((await host.get(path)).status);
	expect(known.entries[0]?.service).toBe('infirmier');
});
