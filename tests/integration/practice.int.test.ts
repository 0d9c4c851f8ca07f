/** The site for practice: everybody may try everything there, and nothing of it is known or counted anywhere else. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { VisitAnswer } from '#lib/contract/answers.ts';
import type { VisibleSite } from '#lib/server/store/accounts.ts';
import { firstEntry, signIn, type Client } from '../support/client.ts';
import { find, found, NOBODY } from '../support/look-ups.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { newColleague } from '../support/office.ts';
import { knownPerson } from '../support/people.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const PRACTICE = 'bac-a-sable';
const REAL = 'perron';

let database: TestDatabase;
let node: HalteNode;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
});

const sitesOf = async (who: Client) =>
	(await who.get<{ sites: VisibleSite[] }>('/sites')).body.sites.map(({ id }) => id);
/** How many of each kind there are at the real sites. */
const realRows = async () =>
	(
		await database.sql`
			select (select count(*) from visit where site_id <> ${PRACTICE}) as visits,
				(select count(*) from event where site_id <> ${PRACTICE}) as events,
				(select jsonb_object_agg(site_id, seq) from site_head where site_id <> ${PRACTICE}) as heads`
	)[0];

describe('Whoever works at some site', () => {
	it.each(['pa1', 'inf1', 'coo1', 'sta1'])(
		'%s has the site for practice too, without a row of their own',
		async (id) => {
			const who = await signIn(node, id);
			const { view } = await who.board(PRACTICE, 'reception');
			expect(view).toMatchObject({ siteName: 'Bac à sable', practice: true });
			expect(view.block).not.toBeNull();
			const rows = await database.sql`select 1 from account_site where site_id = ${PRACTICE}`;
			expect(rows).toHaveLength(0);
		}
	);

	it('of the host sees there what hosts see, and no more', async () => {
		const host = await signIn(node, 'hot1');
		expect((await host.board(PRACTICE, 'host_worker')).view.practice).toBe(true);
		expect((await host.get(`/sites/${PRACTICE}/board?audience=reception`)).status).toBe(403);
	});

	it('gives there what they give anywhere, and may set levels there if they may anywhere', async () => {
		const { sql } = database;
		const [trusted] =
			await sql`select may_set_level from membership where account_id = 'inf1' and site_id = ${PRACTICE}`;
		expect(trusted).toEqual({ may_set_level: true });
		const given =
			await sql`select service_id from service_given where account_id = 'pa1' and site_id = ${PRACTICE} order by 1`;
		const anywhere =
			await sql`select distinct service_id from account_service where account_id = 'pa1' order by 1`;
		expect([...given]).toEqual([...anywhere]);
	});

	it('loses it with their last place, or when the account is disabled', async () => {
		const { sql } = database;
		const gone = await newColleague(node, sql, { id: 'sand-1', role: 'peer_helper', sites: [REAL] });
		const off = await newColleague(node, sql, { id: 'sand-2', role: 'peer_helper', sites: [REAL] });
		for (const who of [gone, off]) await who.board(PRACTICE, 'reception');
		await sql`delete from account_service where account_id = 'sand-1'`;
		await sql`delete from account_site where account_id = 'sand-1'`;
		await sql`update account set disabled = true where id = 'sand-2'`;
		expect((await gone.get(`/sites/${PRACTICE}/board?audience=reception`)).status).toBe(404);
		expect((await off.get(`/sites/${PRACTICE}/board?audience=reception`)).status).not.toBe(200);
		expect(
			await sql`select 1 from membership where account_id = 'sand-2' and site_id = ${PRACTICE}`
		).toHaveLength(0);
	});

	it('evaluates or administrates: no list for practice either', async () => {
		const administrator = await signIn(node, 'adm1');
		expect((await administrator.get(`/sites/${PRACTICE}/board?audience=reception`)).status).toBe(403);
		const rows = await database.sql`
			select 1 from membership m join account a on a.id = m.account_id
			where m.site_id = ${PRACTICE} and a.role in ('evaluator', 'administrator')`;
		expect(rows).toHaveLength(0);
	});
});

describe('What is done for practice', () => {
	it('is a whole visit, and leaves the real sites as they were', async () => {
		const before = await realRows();
		const [helper, nurse] = await Promise.all([signIn(node, 'pa1'), signIn(node, 'inf1')]);
		const visit = await helper.register(PRACTICE, { reasons: ['plaie'] });
		await nurse.step(firstEntry(visit), 'call', { room: 'bac-salle-1' });
		await nurse.step(firstEntry(visit), 'start');
		await nurse.step(firstEntry(visit), 'complete');
		expect(await realRows()).toEqual(before);
	});

	it('is at no site of the list of sites, whoever asks', async () => {
		for (const id of ['pa1', 'coo1', 'adm1']) {
			expect(await sitesOf(await signIn(node, id)), id).not.toContain(PRACTICE);
		}
		expect(await sitesOf(await signIn(node, 'coo1'))).toHaveLength(7);
	});

	it('is told apart where commands are counted', async () => {
		const helper = await signIn(node, 'pa1');
		await helper.register(PRACTICE, { reasons: ['plaie'] });
		const metrics = await (await fetch(`${node.url}/metrics`)).text();
		expect(metrics).toMatch(
			/^halte_commands_total\{verb="register",outcome="answered",practice="yes"\} [1-9]/m
		);
		expect(metrics).not.toMatch(/^halte_commands_total\{verb="register",[^}]*practice="no"\}/m);
	});

	it('begins anew by closing the block: another one is open at once, with nobody in it', async () => {
		const helper = await signIn(node, 'pa1');
		await helper.register(PRACTICE, { reasons: ['plaie'] });
		await helper.do(`/sites/${PRACTICE}/blocks/close`);
		await helper.do(`/sites/${PRACTICE}/blocks/open`);
		expect((await helper.board(PRACTICE, 'reception')).view).toMatchObject({ entries: [], practice: true });
	});

	it('is open again by itself when somebody closed it and went', async () => {
		const clocked = await startNode({
			database: await freshDatabase(),
			now: Date.parse('2026-11-17T09:00:00-05:00')
		});
		const helper = await signIn(clocked, 'pa1');
		await helper.do(`/sites/${PRACTICE}/blocks/close`);
		expect((await helper.board(PRACTICE, 'reception')).view.block).toBeNull();
		await clocked.keepBlocks();
		expect((await helper.board(PRACTICE, 'reception')).view.block).toMatchObject({ localDay: '2026-11-17' });
	});
});

describe('Somebody invented for practice', () => {
	it('is found in practice and at no real site, with the tick « ailleurs » too', async () => {
		const { sql } = database;
		const id = await knownPerson(sql, {
			siteId: PRACTICE,
			alias: 'Inventée',
			word: 'sable',
			knownElsewhere: true
		});
		const helper = await signIn(node, 'pa1');
		expect(await found(find(helper, { alias: 'Inventée', word: 'sable' }, PRACTICE))).toMatchObject([{ id }]);
		expect((await find(helper, { alias: 'Inventée', word: 'sable' }, REAL)).text).toBe(NOBODY);
		const opened = await helper.post(`/sites/${REAL}/people/${id}/open`, { purpose: 'care' });
		expect(opened.status).not.toBe(200);
	});

	it('and somebody real is not found in practice, and stands on no list there', async () => {
		const { sql } = database;
		const id = await knownPerson(sql, {
			siteId: REAL,
			alias: 'Bien réelle',
			word: 'pierre',
			knownElsewhere: true
		});
		const helper = await signIn(node, 'pa1');
		expect(await found(find(helper, { alias: 'Bien réelle', word: 'pierre' }, 'tandem'))).toMatchObject([
			{ id }
		]);
		expect((await find(helper, { alias: 'Bien réelle', word: 'pierre' }, PRACTICE)).text).toBe(NOBODY);
		const refused = await helper.tryTo<VisitAnswer>(`/sites/${PRACTICE}/visits`, {
			reasons: ['plaie'],
			personId: id
		});
		expect(refused.status).not.toBe(201);
	});

	it('is merged with nobody real', async () => {
		const { sql } = database;
		const invented = await knownPerson(sql, { siteId: PRACTICE, alias: 'Pareille', knownElsewhere: true });
		const real = await knownPerson(sql, { siteId: REAL, alias: 'Pareille', knownElsewhere: true });
		const coordinator = await signIn(node, 'coo1');
		for (const site of [PRACTICE, REAL]) {
			const merged = await coordinator.tryTo(`/sites/${site}/people/${invented}/merge`, { intoId: real });
			expect(merged.status, site).not.toBe(200);
		}
		expect(await sql`select 1 from person_merge where from_id = ${invented}`).toHaveLength(0);
	});
});
