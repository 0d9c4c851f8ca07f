/** Screens and tablets in the office: who may take their key away, and how soon it is worth nothing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { newId, signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { changesOf, newColleague, openPage, press } from '../support/office.ts';
import { connectDisplay, pairDisplay } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let node: HalteNode;
let coordinator: Client;
let helper: Client;

const CUT_MS = 5_000;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	helper = await signIn(node, 'pa1');
	const id = 'coordination-du-perron';
	coordinator = await newColleague(node, database.sql, { id, role: 'coordinator', sites: ['perron'] });
});

const displays = () => database.sql<{ id: string; site_id: string; label: string }[]>`
	select id, site_id, label from display where revoked_at is null order by approved_at`;

describe('A waiting-room screen', () => {
	it('is brought in by its code, seen in the list, and unplugged within seconds', async () => {
		const { body } = await helper.post<{ deviceCode: string; userCode: string }>('/displays/pairings', {});
		const fields = { siteId: 'perron', userCode: body.userCode, label: 'Entrée' };
		expect((await press(coordinator, '/ecrans', 'pair', fields)).status).toBe(200);
		const { token } = (
			await helper.post<{ token: string }>('/displays/token', { deviceCode: body.deviceCode })
		).body;
		const screen = await connectDisplay(node, token);
		expect((await openPage(coordinator, '/ecrans')).html).toContain('Entrée');
		const [display] = await displays();
		const which = { siteId: 'perron', displayId: display?.id ?? '' };
		expect((await press(coordinator, '/ecrans', 'revoke', which)).status).toBe(200);
		await screen.untilCut(CUT_MS);
		expect(await press(coordinator, '/ecrans', 'revoke', which)).toMatchObject({ status: 404 });
		expect(await changesOf(database.sql, display?.id ?? '')).toEqual(['display_revoked']);
		expect(await changesOf(database.sql, 'perron')).toEqual(['display_paired']);
		expect((await openPage(coordinator, '/historique')).html).toContain('écran débranché, Entrée');
	});

	it('is written down too when the team at the door brings it in and takes it off', async () => {
		await pairDisplay(helper, 'tandem');
		const display = (await displays()).find(({ site_id }) => site_id === 'tandem');
		expect((await helper.delete(`/sites/tandem/displays/${display?.id}`)).status).toBe(204);
		expect(await changesOf(database.sql, 'tandem')).toEqual(['display_paired']);
		expect(await changesOf(database.sql, display?.id ?? '')).toEqual(['display_revoked']);
	});

	it('of another site does not exist, and a wrong code brings in nothing', async () => {
		await pairDisplay(helper, 'tandem');
		const display = (await displays()).find(({ site_id }) => site_id === 'tandem');
		const displayId = display?.id ?? '';
		for (const which of [
			{ siteId: 'tandem', displayId },
			{ siteId: 'perron', displayId },
			{ siteId: 'perron', displayId: newId() }
		])
			expect(await press(coordinator, '/ecrans', 'revoke', which)).toMatchObject({
				status: 404,
				code: 'not_found'
			});
		expect(await press(helper, '/ecrans', 'revoke', { siteId: 'tandem', displayId })).toMatchObject({
			status: 403
		});
		const wrong = { siteId: 'perron', userCode: 'BCDFGHJK' };
		expect(await press(coordinator, '/ecrans', 'pair', wrong)).toMatchObject({ code: 'pairing_expired' });
		const { body } = await helper.post<{ userCode: string }>('/displays/pairings', {});
		const fromTheDoor = { siteId: 'perron', userCode: body.userCode };
		expect(await press(helper, '/ecrans', 'pair', fromTheDoor)).toMatchObject({
			status: 403,
			code: 'forbidden'
		});
		const foreign = { siteId: 'tandem', userCode: body.userCode };
		expect(await press(coordinator, '/ecrans', 'pair', foreign)).toMatchObject({ code: 'not_found' });
		expect((await displays()).map(({ id }) => id)).toContain(displayId);
	});
});

describe('A shared tablet', () => {
	const enrol = async (siteId: string, label: string) => {
		const id = newId();
		await database.sql`
			insert into device (id, site_id, label, key_hash, enrolled_by, enrolled_at, last_seen_at)
			values (${id}, ${siteId}, ${label}, ${newId()}, 'adm1', now(), now())`;
		return id;
	};

	it('is in the list with its tiles, and is taken away with what is open there', async () => {
		const deviceId = await enrol('perron', 'Tablette du comptoir');
		await database.sql`
			insert into device_member (device_id, account_id, full_sign_in_at, account_epoch)
			select ${deviceId}, id, now(), epoch from account where id = 'pa1'`;
		const { html } = await openPage(coordinator, '/appareils');
		expect(html).toContain('Tablette du comptoir');
		expect(html).toContain('1 tuile');
		expect(html).not.toContain('/administration/cet-appareil');
		expect((await press(coordinator, '/appareils', 'revoke', { siteId: 'perron', deviceId })).status).toBe(
			200
		);
		expect(await changesOf(database.sql, deviceId)).toEqual(['device_revoked']);
		expect((await openPage(coordinator, '/appareils')).html).not.toContain('Tablette du comptoir');
	});

	it('of another site does not exist, and the team takes none away', async () => {
		const deviceId = await enrol('tandem', 'Tablette d’ailleurs');
		for (const siteId of ['tandem', 'perron'])
			expect(await press(coordinator, '/appareils', 'revoke', { siteId, deviceId })).toMatchObject({
				status: 404
			});
		expect(await press(helper, '/appareils', 'revoke', { siteId: 'tandem', deviceId })).toMatchObject({
			status: 403
		});
		expect((await openPage(coordinator, '/appareils')).html).not.toContain('ailleurs');
		expect(await changesOf(database.sql, deviceId)).toEqual([]);
	});

	it('is made on itself, which the page of an administrator leads to', async () => {
		const administrator = await signIn(node, 'adm1');
		expect((await openPage(administrator, '/appareils')).html).toContain('/administration/cet-appareil');
	});
});
