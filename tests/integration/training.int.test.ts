/** The training on privacy: warned after eleven months, nothing opens after twelve (R-22.1, r. 2, s. 1 and 2). */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../support/browser.ts';
import { newId, signIn } from '../support/client.ts';
import { nextMidnight, type Midnight } from '../support/midnight.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { addColleague, changesOf, latestChange, newColleague, press } from '../support/office.ts';
import { connectStaff, openStaff } from '../support/screen.ts';
import { codeOf, enrolTablet, expectOpen, expectShut } from '../support/tablet.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const PIN = '482915';
const CUT_MS = 5_000;
const WARNING = 'Sans nouvelle date, Halte s’ouvre pour vous jusqu’au';

let database: TestDatabase;
let node: HalteNode;
let midnight: Midnight;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, sessionClock: true });
});
beforeEach(async () => {
	midnight = await nextMidnight(database.sql, node);
});
afterEach(() => node.setAhead(0));

/** Somebody of the site, trained on this day. */
async function trained(id: string, on: string | null): Promise<void> {
	await addColleague(database.sql, { id, role: 'clinician', sites: [SITE], services: ['infirmier'] });
	await database.sql`update account set trained_on = ${on} where id = ${id}`;
}

describe('Twelve months after the training', () => {
	it('all that is open closes at midnight, and not before: calls, pages, sockets', async () => {
		await trained('until-midnight', midnight.monthsEarlier(12));
		await midnight.justBefore();
		const browser = await new Browser(node).signIn('until-midnight');
		const screen = await connectStaff(browser.client, SITE, 'clinician');
		expect((await browser.client.get(`/sites/${SITE}/board`)).status).toBe(200);
		expect((await browser.open(`/milieu/${SITE}/console`)).status).toBe(200);

		await midnight.justAfter();
		for (const path of ['/session', '/sessions', '/sites', `/sites/${SITE}/board`]) {
			const { status, body } = await browser.client.get(path);
			expect([path, status, body.code]).toEqual([path, 403, 'training_needed']);
		}
		const id = newId();
		const { status, body } = await browser.client.post(`/sites/${SITE}/call-next`, { id });
		expect([status, body.code]).toEqual([403, 'training_needed']);
		for (const page of ['/', '/milieux', '/compte', `/milieu/${SITE}/console`])
			expect((await browser.open(page)).headers.get('location'), page).toBe('/formation');
		await screen.untilCut(CUT_MS);
		expect(screen.signedOut).toBe(true);
		await expectShut(browser.client, 'training_needed');
	});

	it('one still signs in, and finds who records it, a way out and nothing else', async () => {
		await trained('too-late', midnight.monthsEarlier(13));
		await midnight.justBefore();
		const browser = new Browser(node);
		const came = await browser.submit('/connexion', { username: 'too-late', password: 'halte-demo' });
		expect([came.status, came.headers.get('location')]).toEqual([303, '/milieux']);
		expect((await browser.open('/milieux')).headers.get('location')).toBe('/formation');
		const { status, text } = await browser.open('/formation');
		expect(status).toBe(200);
		expect(text).toContain('Demandez à la coordination ou à l’administration du réseau');
		expect(text).not.toMatch(/too-late|Collègue|perron/i);
		const left = await browser.submit('/formation?/leave');
		expect([left.status, left.headers.get('location'), browser.session]).toEqual([303, '/connexion', '']);
	});

	it('so it is when none was ever recorded', async () => {
		await trained('never', null);
		const browser = await new Browser(node).signIn('never');
		expect((await browser.open('/milieux')).headers.get('location')).toBe('/formation');
		await expectShut(browser.client, 'training_needed');
	});

	it('a shared tablet knows the person, and opens nothing; the tiles are back once they sign out', async () => {
		await trained('on-the-tablet', midnight.monthsEarlier(12));
		await midnight.justBefore();
		const tablet = await enrolTablet(node, SITE);
		await tablet.settle('on-the-tablet', PIN);
		await expectOpen(tablet.client(), 'on-the-tablet');
		await tablet.lock();
		await midnight.justAfter();
		expect(await tablet.enter('on-the-tablet', PIN)).toMatchObject({ status: 200 });
		expect(await codeOf(tablet.client())).toBe('training_needed');
		for (const path of ['/tablette', `/milieu/${SITE}/accueil`])
			expect((await tablet.page(path)).headers.location, path).toBe('/formation');
		const left = await tablet.page('/formation?/leave', {});
		expect(left.headers.location).toBe('/tablette');
		expect((await tablet.page('/tablette')).status).toBe(200);
	});
});

describe('Eleven months after the training', () => {
	it('one’s own pages say until when it holds; the day before they say nothing', async () => {
		await trained('soon', midnight.monthsEarlier(11));
		await midnight.justBefore();
		const browser = await new Browser(node).signIn('soon');
		for (const page of ['/milieux', '/compte'])
			expect((await browser.open(page)).text, page).not.toContain(WARNING);
		await midnight.justAfter();
		const lastDay = new Intl.DateTimeFormat('fr-CA', { dateStyle: 'long', timeZone: 'UTC' }).format(
			Date.parse(midnight.monthsEarlier(-1)) - 86_400_000
		);
		for (const page of ['/milieux', '/compte'])
			expect((await browser.open(page)).text, page).toContain(`${WARNING} ${lastDay} inclus`);
		expect((await browser.client.get('/sites')).status).toBe(200);
	});

	it('on a tablet one passes by that page, once per full sign-in', async () => {
		await trained('soon-here', midnight.monthsEarlier(11));
		await midnight.justAfter();
		const tablet = await enrolTablet(node, SITE);
		await tablet.settle('soon-here', PIN);
		expect((await tablet.page('/tablette')).headers.location).toBe('/milieux');
		await tablet.lock();
		await tablet.enter('soon-here', PIN);
		expect((await tablet.page('/tablette')).headers.location).toBe(`/milieu/${SITE}/console`);
	});
});

describe('Recording a training', () => {
	const today = async () => {
		const [row] = await database.sql<{ day: string }[]>`
			select (now() at time zone 'America/Toronto')::date::text as day`;
		return row?.day ?? '';
	};
	const trainedOn = async (id: string) => {
		const [row] = await database.sql<{ day: string | null }[]>`
			select trained_on::text as day from account where id = ${id}`;
		return row?.day;
	};

	it('opens what was closed at once, in the same session; taking it back closes it again', async () => {
		const coordinator = await newColleague(node, database.sql, {
			...{ id: 'records', role: 'coordinator', sites: [SITE] }
		});
		await trained('waits', null);
		const browser = await new Browser(node).signIn('waits');
		expect(await codeOf(browser.client)).toBe('training_needed');
		const trainedToday = { trainedOn: await today() };
		expect(await press(coordinator, '/comptes/waits', 'train', trainedToday)).toMatchObject({ status: 200 });
		expect((await browser.client.get('/session')).status).toBe(200);
		expect((await browser.open('/formation')).headers.get('location')).toBe('/milieux');
		const screen = openStaff(browser.client);
		await screen.until('a line', () => screen.socket.connected);

		const changeId = await latestChange(database.sql, 'waits');
		expect(await press(coordinator, '/historique', 'takeBack', { changeId })).toMatchObject({ status: 200 });
		expect(await codeOf(browser.client)).toBe('training_needed');
		await screen.untilCut(CUT_MS);
		expect(await changesOf(database.sql, 'waits')).toEqual(['training_recorded', 'training_recorded']);
	});

	it('is of today at the latest', async () => {
		await trained('tomorrow', null);
		const coordinator = await signIn(node, 'coo1');
		for (const [day, code] of [
			['2999-01-01', 'training_in_future'],
			['2026-02-30', 'invalid_input'],
			['hier', 'invalid_input']
		] as const)
			expect(await press(coordinator, '/comptes/tomorrow', 'train', { trainedOn: day })).toMatchObject({
				status: 400,
				code
			});
		expect(await trainedOn('tomorrow')).toBeNull();
	});

	it('of one’s own is for an administrator, who has shown who it is', async () => {
		const day = await today();
		for (const username of ['coo1', 'inf1', 'pa1']) {
			const browser = await new Browser(node).signIn(username);
			expect((await browser.open('/compte')).text).not.toContain('name="trainedOn"');
			expect((await browser.submit('/compte?/train', { trainedOn: '2026-01-31' })).status).toBe(403);
			expect(await trainedOn(username)).toBe(day);
		}
		const coordinator = await signIn(node, 'coo1');
		expect(await press(coordinator, '/comptes/coo1', 'train', { trainedOn: day })).toMatchObject({
			status: 403,
			code: 'own_account'
		});
		const administrator = await new Browser(node).signIn('adm1');
		expect((await administrator.open('/compte')).text).toContain('name="trainedOn"');
		expect((await administrator.submit('/compte?/train', { trainedOn: '' })).status).toBe(400);
		const yesterday = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
		expect((await administrator.submit('/compte?/train', { trainedOn: yesterday })).status).toBe(200);
		expect(await trainedOn('adm1')).toBe(yesterday);
		await node.setAhead(11 * 60_000);
		const again = await administrator.submit('/compte?/train', { trainedOn: day });
		expect(again.headers.get('location')).toBe('/compte/confirmer?retour=%2Fcompte');
	});

	it('is renewed for the fictional people whenever a demo starts, and for nobody else', async () => {
		await trained('no-fiction', '2020-01-01');
		await database.sql`update account set trained_on = '2020-01-01' where id = 'pa2'`;
		await startNode({ database });
		expect([await trainedOn('pa2'), await trainedOn('no-fiction')]).toEqual([await today(), '2020-01-01']);
	});
});
