/** What the host's own worker is answered. */
import { expect, it } from 'vitest';
import { signIn, type Visit } from '../support/client.ts';
import { startNode } from '../support/node-process.ts';
import { freshDatabase } from '../support/test-database.ts';

it('The answers to the host’s worker do not tell what anybody came for', async () => {
	const node = await startNode({ database: await freshDatabase() });
	const host = await signIn(node, 'hot2');
	const nurse = await signIn(node, 'inf1');
	const registered = await host.tryTo('/sites/escale/visits');
	const known: Visit = await nurse.register('escale', { services: ['infirmier'] });
	const stepped = await host.tryTo(`/visits/${known.id}/step-out`);
	expect([registered.status, stepped.status]).toEqual([201, 200]);
	for (const { text } of [registered, stepped]) expect(text).not.toMatch(/service|infirmier|routedBy/);
	expect(known.entries[0]?.service).toBe('infirmier');
});
