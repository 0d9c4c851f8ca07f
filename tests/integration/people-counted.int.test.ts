/** How many people came is an estimate, and says how much of it is known (R-P7). */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { startNode } from '../support/node-process.ts';
import { newColleague } from '../support/office.ts';
import { teamPage } from '../support/team-page.ts';
import { freshDatabase } from '../support/test-database.ts';

it('Scenario 13: a code-mémoire with two XX is accepted and links nobody; the count is an estimate, with its share', async () => {
	const database = await freshDatabase();
	const node = await startNode({ database });
	await database.sql`update network_settings set memory_code = true`;
	const other = 'nichee';
	const host = await newColleague(node, database.sql, {
		...{ id: 'compte', role: 'peer_helper', sites: [other] }
	});
	const identified = async (values: object) => {
		const visit = await host.register(other, {});
		await host.do(`/visits/${visit.id}/identify`, { personId: randomUUID(), isNew: true, ...values });
	};
	await identified({ memoryCode: 'NA ER 14' });
	await identified({ memoryCode: 'XX ER XX' });
	await host.register(other, {});
	const { html } = await teamPage(host, `${other}/retroaction`);
	const text = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/[\s\u00a0\u202f]+/g, ' ');
	expect(text).toContain('Personnes différentes : estimation (33 % des visites reliées) environ 3');
});
