/** Who looks after whose account, over the wire. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Client, signIn } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { addColleague, changesOf, newColleague, openPage, press } from '../support/office.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let node: HalteNode;
let administrator: Client;
/** Has the porch and nothing else. */
let coordinator: Client;

const MINUTE_MS = 60_000;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, sessionClock: true });
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

const PAGES = ['', '/comptes', '/comptes/nouveau', '/ecrans', '/appareils', '/historique', '/milieux/perron'];

describe('The office', () => {
	it('opens for administrators and coordinators, and for nobody else', async () => {
		for (const page of PAGES) {
			expect((await openPage(administrator, page)).status, page).toBe(200);
			expect((await openPage(coordinator, page)).status, page).toBe(200);
		}
		for (const username of ['pa1', 'inf1', 'sta1', 'hot1', 'coo2']) {
			const somebody = await signIn(node, username);
			for (const page of [...PAGES, '/milieux', '/comptes/inf1', '/comptes/nobody'])
				expect((await openPage(somebody, page)).status, `${username} ${page}`).toBe(403);
		}
		const stranger = new Client(node);
		for (const page of PAGES)
			expect(await openPage(stranger, page)).toMatchObject({ status: 303, location: '/connexion' });
	});

	it('shows a coordinator her own sites only; others are not there', async () => {
		for (const page of ['/milieux/halo', '/milieux/nowhere', '/comptes/inf2', '/comptes/nobody'])
			expect((await openPage(coordinator, page)).status, page).toBe(404);
		expect((await openPage(coordinator, '/milieux')).status).toBe(403);
		const { html } = await openPage(coordinator, '/comptes');
		expect(html).toContain('inf1');
		expect(html).not.toMatch(/inf2|Collectif Halo/);
	});

	it('tells nobody a password, a PIN or a factor', async () => {
		const { html } = await openPage(administrator, '/comptes');
		const one = await openPage(administrator, '/comptes/inf1');
		expect(html + one.html).not.toMatch(/argon2|password_hash|pin_hash/);
		expect(one.html).toContain('<title>Compte · Halte</title>');
	});
});

describe('Accounts ask who it is first', () => {
	it('ten minutes after signing in, and go on as soon as that is confirmed', async () => {
		const late = await signIn(node, 'coo1');
		await colleague('late-one');
		await node.setAhead(11 * MINUTE_MS);
		const sent = { status: 303, location: expect.stringMatching(/^\/compte\/confirmer\?retour=/) as string };
		expect(await openPage(late, '/comptes')).toMatchObject(sent);
		expect(await press(late, '/comptes/late-one', 'disable')).toMatchObject(sent);
		expect(await account('late-one')).toMatchObject({ disabled: false });
		expect((await openPage(late, '/milieux/perron')).status).toBe(200);
		await node.setAhead(0);
		expect((await openPage(late, '/comptes')).status).toBe(200);
	});
});

describe('A new account', () => {
	const nurse = {
		username: 'Nouvelle.Inf',
		name: 'Nouvelle',
		title: 'Infirmière',
		role: 'clinician',
		trainedOn: '2026-01-31',
		sites: 'perron',
		gives: ['perron:infirmier', 'perron:coup_oeil', 'halo:infirmier'],
		levels: 'perron'
	};

	it('has no password but a code, shown once, and what it gives at the sites that were chosen', async () => {
		const { status, data } = await press(coordinator, '/comptes/nouveau', 'create', nurse);
		expect(status).toBe(200);
		const code = /\b[0-9A-Z]{3} [0-9A-Z]{3} [0-9A-Z]{3}\b/.exec(data)?.[0] ?? '';
		expect(code).not.toBe('');
		const [row] = await database.sql<
			{ id: string }[]
		>`select id from account where username = 'nouvelle.inf'`;
		expect(await account(row?.id ?? '')).toMatchObject({
			role: 'clinician',
			password_hash: null,
			sites: { perron: true },
			gives: ['perron:coup_oeil', 'perron:infirmier']
		});
		const [kept] = await database.sql<{ text: string }[]>`
			select string_agg(c::text, ' ') as text from administrative_change c where subject_id = ${row?.id ?? ''}`;
		expect(kept?.text).not.toContain(code.replaceAll(' ', ''));
		expect(await changesOf(database.sql, row?.id ?? '')).toEqual([
			...['account_created', 'training_recorded', 'place_given']
		]);
		expect((await openPage(coordinator, `/comptes/${row?.id}`)).html).not.toContain(code);
	});

	it('has a name that nobody has, in whatever letters', async () => {
		const twin = await press(coordinator, '/comptes/nouveau', 'create', { ...nurse, username: 'INF1' });
		expect([twin.status, twin.code]).toEqual([409, 'username_taken']);
	});

	it.each([
		['a role above its maker', { role: 'administrator' }, 403, 'forbidden'],
		['a role beside its maker', { role: 'coordinator' }, 403, 'forbidden'],
		['a site beyond one’s own', { sites: ['perron', 'halo'] }, 404, 'not_found'],
		['a site that does not exist', { sites: ['nowhere'] }, 404, 'not_found'],
		['no site', { sites: [] }, 400, 'site_needed'],
		['a service that does not exist', { gives: 'perron:flying' }, 400, 'unknown_service'],
		['a role that does not exist', { role: 'king' }, 400, 'invalid_input'],
		['an id of its own', { id: 'chosen' }, 400, 'invalid_input'],
		['a password', { password: 'secret', password_hash: 'secret' }, 400, 'invalid_input'],
		['a training yet to come', { trainedOn: '2999-01-01' }, 400, 'training_in_future'],
		['a day that is none', { trainedOn: '2026-02-30' }, 400, 'invalid_input'],
		['a prototype', { ['__proto__']: 'x' }, 400, 'invalid_input'],
		['an override of direction', { name: 'Lou\u202Eeis' }, 400, 'invalid_input'],
		['a name of 10,000 letters', { name: 'a'.repeat(10_000) }, 400, 'invalid_input'],
		['a name that closes a statement', { username: "x'; drop table account; --" }, 400, 'invalid_input']
	])('is not made with %s', async (_, wrong, status, code) => {
		const [before] = await database.sql`select count(*) from account`;
		const fields = { ...nurse, username: 'autre.nom', ...wrong };
		const refused = await press(coordinator, '/comptes/nouveau', 'create', fields);
		expect([refused.status, refused.code]).toEqual([status, code]);
		expect(await database.sql`select count(*) from account`).toEqual([before]);
	});
});

describe('Changing an account', () => {
	it('is for those who look after its role and have all its sites', async () => {
		await colleague('of-the-porch');
		await colleague('of-both', ['perron', 'halo']);
		const rename = { name: 'Autre nom', title: 'Autre titre' };
		const page = '/comptes/of-the-porch';
		expect((await press(coordinator, page, 'rename', rename)).status).toBe(200);
		expect(await account('of-the-porch')).toMatchObject(rename);
		for (const [id, status, code] of [
			['of-both', 403, 'works_elsewhere_too'],
			['coo1', 403, 'forbidden'],
			['coo2', 403, 'forbidden'],
			['adm1', 403, 'forbidden'],
			['coordination-du-perron', 403, 'own_account'],
			['inf2', 404, 'not_found'],
			['nobody', 404, 'not_found']
		] as const) {
			const before = await account(id);
			for (const [action, fields] of [
				['rename', rename],
				['role', { role: 'trainee' }],
				['disable', {}],
				['code', {}],
				['endSessions', {}],
				['resetFactors', {}]
			] as const) {
				const refused = await press(coordinator, `/comptes/${id}`, action, fields);
				expect([refused.status, refused.code], `${id} ${action}`).toEqual([status, code]);
			}
			expect(await account(id)).toEqual(before);
		}
	});

	it('takes no field that its form does not have', async () => {
		await colleague('steadfast');
		const before = await account('steadfast');
		for (const [action, fields] of [
			['rename', { name: 'X', title: 'Y', role: 'administrator' }],
			['role', { role: 'trainee', disabled: 'on' }],
			['disable', { accountId: 'adm1' }],
			['place', { siteId: 'perron', services: [], accountId: 'adm1' }],
			['code', { accountId: 'adm1' }]
		] as const) {
			const refused = await press(coordinator, '/comptes/steadfast', action, fields);
			expect([refused.status, refused.code], action).toEqual([400, 'invalid_input']);
		}
		expect(await account('steadfast')).toEqual(before);
	});

	it('gives places at one’s own sites only', async () => {
		await colleague('with-places', ['perron', 'halo']);
		const page = '/comptes/with-places';
		const place = { siteId: 'perron', services: ['infirmier', 'depistage'], maySetLevel: 'on' };
		expect((await press(coordinator, page, 'place', place)).status).toBe(200);
		expect(await account('with-places')).toMatchObject({
			sites: { perron: true, halo: false },
			gives: ['halo:infirmier', 'perron:depistage', 'perron:infirmier']
		});
		for (const siteId of ['halo', 'nowhere'])
			for (const [action, fields] of [
				['place', { siteId }],
				['takePlace', { siteId }]
			] as const) {
				const refused = await press(coordinator, page, action, fields);
				expect([refused.status, refused.code], `${action} ${siteId}`).toEqual([404, 'not_found']);
			}
		expect((await press(coordinator, page, 'takePlace', { siteId: 'perron' })).status).toBe(200);
		expect(await account('with-places')).toMatchObject({ sites: { halo: false } });
	});
});
