/** What a site’s emergency card says: who writes it, and the way back. */
import { expect, it } from 'vitest';
import { signIn } from '../support/client.ts';
import { startNode } from '../support/node-process.ts';
import { latestChange, newColleague, press } from '../support/office.ts';
import { freshDatabase } from '../support/test-database.ts';

const PORCH = '/milieux/perron';

it('the coordinator writes it, nobody else of the team does, and what stood before comes back', async () => {
	const database = await freshDatabase();
	const node = await startNode({ database });
	const id = 'coordination-du-perron';
	const coordinator = await newColleague(node, database.sql, { id, role: 'coordinator', sites: ['perron'] });
	const nurse = await signIn(node, 'inf1');
	const card = async () =>
		(await database.sql`select address, naloxone from emergency_card where site_id = 'perron'`)[0];
	const before = await card();
	expect(before).toMatchObject({ naloxone: 'Tiroir bleu de l’accueil' });
	const written = {
		address: '14, rue du Perron',
		naloxone: '',
		defibrillator: 'Entrée',
		onCall: '418 555-0199'
	};
	expect((await press(nurse, PORCH, 'emergencyCard', written)).status).toBe(403);
	expect((await press(coordinator, '/milieux/escale', 'emergencyCard', written)).status).toBe(404);
	expect((await press(coordinator, PORCH, 'emergencyCard', written)).status).toBe(200);
	expect(await card()).toEqual({ address: '14, rue du Perron', naloxone: '' });
	const page = await fetch(`${node.url}/milieu/perron/console`, { headers: { cookie: nurse.cookie } });
	expect(await page.text()).toContain('14, rue du Perron');
	const changeId = await latestChange(database.sql, 'perron');
	expect((await press(coordinator, '/historique', 'takeBack', { changeId })).status).toBe(200);
	expect(await card()).toEqual(before);
});
