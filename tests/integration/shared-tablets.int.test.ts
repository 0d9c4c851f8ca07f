/** A browser becomes a shared tablet of a site, and the team signs in on it. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../support/client.ts';
import { expectPersonal } from '../support/dressed.ts';
import { PASSWORD } from '../support/names.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import {
	codeOf,
	cookieIn,
	deviceIdIn,
	enrolTablet,
	sendEnrolment,
	Tablet,
	tabletOf
} from '../support/tablet.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const PIN = '482915';
const OTHER_PIN = '604823';
const MINUTE_MS = 60_000;

let database: TestDatabase;
let here: HalteNode;

beforeAll(async () => {
	database = await freshDatabase();
	here = await startNode({ database, sessionClock: true });
});
afterEach(() => here.setAhead(0));

const deviceIdOf = (tablet: Tablet) => deviceIdIn(database.sql, tablet);

describe('A browser becomes a tablet', () => {
	const changes = () => database.sql`
		select what, by, subject, subject_id, site_id, before, after from administrative_change order by at desc`;

	it('with a key in a cookie, a row in the history, and without the administrator', async () => {
		const admin = await signIn(here, 'adm1');
		const answer = await sendEnrolment(here, admin.cookie, { siteId: SITE, label: ' Table du fond ' });
		expectPersonal(answer, 'the enrolment');
		expect([answer.status, answer.headers.location]).toEqual([303, '/tablette']);
		expect(answer.headers['clear-site-data']).toBe('"cache"');
		const [key = '', ...rest] = cookieIn(answer, 'halte_device');
		expect(rest.sort()).toEqual(['HttpOnly', 'Max-Age=34560000', 'Path=/', 'SameSite=Lax']);
		expect(cookieIn(answer, 'halte_session')).toContain('Max-Age=0');
		expect(await codeOf(admin)).toBe('not_signed_in');

		const tablet = new Tablet(here, key);
		const id = await deviceIdOf(tablet);
		expect((await changes())[0]).toEqual({
			...{ what: 'device_enrolled', by: 'adm1', subject: 'device', subject_id: id, site_id: SITE },
			...{ before: { label: null }, after: { label: 'Table du fond' } }
		});
		const tiles = await tablet.page('/tablette');
		expect(tiles.body).toContain('Personne ne s’est encore connecté ici');
		expect(tiles.body).toContain('Table du fond');
	});

	it('not without its history', async () => {
		const admin = await signIn(here, 'adm1');
		const count = async () => (await database.sql`select 1 from device`).length;
		const before = await count();
		await database.sql`alter table administrative_change rename to lost`;
		const answer = await sendEnrolment(here, admin.cookie, { siteId: SITE, label: 'x' });
		await database.sql`alter table lost rename to administrative_change`;
		expect([answer.status, answer.headers['set-cookie']]).toEqual([500, undefined]);
		expect(await count()).toBe(before);
	});

	it.each(['coo1', 'inf1', 'pa1', 'coo2'])('not by %s', async (username) => {
		const { cookie } = await signIn(here, username);
		const count = (await database.sql`select 1 from device`).length;
		expect((await sendEnrolment(here, cookie, { siteId: SITE, label: 'x' })).status).toBe(403);
		expect(await database.sql`select 1 from device`).toHaveLength(count);
	});

	it('not by an administrator who came in a while ago', async () => {
		const { cookie } = await signIn(here, 'adm1');
		await here.setAhead(10 * MINUTE_MS);
		const answer = await sendEnrolment(here, cookie, { siteId: SITE, label: 'x' });
		await here.setAhead(0);
		expect([answer.status, answer.headers.location]).toEqual([
			303,
			'/compte/confirmer?retour=%2Fadministration%2Fcet-appareil'
		]);
	});

	it.each([
		['of no site', { siteId: 'nowhere', label: 'x' }, 404],
		['without a name', { siteId: SITE, label: ' ' }, 400],
		['with a name turned around', { siteId: SITE, label: 'a\u202Eb' }, 400],
		['with an endless name', { siteId: SITE, label: 'x'.repeat(61) }, 400]
	])('not %s', async (_, form, status) => {
		const { cookie } = await signIn(here, 'adm1');
		const answer = await sendEnrolment(here, cookie, form);
		expect([answer.status, answer.headers['set-cookie']]).toEqual([status, undefined]);
	});

	it('and is none any more when an administrator says so on it', async () => {
		const tablet = await tabletOf(here, SITE, 'pa1', PIN);
		const colleague = tablet.client();
		await tablet.signIn('inf1');
		expect((await tablet.page('/administration/cet-appareil?/leave', {})).status).toBe(403);
		await tablet.signIn('adm1');
		const id = await deviceIdOf(tablet);
		const left = await tablet.page('/administration/cet-appareil?/leave', {});
		expect([left.status, left.headers.location]).toEqual([303, '/connexion']);
		expect(cookieIn(left, 'halte_device')).toContain('Max-Age=0');
		expect((await changes())[0]).toMatchObject({ what: 'device_revoked', subject_id: id, by: 'adm1' });
		expect(await codeOf(colleague)).toBe('not_signed_in');
		expect((await tablet.page('/tablette')).headers.location).toBe('/connexion');
	});
});

describe('Signing in on a tablet', () => {
	it('is for those who work at its site', async () => {
		const tablet = await enrolTablet(here, SITE);
		const { status, body } = await tablet.call('/session', { username: 'pa4', password: PASSWORD });
		expect([status, JSON.parse(body)]).toEqual([403, expect.objectContaining({ code: 'not_of_this_site' })]);
	});

	it('leads to a PIN first, then to the face of that site', async () => {
		const tablet = await enrolTablet(here, SITE);
		const form = { username: 'inf1', password: PASSWORD };
		expect((await tablet.page('/connexion', form)).headers.location).toBe('/tablette');
		expect((await tablet.page('/tablette')).headers.location).toBe('/tablette/nip');
		for (const [pin, again, why] of [
			['12345', '12345', 'six chiffres'],
			['123456', '123456', 'trop facile'],
			['484848', '484848', 'trop facile'],
			[PIN, OTHER_PIN, 'pas pareils']
		] as const) {
			const refused = await tablet.page('/tablette/nip', { pin, again });
			expect([refused.status, refused.body.includes(why)], pin).toEqual([400, true]);
			expect(refused.body).not.toContain(pin);
		}
		const chosen = await tablet.page('/tablette/nip', { pin: PIN, again: PIN });
		expect([chosen.status, chosen.headers.location]).toEqual([303, `/milieu/${SITE}/console`]);
		for (const door of ['/', '/connexion']) {
			expect((await tablet.page(door)).headers.location, door).toBe('/tablette');
		}
		expect((await tablet.page('/tablette')).headers.location).toBe(`/milieu/${SITE}/console`);
	});

	it.each([
		['pa1', `/milieu/${SITE}/accueil`],
		['hot1', `/milieu/${SITE}/hote`],
		['coo1', `/milieu/${SITE}/accueil`],
		['sta1', `/milieu/${SITE}/accueil`],
		['coo2', '/milieux']
	])('%s begins at %s', async (username, home) => {
		const tablet = await tabletOf(here, SITE, username, PIN);
		expect((await tablet.page('/tablette')).headers.location).toBe(home);
		await tablet.lock();
		const entered = await tablet.page('/tablette?/unlock', { accountId: username, pin: PIN });
		expect([entered.status, entered.headers.location]).toEqual([303, home]);
		expect(entered.headers['clear-site-data']).toBe('"cache"');
	});

	it('a PIN that opened the tablet does not choose another PIN, nor a tablet', async () => {
		const tablet = await tabletOf(here, SITE, 'adm1', PIN);
		await tablet.lock();
		expect((await tablet.enter('adm1', PIN)).status).toBe(200);
		for (const path of ['/tablette/nip', '/administration/cet-appareil?/leave']) {
			const answer = await tablet.page(path, { pin: OTHER_PIN, again: OTHER_PIN });
			expect([answer.status, answer.headers.location], path).toEqual([
				303,
				expect.stringMatching(/^\/compte\/confirmer\?retour=/)
			]);
		}
		await tablet.lock();
		expect((await tablet.enter('adm1', OTHER_PIN)).status).toBe(401);
	});
});
