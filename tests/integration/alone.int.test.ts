/** A screen that somebody was left alone with: one page of one site, and nothing else, until it is taken up again. */
import { beforeAll, afterEach, describe, expect, it } from 'vitest';
import { openDevices } from '#lib/server/auth/devices.ts';
import { newId, signIn } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { connectStaff } from '../support/screen.ts';
import { deviceIdIn, expectOpen, expectShut, tabletOf, type Tablet } from '../support/tablet.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const PAGE = `/milieu/${SITE}/seul`;
const PIN = '482915';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CUT_MS = 5_000;

let database: TestDatabase;
let node: HalteNode;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, sessionClock: true });
});
afterEach(() => node.setAhead(0));

/** A tablet of the site that `pa1` leaves somebody alone with. */
async function leftAlone(): Promise<Tablet> {
	const tablet = await tabletOf(node, SITE, 'pa1', PIN);
	const { status } = await tablet.call('/session/alone', { siteId: SITE });
	expect(status).toBe(204);
	return tablet;
}

const registers = (tablet: Tablet, more: Record<string, string> = {}) =>
	tablet.page(`${PAGE}?/register`, { id: newId(), visitId: newId(), lang: 'ar', reasons: 'plaie', ...more });

const opens = async (tablet: Tablet) => (await tablet.page(PAGE)).status;

describe('Left alone with a screen', () => {
	it('somebody takes a place on the list, in the name of whoever left them', async () => {
		const tablet = await leftAlone();
		const visitId = newId();
		const answer = await registers(tablet, { visitId });
		expect(answer.status).toBe(200);
		const [visit] = await database.sql<{ word: string; language: string; by: string }[]>`
			select v.word, v.language, e.by from visit v
			join event e on e.visit_id = v.id and e.type = 'VisitRegistered' where v.id = ${visitId}`;
		expect(visit).toMatchObject({ language: 'ar', by: 'pa1' });
		expect(answer.body).toContain(visit?.word);
		expect(answer.body).toContain('dir="rtl"');
	});

	it('sent twice, it is one place and the same word', async () => {
		const tablet = await leftAlone();
		const [id, visitId] = [newId(), newId()];
		const wordIn = (body: string) => /<bdi[^>]*>([^<]+)<\/bdi>/.exec(body)?.[1];
		const first = await registers(tablet, { id, visitId });
		expect(wordIn(first.body)).toMatch(/ \d+$/);
		// The same touch again, and another one after an answer that was lost.
		for (const again of [id, newId()])
			expect(wordIn((await registers(tablet, { id: again, visitId })).body)).toBe(wordIn(first.body));
		const rows = await database.sql`select 1 from visit where id = ${visitId}`;
		expect(rows).toHaveLength(1);
	});

	it('no call, socket, page or form opens, of this site or another', async () => {
		const tablet = await tabletOf(node, SITE, 'pa1', PIN);
		const former = tablet.client();
		const screen = await connectStaff(former, SITE, 'reception');
		expect((await tablet.call('/session/alone', { siteId: SITE })).status).toBe(204);
		await screen.untilCut(CUT_MS);
		await expectShut(former, 'not_signed_in');
		await expectShut(tablet.client(), 'locked');
		const { sql } = database;
		const [visit] = await sql<{ id: string }[]>`select id from visit where site_id = ${SITE} limit 1`;
		for (const path of [`/sites/${SITE}/board`, '/sites', '/sessions', `/visits/${visit?.id}`])
			expect((await tablet.client().get(path)).status, path).toBe(401);
		for (const path of [`/sites/${SITE}/visits`, '/session/alone', '/session/lock', '/session/activity'])
			expect((await tablet.call(path, { id: newId(), siteId: SITE })).status, path).toBe(401);
		for (const path of [`/milieu/${SITE}/accueil`, '/milieu/tandem/seul', '/milieux', '/compte', '/reseau']) {
			const { status, headers, body } = await tablet.page(path);
			expect([status, headers.location, body], path).toEqual([303, '/tablette', '']);
		}
		expect((await tablet.page('/milieu/tandem/seul?/register', { lang: 'fr' })).status).toBe(303);
	});

	it('the page holds nothing of anybody on the list', async () => {
		const colleague = await signIn(node, 'pa1');
		const visit = await colleague.register(SITE, { services: ['ecoute'], alias: 'Zébulonne' });
		const tablet = await leftAlone();
		for (const path of [PAGE, `${PAGE}/__data.json`]) {
			const { status, body } = await tablet.page(path);
			expect(status).toBe(200);
			expect([visit.word, visit.id, 'Zébulonne', 'Rosalie'].filter((w) => body.includes(w))).toEqual([]);
			// As a word: three letters turn up in a random one.
			expect(body).not.toMatch(/(?<![\w+/=-])pa1(?![\w+/=-])/);
		}
	});

	it('nobody who comes by may say more than the two forms ask', async () => {
		const tablet = await leftAlone();
		const smuggled = [
			['alias', 'X'],
			['personId', newId()],
			['services', 'medecin'],
			['word', 'Huard 4']
		] as const;
		for (const [field, value] of smuggled)
			expect((await registers(tablet, { [field]: value })).status).toBe(400);
		expect((await registers(tablet, { lang: 'tlh'.slice(0, 2) })).status).toBe(400);
	});
});

describe('« Ça presse »', () => {
	const COMES = 'Quelqu’un vient vous voir.';
	const ASK = 'Demandez à quelqu’un de l’équipe.';
	const presses = (tablet: Tablet, ids: { id?: string; visitId: string }) =>
		registers(tablet, { ...ids, lang: 'fr', pressing: 'yes' });
	/** What stands above the word. */
	const saidIn = ({ body }: { body: string }) => /<h1[^>]*>([^<]+)<\/h1>/.exec(body)?.[1];
	const looksOf = (visitId: string) =>
		database.sql`select visit_id, asked_by, signs from quick_look where id = ${visitId}`;

	it('gives a place, asks for a look in the name of whoever left the screen, and says that somebody comes', async () => {
		const tablet = await leftAlone();
		const visitId = newId();
		const answer = await presses(tablet, { visitId });
		expect([answer.status, saidIn(answer)]).toEqual([200, COMES]);
		expect(await looksOf(visitId)).toEqual([{ visit_id: visitId, asked_by: 'pa1', signs: [] }]);
		const [visit] = await database.sql`select pressing from visit where id = ${visitId}`;
		expect(visit).toEqual({ pressing: 'yes' });
	});

	it('pressed again, it is one look, and somebody comes', async () => {
		const tablet = await leftAlone();
		const [id, visitId] = [newId(), newId()];
		for (const again of [id, id, newId()])
			expect(saidIn(await presses(tablet, { id: again, visitId }))).toBe(COMES);
		expect(await looksOf(visitId)).toHaveLength(1);
	});

	it('nobody is told that somebody comes when nothing rings', async () => {
		const tablet = await leftAlone();
		const visitId = newId();
		await database.sql`alter table quick_look add constraint no_look check (false) not valid`;
		try {
			const answer = await presses(tablet, { visitId });
			expect([answer.status, saidIn(answer)]).toEqual([200, ASK]);
		} finally {
			await database.sql`alter table quick_look drop constraint no_look`;
		}
		expect(await looksOf(visitId)).toEqual([]);
		// The next touch rings.
		expect(saidIn(await presses(tablet, { visitId }))).toBe(COMES);
	});
});

describe('It lasts', () => {
	it('however long nobody touches it, and not beyond twelve hours', async () => {
		const tablet = await leftAlone();
		for (const ahead of [3 * MINUTE_MS, 61 * MINUTE_MS, 12 * HOUR_MS - MINUTE_MS]) {
			await node.setAhead(ahead);
			expect(await opens(tablet), `${ahead} ms`).toBe(200);
		}
		await node.setAhead(12 * HOUR_MS);
		expect(await opens(tablet)).toBe(303);
	});

	it('until somebody of the team takes the tablet up by PIN; the former token is then worth nothing', async () => {
		const tablet = await leftAlone();
		const former = tablet.session;
		expect((await tablet.enter('pa1', PIN)).status).toBe(200);
		await expectOpen(tablet.client(), 'pa1');
		tablet.session = former;
		expect(await opens(tablet)).toBe(303);
	});

	const ENDS: [string, (tablet: Tablet) => Promise<unknown>][] = [
		[
			'the tablet is taken back',
			async (tablet) => {
				const devices = openDevices(database.sql, { newId, aheadMs: () => 0 });
				expect(await devices.revoke(await deviceIdIn(database.sql, tablet), SITE)).toBe(true);
			}
		],
		['whoever left it signs out everywhere', async () => (await signIn(node, 'pa1')).delete('/sessions')],
		['their role changes', () => database.sql`update account set epoch = epoch + 1 where id = 'pa1'`],
		['they may not sign in any more', () => database.sql`update account set disabled = true where id = 'pa1'`]
	];
	it.each(ENDS)('until %s', async (_, end) => {
		const tablet = await leftAlone();
		expect(await opens(tablet)).toBe(200);
		await end(tablet);
		expect(await opens(tablet)).toBe(303);
		expect((await registers(tablet)).status).toBe(303);
	});
});
