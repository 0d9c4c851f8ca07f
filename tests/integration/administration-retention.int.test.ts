/** How long things are kept: seen and changed by administrators, within bounds, with its history. */
import { beforeAll, describe, expect, it } from 'vitest';
import { signIn, type Client } from '../support/client.ts';
import { forgettingIn, forgotten, knowSomebody, knowVisit, visitsWithValues } from '../support/forgetting.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { openPage, press } from '../support/office.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const PAGE = '/conservation';
const DAY = 24 * 3_600_000;

describe('The page « Conservation »', () => {
	let database: TestDatabase;
	let node: HalteNode;
	let chief: Client;
	const text = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
	const kept = async () =>
		(await database.sql`select category, amount, unit from retention order by category`).map((row) =>
			Object.values(row).join(' ')
		);
	const save = (amounts: Record<string, string>) =>
		press(chief, PAGE, 'amounts', { visitValues: '24', person: '24', recentAliases: '90', ...amounts });

	beforeAll(async () => {
		database = await freshDatabase();
		node = await startNode({ database, sessionClock: true });
		chief = await signIn(node, 'adm1');
	});

	it('says what would go, in counts, and that nothing did yet', async () => {
		expect(text((await openPage(chief, PAGE)).html)).toContain('Rien n’a passé sa durée.');
		const endedAt = Date.parse('2026-02-03T12:00:00-05:00');
		for (let i = 0; i < 2; i += 1) await knowVisit(database.sql, { endedAt });
		await knowVisit(database.sql, { endedAt, followUpOn: '2099-01-01' });
		const lastSeenAt = Date.parse('2020-05-01T12:00:00-04:00');
		await knowSomebody(database.sql, { lastSeenAt, siteId: 'escale' });
		const { status, html } = await openPage(chief, PAGE);
		expect(status).toBe(200);
		expect(text(html)).toContain('2 visites, la plus ancienne d’un bloc du 3 février 2026');
		expect(text(html)).toContain('1 visite gardée par un suivi ouvert');
		expect(text(html)).toContain('1 personne, vue le 1er mai 2020');
		expect(html).not.toMatch(/CANARI|anonym/i);
		expect(html).toContain('dépersonnalisés');
		expect(await visitsWithValues(database.sql)).toHaveLength(3);
	});

	it('changes an amount, and the history says from what to what', async () => {
		expect(await save({ visitValues: '48', recentAliases: '60' })).toMatchObject({ status: 200, code: null });
		expect(await kept()).toEqual(['person 24 month', 'recent_aliases 60 day', 'visit_values 48 hour']);
		const { html } = await openPage(chief, '/historique');
		expect(text(html)).toContain(
			'Durée de conservation, surnom, contact et note d’une visite : de 24 heures à 48 heures.'
		);
		const rows = await database.sql`
			select subject, what, by, before, after from administrative_change
			where what = 'retention_changed' order by at, id`;
		expect(rows).toHaveLength(2);
		expect(rows[1]).toEqual({
			...{ subject: 'network', what: 'retention_changed', by: 'adm1' },
			before: { category: 'recent_aliases', amount: 90, unit: 'day' },
			after: { category: 'recent_aliases', amount: 60, unit: 'day' }
		});
		await save({ visitValues: '48', recentAliases: '60' });
		expect(
			await database.sql`select 1 from administrative_change where what = 'retention_changed'`
		).toHaveLength(2);
	});

	it.each([
		['visitValues', '0'],
		['visitValues', '721'],
		['person', '0'],
		['person', '61'],
		['recentAliases', '366'],
		['person', '-1'],
		['person', '1.5'],
		['person', 'deux'],
		['person', ''],
		['unit', 'year']
	])('refuses %s %j, keeps what was typed and changes nothing', async (field, value) => {
		const before = await kept();
		const refused = await save({ visitValues: '36', [field]: value });
		expect(refused).toMatchObject({ status: 400, code: 'invalid_input' });
		expect(refused.data).toContain(`"${value}"`);
		if (field !== 'visitValues') expect(refused.data).toContain('"36"');
		expect(await kept()).toEqual(before);
	});

	it('lists what the last runs did, and says when the clock was turned back', async () => {
		await forgotten(await forgettingIn(database, () => Date.now() + 2 * DAY));
		const { html } = await openPage(chief, PAGE);
		expect(text(html)).toContain('2 visites dépersonnalisées, 1 fiche effacée');
		expect(text(html)).toContain('L’horloge de la base de données retarde de');
	});

	it('is for administrators who confirmed who they are', async () => {
		for (const username of ['coo1', 'inf1']) {
			const other = await signIn(node, username);
			expect((await openPage(other, PAGE)).status).toBe(403);
			expect(
				await press(other, PAGE, 'amounts', { visitValues: '1', person: '1', recentAliases: '1' })
			).toMatchObject({ status: 403 });
		}
		await node.setAhead(11 * 60_000);
		expect((await openPage(chief, PAGE)).location).toContain('/compte/confirmer');
		expect((await save({ person: '12' })).location).toContain('/compte/confirmer');
		expect(await kept()).toContain('person 24 month');
	});
});
