/** What is switched for the whole network: by whom, with its history and the way back. */
import { beforeAll, expect, it } from 'vitest';
import { signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { changesOf, latestChange, openPage, press } from '../support/office.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const PAGE = '/reglages';

let database: TestDatabase;
let node: HalteNode;
let administrator: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, sessionClock: true });
	administrator = await signIn(node, 'adm1');
});

const settings = async () => {
	const rows = await database.sql`select health_number, memory_code from network_settings`;
	expect(rows).toHaveLength(1);
	return rows[0];
};

it('everything is off at first, with a plain warning', async () => {
	expect(await settings()).toEqual({ health_number: false, memory_code: false });
	const { status, html } = await openPage(administrator, PAGE);
	expect(status).toBe(200);
	expect(html).toContain('l’évaluation des facteurs relatifs à la vie privée (EFVP) doit être faite');
	expect(html).not.toMatch(/<input[^>]*checked/);
});

it('nobody but an administrator who has just shown who it is switches anything', async () => {
	for (const username of ['coo1', 'inf1', 'pa1', 'hot1']) {
		const somebody = await signIn(node, username);
		expect((await openPage(somebody, PAGE)).status, username).toBe(403);
		expect((await press(somebody, PAGE, 'save', { healthNumber: 'on' })).status, username).toBe(403);
	}
	await node.setAhead(11 * 60_000);
	const late = await press(administrator, PAGE, 'save', { healthNumber: 'on' });
	await node.setAhead(0);
	expect(late).toMatchObject({
		status: 303,
		location: '/compte/confirmer?retour=%2Fadministration%2Freglages'
	});
	expect(await settings()).toEqual({ health_number: false, memory_code: false });
});

it('each switch is a change of its own, said in the history and taken back there', async () => {
	const both = { healthNumber: 'on', memoryCode: 'on' };
	expect(await press(administrator, PAGE, 'save', both)).toMatchObject({ status: 200 });
	expect(await settings()).toEqual({ health_number: true, memory_code: true });
	expect(await press(administrator, PAGE, 'save', both)).toMatchObject({ status: 200 });
	expect(await changesOf(database.sql, 'network')).toEqual([
		'health_number_switched',
		'memory_code_switched'
	]);
	const { html } = await openPage(administrator, '/historique');
	expect(html).toContain('le numéro de carte d’assurance maladie peut être noté');
	const coordinator = await signIn(node, 'coo1');
	expect((await openPage(coordinator, '/historique')).html).not.toContain('carte d’assurance maladie');

	const changeId = await latestChange(database.sql, 'network');
	expect((await press(coordinator, '/historique', 'takeBack', { changeId })).status).toBe(404);
	expect(await press(administrator, '/historique', 'takeBack', { changeId })).toMatchObject({ status: 200 });
	expect(await settings()).toEqual({ health_number: true, memory_code: false });
	const again = await press(administrator, '/historique', 'takeBack', { changeId });
	expect([again.status, again.code]).toEqual([409, 'change_superseded']);
});

it('what was switched back meanwhile is not taken back again', async () => {
	await press(administrator, PAGE, 'save', { memoryCode: 'on' });
	const changeId = await latestChange(database.sql, 'network');
	await press(administrator, PAGE, 'save', {});
	const late = await press(administrator, '/historique', 'takeBack', { changeId });
	expect([late.status, late.code]).toEqual([409, 'change_superseded']);
	expect(await settings()).toEqual({ health_number: false, memory_code: false });
});

it('a box of its own is refused', async () => {
	const wrong = await press(administrator, PAGE, 'save', { healthNumber: 'on', everything: 'on' });
	expect([wrong.status, wrong.code]).toEqual([400, 'invalid_input']);
});

it('role words are written in the network’s way, said in the history and taken back there', async () => {
	const style = async () => (await database.sql`select inclusive_style from network_settings`)[0];
	expect(await style()).toEqual({ inclusive_style: 'neutral' });
	expect(await press(administrator, PAGE, 'save', { inclusiveStyle: 'dot' })).toMatchObject({ status: 200 });
	expect(await style()).toEqual({ inclusive_style: 'dot' });
	expect((await openPage(administrator, '/historique')).html).toContain('un·e pair·e aidant·e');
	const changeId = await latestChange(database.sql, 'network');
	expect(await press(administrator, '/historique', 'takeBack', { changeId })).toMatchObject({ status: 200 });
	expect(await style()).toEqual({ inclusive_style: 'neutral' });
	expect((await press(administrator, PAGE, 'save', { inclusiveStyle: 'iel' })).status).toBe(400);
});
