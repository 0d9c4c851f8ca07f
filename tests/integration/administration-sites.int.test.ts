/** A site's settings over the wire: who may, what its screens show at once, and the way back. */
import { beforeAll, describe, expect, it } from 'vitest';
import { firstEntry, signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { changesOf, latestChange, newColleague, openPage, press } from '../support/office.ts';
import { connectDisplay, connectStaff, pairDisplay } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let node: HalteNode;
let administrator: Client;
/** Has the porch and nothing else. */
let coordinator: Client;
let nurse: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	administrator = await signIn(node, 'adm1');
	nurse = await signIn(node, 'inf1');
	const id = 'coordination-du-perron';
	coordinator = await newColleague(node, database.sql, { id, role: 'coordinator', sites: ['perron'] });
});

const PORCH = '/milieux/perron';
const SETTINGS = {
	name: 'Le Perron bleu',
	graceMinutes: '30',
	addressForm: 'vous',
	animalsAllowed: 'on'
};
const FIRST_ROOM = 'perron-salle-1';
const MONDAY = { weekday: '1', startsAt: '12:30', endsAt: '15:30' };

/** Every form of the page, filled in well. */
const FORMS: [string, Record<string, string | string[]>][] = [
	['settings', { ...SETTINGS, name: 'Autre nom' }],
	['addRoom', { name: 'Nouvelle salle', kind: 'care' }],
	['renameRoom', { roomId: FIRST_ROOM, name: 'Autre nom' }],
	['moveRoom', { roomId: FIRST_ROOM, direction: 'down' }],
	['removeRoom', { roomId: FIRST_ROOM }],
	['addBlock', { ...MONDAY, weekday: '3' }],
	['moveBlock', { ...MONDAY, wasWeekday: '1', wasStartsAt: '12:30', wasEndsAt: '15:30', endsAt: '16:00' }],
	['dropBlock', MONDAY],
	['services', { services: ['infirmier'], defaultService: 'infirmier' }]
];
/** All that the settings of the sites are. */
const settings = async () =>
	(
		await database.sql`select (select jsonb_agg(s order by id) from site s) as sites,
			(select jsonb_agg(r order by site_id, position, id) from room r) as rooms,
			(select jsonb_agg(w order by site_id, weekday, starts_at) from weekly_block w) as weekly,
			(select jsonb_agg(o order by site_id, service_id) from site_service o) as services,
			(select count(*) from administrative_change) as changes`
	)[0];
const rooms = async () =>
	(
		await database.sql<
			{ name: string }[]
		>`select name from room where site_id = 'perron' order by position, name`
	).map(({ name }) => name);

describe('The settings of a site', () => {
	it('change for its coordinators and for administrators, and for nobody else', async () => {
		const before = await settings();
		for (const username of ['pa1', 'inf1', 'sta1', 'hot1', 'coo2']) {
			const somebody = await signIn(node, username);
			for (const [action, fields] of FORMS)
				expect(await press(somebody, PORCH, action, fields), `${username} ${action}`).toMatchObject({
					status: 403,
					code: 'forbidden'
				});
		}
		for (const site of ['halo', 'nowhere'])
			for (const [action, fields] of FORMS)
				expect(
					await press(coordinator, `/milieux/${site}`, action, fields),
					`${site} ${action}`
				).toMatchObject({
					status: 404,
					code: 'not_found'
				});
		expect(await settings()).toEqual(before);
	});

	it('take no field that their form does not have, and no value that does not fit', async () => {
		const before = await settings();
		const wrong: [string, Record<string, string | string[]>, string][] = [
			...FORMS.map(([action, fields]): [string, Record<string, string | string[]>, string] => [
				action,
				{ ...fields, siteId: 'halo' },
				'invalid_input'
			]),
			['settings', { ...SETTINGS, graceMinutes: '241' }, 'invalid_input'],
			['settings', { ...SETTINGS, graceMinutes: '-1' }, 'invalid_input'],
			['settings', { ...SETTINGS, graceMinutes: '' }, 'invalid_input'],
			['settings', { ...SETTINGS, name: '' }, 'invalid_input'],
			['settings', { ...SETTINGS, addressForm: 'ils' }, 'invalid_input'],
			['addRoom', { name: 'Salle\u202E1', kind: 'care' }, 'invalid_input'],
			['addRoom', { name: 'SALLE 1', kind: 'care' }, 'room_name_taken'],
			['renameRoom', { roomId: 'halo-salle-1', name: 'Autre nom' }, 'not_found'],
			['removeRoom', { roomId: 'no-room' }, 'not_found'],
			['addBlock', { ...MONDAY, startsAt: '15:00', endsAt: '17:00' }, 'blocks_overlap'],
			['addBlock', { ...MONDAY, startsAt: '17:00', endsAt: '16:00' }, 'ends_before_start'],
			['addBlock', { ...MONDAY, weekday: '8' }, 'invalid_input'],
			['dropBlock', { ...MONDAY, endsAt: '16:00' }, 'not_found'],
			['services', { services: ['infirmier'], defaultService: 'dentaire' }, 'default_service_needed'],
			['services', { services: ['voler'], defaultService: 'voler' }, 'unknown_service']
		];
		for (const [action, fields, code] of wrong)
			expect(
				(await press(coordinator, PORCH, action, fields)).code,
				`${action} ${JSON.stringify(fields)}`
			).toBe(code);
		expect(await settings()).toEqual(before);
	});

	it('are written down with what they were before, and only what changed', async () => {
		const changed = { ...SETTINGS, graceMinutes: '45', addressForm: 'tu' };
		expect((await press(coordinator, PORCH, 'settings', changed)).status).toBe(200);
		const rows = await database.sql`
			select what, before, after, by, site_id from administrative_change where subject_id = 'perron' order by what`;
		expect(rows).toEqual([
			{
				what: 'address_form_changed',
				before: { addressForm: 'vous' },
				after: { addressForm: 'tu' },
				by: 'coordination-du-perron',
				site_id: 'perron'
			},
			expect.objectContaining({
				what: 'grace_changed',
				before: { graceMinutes: 30 },
				after: { graceMinutes: 45 }
			})
		]);
		expect((await press(coordinator, PORCH, 'settings', changed)).status).toBe(200);
		expect(await changesOf(database.sql, 'perron')).toHaveLength(2);
		expect((await press(coordinator, PORCH, 'settings', SETTINGS)).status).toBe(200);
	});
});

describe('What the screens show', () => {
	it('a console and the waiting-room screen have another name at once, and the former one when it is taken back', async () => {
		const console = await connectStaff(nurse, 'perron', 'clinician');
		const display = await connectDisplay(node, await pairDisplay(nurse, 'perron'));
		const name = 'Le Perron vert';
		expect((await press(coordinator, PORCH, 'settings', { ...SETTINGS, name })).status).toBe(200);
		await console.untilView('the new name', ({ siteName }) => siteName === name);
		await display.untilView('the new name', ({ siteName }) => siteName === name);
		const changeId = await latestChange(database.sql, 'perron');
		expect((await press(coordinator, '/historique', 'takeBack', { changeId })).status).toBe(200);
		await display.until('the former name', () => display.latest.view.siteName === SETTINGS.name);
		await console.until('the former name', () => console.latest.view.siteName === SETTINGS.name);
	});

	it('rooms are there with their name and their place, and gone with them', async () => {
		const screen = await connectStaff(nurse, 'perron', 'clinician');
		const shown = () => screen.latest.view.rooms.map(({ name }) => name);
		const before = await rooms();
		await press(coordinator, PORCH, 'addRoom', { name: 'Verrière', kind: 'care' });
		await screen.until('the new room', () => shown().includes('Verrière'));
		const [{ id: roomId }] = (await database.sql`
			select id from room where name = 'Verrière'`) as unknown as [{ id: string }];
		await press(coordinator, PORCH, 'moveRoom', { roomId, direction: 'up' });
		await screen.until('another order', () => shown().at(-2) === 'Verrière');
		await press(coordinator, PORCH, 'renameRoom', { roomId, name: 'Grande verrière' });
		await screen.until('the other name', () => shown().includes('Grande verrière'));
		await press(coordinator, PORCH, 'removeRoom', { roomId });
		await screen.until('the rooms of before', () => !shown().includes('Grande verrière'));
		expect(await rooms()).toEqual(before);
		const changeId = await latestChange(database.sql, 'perron');
		expect((await press(coordinator, '/historique', 'takeBack', { changeId })).status).toBe(200);
		await screen.until('the room again', () => shown().includes('Grande verrière'));
		const call = await nurse.register('perron', { services: ['infirmier'] });
		expect((await nurse.step(firstEntry(call), 'call', { room: roomId })).room).toBe(roomId);
	});

	it('a room in which somebody is called stays', async () => {
		const visit = await nurse.register('perron', { services: ['infirmier'] });
		await nurse.step(firstEntry(visit), 'call', { room: FIRST_ROOM });
		const refused = await press(coordinator, PORCH, 'removeRoom', { roomId: FIRST_ROOM });
		expect([refused.status, refused.code]).toEqual([409, 'room_in_use']);
		expect(refused.data).toContain('Cette salle sert dans le bloc ouvert');
		expect(await rooms()).toContain('Salle 1');
	});
});

describe('The week and the services', () => {
	it('are planned, moved and dropped', async () => {
		const week = async () =>
			(
				await database.sql<{ block: string }[]>`select weekday || ' ' || starts_at || ' ' || ends_at as block
					from weekly_block where site_id = 'perron' order by 1`
			).map(({ block }) => block);
		await press(coordinator, PORCH, 'addBlock', { weekday: '4', startsAt: '09:00', endsAt: '12:00' });
		expect(await week()).toEqual(['1 12:30:00 15:30:00', '4 09:00:00 12:00:00']);
		const was = { wasWeekday: '4', wasStartsAt: '09:00', wasEndsAt: '12:00' };
		await press(coordinator, PORCH, 'moveBlock', {
			...was,
			weekday: '5',
			startsAt: '09:30',
			endsAt: '12:00'
		});
		expect(await week()).toEqual(['1 12:30:00 15:30:00', '5 09:30:00 12:00:00']);
		await press(coordinator, PORCH, 'dropBlock', MONDAY);
		const changeId = await latestChange(database.sql, 'perron');
		await press(coordinator, PORCH, 'addBlock', { ...MONDAY, endsAt: '13:00' });
		const superseded = await press(coordinator, '/historique', 'takeBack', { changeId });
		expect([superseded.status, superseded.code]).toEqual([409, 'blocks_overlap']);
	});

	it('are offered with a default, and as before when that is taken back', async () => {
		const offered = async () =>
			(
				await database.sql<{ row: string }[]>`select service_id || ' ' || is_default as row
					from site_service where site_id = 'perron' order by 1`
			).map(({ row }) => row);
		const before = await offered();
		const wanted = { services: ['dentaire', 'infirmier'], defaultService: 'dentaire' };
		expect((await press(coordinator, PORCH, 'services', wanted)).status).toBe(200);
		expect(await offered()).toEqual(['dentaire true', 'infirmier false']);
		const changeId = await latestChange(database.sql, 'perron');
		expect((await openPage(coordinator, '/historique')).html).toContain('services offerts');
		expect((await press(coordinator, '/historique', 'takeBack', { changeId })).status).toBe(200);
		expect(await offered()).toEqual(before);
	});
});

describe('Another site', () => {
	const site = {
		siteId: 'veranda',
		name: 'La Véranda',
		kind: 'halte-répit',
		audience: 'toute personne',
		timezone: 'America/Toronto'
	};

	it('is made by an administrator, with the ticket words of the network', async () => {
		expect(await press(coordinator, '/milieux', 'create', site)).toMatchObject({
			status: 403,
			code: 'forbidden'
		});
		// Unknown to all; to the database; and another time to each of the two.
		for (const timezone of ['America/Perron', 'AET', 'AST'])
			expect(await press(administrator, '/milieux', 'create', { ...site, timezone })).toMatchObject({
				code: 'unknown_timezone'
			});
		expect(await press(administrator, '/milieux', 'create', site)).toMatchObject({
			status: 303,
			location: '/administration/milieux/veranda'
		});
		expect(await press(administrator, '/milieux', 'create', site)).toMatchObject({ code: 'site_id_taken' });
		expect((await openPage(administrator, '/milieux/veranda')).status).toBe(200);
		const [{ nouns }] = (await database.sql`
			select count(*)::int as nouns from site_noun where site_id = 'veranda'`) as unknown as [{ nouns: number }];
		expect(nouns).toBeGreaterThan(40);
	});
});
