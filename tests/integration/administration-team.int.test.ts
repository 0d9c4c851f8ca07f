/** What changes of accounts do: open screens, the last administrator, the way back. */
import { beforeAll, describe, expect, it } from 'vitest';
import { firstEntry, signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { addColleague, changesOf, latestChange, newColleague, openPage, press } from '../support/office.ts';
import { connectStaff } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let node: HalteNode;
let administrator: Client;
/** Has the porch and nothing else. */
let coordinator: Client;

/** Disabled, demoted, moved: on every node, in five seconds. */
const CUT_MS = 5_000;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	administrator = await signIn(node, 'adm1');
	const id = 'coordination-du-perron';
	coordinator = await newColleague(node, database.sql, { id, role: 'coordinator', sites: ['perron'] });
});

const account = async (id: string) => {
	const [row] = await database.sql<Record<string, unknown>[]>`
		select a.*, (select jsonb_object_agg(site_id, may_set_level) from account_site where account_id = a.id) as sites,
			(select jsonb_agg(site_id || ':' || service_id order by 1) from account_service where account_id = a.id) as gives
		from account a where id = ${id}`;
	return row ?? {};
};
/** Somebody of the porch whom nobody else's test changes. */
const colleague = (id: string, sites = ['perron'], role = 'clinician' as const) =>
	addColleague(database.sql, { id, role, sites, services: ['infirmier'] });

describe('What is open closes within five seconds', () => {
	it.each([
		['disabling', 'disable', {}],
		['another role', 'role', { role: 'trainee' }],
		['other services', 'place', { siteId: 'perron', services: ['dentaire'] }],
		['taking a place away', 'takePlace', { siteId: 'perron' }],
		['« partout »', 'endSessions', {}],
		['taking the second step away', 'resetFactors', {}]
	])('after %s', async (_, action, fields) => {
		const id = `open-${action.toLowerCase()}`;
		await colleague(id);
		const client = await signIn(node, id);
		const screen = await connectStaff(client, 'perron', 'clinician');
		expect((await press(coordinator, `/comptes/${id}`, action, fields)).status).toBe(200);
		expect((await client.get('/session')).status).toBe(401);
		await screen.untilCut(CUT_MS);
		expect(screen.signedOut).toBe(true);
	});

	it('and a board that names the team says so at once', async () => {
		await colleague('named');
		const screen = await connectStaff(await signIn(node, 'inf1'), 'perron', 'clinician');
		const nameOf = (id: string) => screen.latest.view.team.find((one) => one.id === id)?.name;
		expect(nameOf('named')).toBe('Collègue named');
		await press(coordinator, '/comptes/named', 'rename', { name: 'Nouveau nom', title: 'Titre' });
		await screen.until('the new name', () => nameOf('named') === 'Nouveau nom');
		await press(coordinator, '/comptes/named', 'disable');
		await screen.until('nobody of that name', () => nameOf('named') === undefined);
	});

	it('whoever called somebody today keeps a name there, also once the place is taken', async () => {
		await colleague('gone');
		const client = await signIn(node, 'gone');
		const visit = await client.register('perron', { services: ['infirmier'] });
		await client.step(firstEntry(visit), 'call');
		await press(coordinator, '/comptes/gone', 'takePlace', { siteId: 'perron' });
		const { view } = await (await signIn(node, 'inf1')).board('perron', 'reception');
		const called = view.entries.find(({ visitId }) => visitId === visit.id);
		expect(called?.calledBy?.name).toBe('Collègue gone');
		expect(view.team.map(({ id }) => id)).not.toContain('gone');
	});
});

describe('The last administrator', () => {
	it('stays: two who disable each other at once leave one of them', async () => {
		await addColleague(database.sql, { id: 'adm2', role: 'administrator' });
		const other = await signIn(node, 'adm2');
		const outcomes = await Promise.all([
			press(administrator, '/comptes/adm2', 'disable'),
			press(other, '/comptes/adm1', 'disable')
		]);
		expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
		const [{ left }] = (await database.sql`
			select count(*)::int as left from account where role = 'administrator' and not disabled`) as unknown as [
			{ left: number }
		];
		expect(left).toBe(1);
		await database.sql`update account set disabled = false where id in ('adm1', 'adm2')`;
		administrator = await signIn(node, 'adm1');
	});

	it('cannot be given another role by a second one who never came in', async () => {
		await database.sql`update account set disabled = true where id = 'adm2'`;
		await addColleague(database.sql, { id: 'adm3', role: 'administrator' });
		const third = await signIn(node, 'adm3');
		await database.sql`update account set password_hash = null where id = 'adm3'`;
		const refused = await press(third, '/comptes/adm1', 'role', { role: 'coordinator' });
		expect([refused.status, refused.code]).toEqual([409, 'last_administrator']);
		expect(await account('adm1')).toMatchObject({ role: 'administrator' });
	});
});

describe('Taking a change back', () => {
	it('puts the account back, once, and is in the history itself', async () => {
		await colleague('back-again');
		const page = '/comptes/back-again';
		await press(coordinator, page, 'takePlace', { siteId: 'perron' });
		const changeId = await latestChange(database.sql, 'back-again');
		expect((await press(coordinator, '/historique', 'takeBack', { changeId })).status).toBe(200);
		expect(await account('back-again')).toMatchObject({
			sites: { perron: false },
			gives: ['perron:infirmier']
		});
		const again = await press(coordinator, '/historique', 'takeBack', { changeId });
		expect([again.status, again.code]).toEqual([409, 'change_superseded']);
		expect(await changesOf(database.sql, 'back-again')).toEqual(['place_taken', 'place_given']);
	});

	it('is refused when something else happened since', async () => {
		await colleague('moved-on');
		const page = '/comptes/moved-on';
		await press(coordinator, page, 'role', { role: 'trainee' });
		const changeId = await latestChange(database.sql, 'moved-on');
		await press(coordinator, page, 'role', { role: 'peer_helper' });
		const refused = await press(coordinator, page, 'takeBack', { changeId });
		expect([refused.status, refused.code]).toEqual([409, 'change_superseded']);
		expect(await account('moved-on')).toMatchObject({ role: 'peer_helper' });
	});

	it('asks the same as the change itself, and does not know changes of others', async () => {
		await colleague('up-and-down', ['halo']);
		await press(administrator, '/comptes/up-and-down', 'role', { role: 'trainee' });
		const changeId = await latestChange(database.sql, 'up-and-down');
		expect(await press(coordinator, '/historique', 'takeBack', { changeId })).toMatchObject({
			status: 404,
			code: 'not_found'
		});
		const nurse = await signIn(node, 'inf1');
		expect(await press(nurse, '/historique', 'takeBack', { changeId })).toMatchObject({ status: 403 });
		expect(await account('up-and-down')).toMatchObject({ role: 'trainee' });
		expect((await openPage(coordinator, '/historique')).html).not.toContain('up-and-down');
	});

	it('is not there for a code that was read', async () => {
		await colleague('with-a-code');
		await press(coordinator, '/comptes/with-a-code', 'code');
		const changeId = await latestChange(database.sql, 'with-a-code');
		expect(await press(coordinator, '/historique', 'takeBack', { changeId })).toMatchObject({
			status: 409,
			code: 'change_stays'
		});
	});
});

it('the history is never altered, not even by who has the database’s account', async () => {
	const { sql } = database;
	for (const attempt of [
		sql`update administrative_change set what = 'nothing'`,
		sql`delete from administrative_change`,
		sql`truncate administrative_change`
	])
		await expect(attempt).rejects.toThrow('append-only');
});
