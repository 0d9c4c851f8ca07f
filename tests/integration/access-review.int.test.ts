/** The monthly review: what stands out is shown, broken glass is judged by somebody else, and the month is signed. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OddKind, ReviewShown } from '#lib/contract/access-review.ts';
import { judge, readReview, signReview } from '#lib/server/administration/access-review.ts';
import { recordAccess, type Access } from '#lib/server/audit/access-log.ts';
import { sealText } from '#lib/server/keys/sealed-text.ts';
import { databaseClock } from '#lib/server/store/clock.ts';
import { openDatabase } from '#lib/server/store/database.ts';
import { atEnd } from '../support/at-end.ts';
import { newId, signIn, type Client } from '../support/client.ts';
import { DEMO_RING } from '../support/demo-ring.ts';
import { startNode } from '../support/node-process.ts';
import { openPage, press } from '../support/office.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const MONTH = '2026-03';
let database: TestDatabase;
let house: Parameters<typeof readReview>[0];
let coordinator: Client;
let peer: Client;
const COO = { accountId: 'coo1' };

beforeAll(async () => {
	database = await freshDatabase();
	const node = await startNode({ database });
	[coordinator, peer] = await Promise.all([signIn(node, 'coo1'), signIn(node, 'pa1')]);
	const pools = openDatabase(database.connection);
	atEnd(() => pools.close());
	house = { database: pools, clock: databaseClock, newId, ring: () => {}, keys: DEMO_RING };
	// A block of that month, 9 h to 12 h, on the 10th.
	await database.sql`
		insert into block (id, site_id, local_day, starts_at, ends_at, closed_at) values (${randomUUID()}, ${SITE},
			'2026-03-10', '2026-03-10T13:00Z', '2026-03-10T16:00Z', '2026-03-10T16:10Z')`;
});

/** An access of the past, as it would have been written then. */
async function looked(at: string, access: Omit<Access, 'chain'>, siteId = SITE): Promise<void> {
	await database.sql.begin((tx) => recordAccess(tx, { chain: siteId, ...access }, Date.parse(at)));
}
async function review(): Promise<ReviewShown> {
	const read = await readReview(house, COO, { siteId: SITE, month: MONTH });
	if ('refused' in read) throw new Error(read.refused);
	return read;
}
const foundOf = async (odd: OddKind) => (await review()).odd.filter((one) => one.odd === odd);

describe('What stands out', () => {
	it('an access when no block was open, nor an hour before or after', async () => {
		for (const at of ['2026-03-10T14:00Z', '2026-03-10T17:09Z', '2026-03-10T09:00Z'])
			await looked(at, { kind: 'board_read', by: 'pa1', details: { audience: 'reception' } });
		expect(await foundOf('outside_shift')).toEqual([]);
		await looked('2026-03-10T17:11Z', { kind: 'board_read', by: 'pa1' });
		await looked('2026-03-10T18:11Z', { kind: 'people_found', by: 'pa1' });
		await looked('2026-03-12T07:12Z', { kind: 'watch_begun', by: 'inf1' });
		// Over already in the site's zone: of February.
		await looked('2026-03-01T04:59Z', { kind: 'watch_begun', by: 'inf1' });
		expect(await foundOf('outside_shift')).toMatchObject([
			{ by: { name: 'Maude Pellerin' }, count: 1, kinds: ['watch_begun'] },
			{ by: { name: 'Rosalie Thibodeau-Kane' }, count: 2, kinds: ['board_read', 'people_found'] }
		]);
	});

	it('an access in the days after a block that was left open until the next one', async () => {
		await database.sql`
			insert into block (id, site_id, local_day, starts_at, ends_at, closed_at) values (${randomUUID()}, ${SITE},
				'2026-03-20', '2026-03-20T13:00Z', '2026-03-20T16:00Z', '2026-03-23T12:00Z')`;
		const before = (await foundOf('outside_shift')).length;
		await looked('2026-03-20T20:59Z', { kind: 'board_read', by: 'pa1' });
		expect(await foundOf('outside_shift')).toHaveLength(before);
		await looked('2026-03-20T21:01Z', { kind: 'board_read', by: 'pa1' });
		await looked('2026-03-22T14:00Z', { kind: 'board_read', by: 'pa1' });
		expect(await foundOf('outside_shift')).toHaveLength(before + 2);
	});

	it('an access of somebody who does not work at the site', async () => {
		await looked('2026-03-10T14:01Z', { kind: 'person_opened', by: 'pa4', personId: randomUUID() });
		expect(await foundOf('other_site')).toMatchObject([{ by: { name: 'Charlie Bouffard' }, count: 1 }]);
	});

	it('a refusal, and what was opened after it', async () => {
		const [visitId, other] = [randomUUID(), randomUUID()];
		await looked('2026-03-10T14:02Z', { kind: 'file_opened', by: 'inf1', visitId });
		await looked('2026-03-10T14:03Z', { kind: 'file_refused', by: 'inf1', visitId });
		await looked('2026-03-10T14:04Z', { kind: 'file_opened', by: 'inf1', visitId: other });
		await looked('2026-03-10T14:04Z', { kind: 'file_opened', by: 'den1', visitId });
		expect(await foundOf('after_refusal')).toEqual([]);
		await looked('2026-03-10T14:05Z', { kind: 'file_opened', by: 'inf1', visitId, details: { glass: true } });
		expect(await foundOf('refused')).toMatchObject([{ by: { name: 'Maude Pellerin' }, count: 1 }]);
		expect(await foundOf('after_refusal')).toMatchObject([
			{ by: { name: 'Maude Pellerin' }, count: 1, from: '2026-03-10T14:05:00.000Z' }
		]);
	});

	it('a file that bears the name of who opened it, be it erased since', async () => {
		const [personId, other] = [randomUUID(), randomUUID()];
		for (const id of [personId, other]) {
			await database.sql`
				insert into person (id, site_id, created_at, last_seen_at) values (${id}, ${SITE}, now(), now())`;
			const name = id === personId ? 'maude  PELLERIN' : 'Maud Pellerin';
			await database.sql`
				insert into person_personal (person_id, salt, legal_name)
				values (${id}, 'x', ${sealText(DEMO_RING, 'legal_name', name, id)})`;
		}
		await looked('2026-03-10T14:06Z', { kind: 'person_opened', by: 'inf1', personId: other });
		await looked('2026-03-10T14:06Z', { kind: 'person_opened', by: 'den1', personId });
		expect(await foundOf('own_name')).toEqual([]);
		await looked('2026-03-10T14:07Z', { kind: 'person_opened', by: 'inf1', personId });
		const visit = await peer.register(SITE, { services: ['infirmier'], alias: 'rosalie thibodeau kane' });
		expect((await peer.get(`/visits/${visit.id}`)).status).toBe(200);
		const [row] = await database.sql<{ details: Access['details'] }[]>`
			select details from access_log where visit_id = ${visit.id} and kind = 'file_opened'`;
		expect(row?.details).toEqual({ ownName: true });
		await looked('2026-03-10T14:08Z', { kind: 'file_opened', by: 'pa1', details: { ownName: true } });
		expect((await foundOf('own_name')).map(({ by }) => by.name)).toEqual([
			'Rosalie Thibodeau-Kane',
			'Maude Pellerin'
		]);
	});

	it('a visit’s file is that of its person, whom the row does not name', async () => {
		const [row] = await database.sql<{ id: string }[]>`
			select person_id as id from person_personal where legal_name is not null order by person_id limit 1`;
		const personId = row?.id ?? '';
		await database.sql`
			update person_personal set legal_name = ${sealText(DEMO_RING, 'legal_name', 'Charlie Bouffard', personId)}
			where person_id = ${personId}`;
		const visit = await peer.register(SITE, { services: ['infirmier'] });
		await database.sql`update visit set person_id = ${personId} where id = ${visit.id}`;
		await looked('2026-03-10T14:09Z', { kind: 'person_refused', by: 'pa4', personId });
		await looked('2026-03-10T14:10Z', { kind: 'file_opened', by: 'pa4', visitId: visit.id });
		const names = async (odd: OddKind) => (await foundOf(odd)).map(({ by }) => by.name);
		expect(await names('after_refusal')).toContain('Charlie Bouffard');
		const own = (await foundOf('own_name')).find(({ by }) => by.name === 'Charlie Bouffard');
		expect(own?.kinds).toEqual(['person_refused', 'file_opened']);
	});

	it('nothing of another site or month', async () => {
		const before = (await review()).odd;
		await looked('2026-03-12T07:00Z', { kind: 'watch_begun', by: 'pa1' }, 'tandem');
		await looked('2026-04-02T07:00Z', { kind: 'watch_begun', by: 'pa1' });
		expect((await review()).odd).toEqual(before);
	});
});

async function broken(by: string, at = '2026-03-10T14:30Z'): Promise<string> {
	const [id, visit] = [newId(), await peer.register(SITE, { services: ['infirmier'] })];
	await database.sql`
		insert into broken_glass (id, at, until, by, site_id, visit_id, reason, words)
		values (${id}, ${at}, ${at}, ${by}, ${SITE}, ${visit.id}, 'life_in_danger',
			${sealText(DEMO_RING, 'justification', 'Elle ne respirait plus', id)})`;
	return id;
}
const say = (glassId: string, verdict: 'justified' | 'not_justified', by = COO) =>
	judge(house, by, { glassId, verdict });

describe('A broken glass', () => {
	it('is shown with its words, and judged by somebody else, once more if need be', async () => {
		const id = await broken('inf1');
		const shown = async () => (await review()).glasses.find((glass) => glass.id === id);
		expect(await shown()).toMatchObject({
			...{ words: 'Elle ne respirait plus', reason: 'life_in_danger', verdict: null, isOwn: false },
			by: { name: 'Maude Pellerin' }
		});
		expect(await say(id, 'not_justified')).toEqual({ judged: true });
		expect(await say(id, 'justified')).toEqual({ judged: true });
		expect(await shown()).toMatchObject({ verdict: 'justified', reviewedBy: 'Anne-Marie Doyon' });
		const [{ count } = { count: '0' }] = await database.sql<{ count: string }[]>`
			select count(*) from access_log where kind = 'glass_judged' and by = 'coo1'`;
		expect(count).toBe('2');
	});

	it('is not judged by whoever broke it, nor by those who do not review', async () => {
		const id = await broken('coo1');
		expect((await review()).glasses.find((glass) => glass.id === id)?.isOwn).toBe(true);
		expect(await say(id, 'justified')).toEqual({ refused: 'own_account' });
		for (const accountId of ['pa1', 'inf1', 'hot1', 'coo2'])
			expect(await say(id, 'justified', { accountId })).toEqual({ refused: 'not_found' });
		expect(await say(randomUUID(), 'justified')).toEqual({ refused: 'not_found' });
		expect(await say(id, 'not_justified', { accountId: 'adm1' })).toEqual({ judged: true });
	});
});

describe('The signature', () => {
	const sign = (month: string, remark = '') => signReview(house, COO, { siteId: SITE, month, remark });

	it('waits for the end of the month, and for every verdict', async () => {
		expect(await sign(new Date().toISOString().slice(0, 7))).toEqual({ refused: 'month_not_over' });
		const id = await broken('inf1');
		expect(await sign(MONTH)).toEqual({ refused: 'glass_to_judge' });
		await say(id, 'justified');
	});

	it('stands with what was found, is given once, and closes the verdicts', async () => {
		const { odd, glasses } = await review();
		expect(await sign(MONTH, 'Parlé avec Maude.')).toEqual({ signed: true });
		expect(await sign(MONTH)).toEqual({ refused: 'review_signed' });
		expect((await review()).signed).toMatchObject({ by: 'Anne-Marie Doyon', remark: 'Parlé avec Maude.' });
		const [row] = await database.sql<{ findings: Record<string, number>; remark: Buffer }[]>`
			select findings, remark from access_review where chain = ${SITE}`;
		expect(row?.findings['glasses']).toBe(glasses.length);
		expect(Object.keys(row?.findings ?? {})).toEqual(
			expect.arrayContaining([...new Set(odd.map((one) => one.odd))])
		);
		expect(row?.remark.toString('latin1')).not.toContain('Maude');
		expect(await say(glasses[0]!.id, 'not_justified')).toEqual({ refused: 'review_signed' });
		for (const statement of ['update access_review set findings = $${}$$', 'delete from access_review'])
			await expect(database.sql.unsafe(statement.replace('$${}$$', `'{}'`))).rejects.toThrow('append-only');
	});
});

describe('The page', () => {
	const rows = async (kind: string) => {
		const [row] = await database.sql<{ count: string }[]>`
			select count(*) from access_log where chain = ${SITE} and kind = ${kind}`;
		return Number(row?.count);
	};

	it('is for those who review, of their sites', async () => {
		const { html, status } = await openPage(coordinator, `/revue?mois=${MONTH}&milieu=${SITE}`);
		expect(status).toBe(200);
		for (const shown of ['Maude Pellerin', 'Hors des blocs', 'Elle ne respirait plus', 'Parlé avec Maude.'])
			expect(html).toContain(shown);
		expect((await openPage(coordinator, '/revue?milieu=nulle-part')).status).toBe(404);
		expect((await openPage(peer, '/revue')).status).toBe(403);
	});

	it('writes down that it was read, and shows nothing when that can’t be', async () => {
		const before = await rows('accesses_read');
		await openPage(coordinator, `/revue?mois=${MONTH}&milieu=${SITE}`);
		expect(await rows('accesses_read')).toBe(before + 1);
		// The list of sites alone shows no access.
		expect((await openPage(coordinator, '/revue')).status).toBe(200);
		expect(await rows('accesses_read')).toBe(before + 1);
		await database.sql`alter table access_chain rename to access_chain_away`;
		const { status, html } = await openPage(coordinator, `/revue?mois=${MONTH}&milieu=${SITE}`);
		await database.sql`alter table access_chain_away rename to access_chain`;
		expect(status).toBe(500);
		expect(html).not.toContain('Maude Pellerin');
	});

	it('takes a verdict and a signature, and keeps what was typed when it refuses', async () => {
		const glassId = await broken('inf1', '2026-02-10T14:00Z');
		const about = { siteId: SITE, month: '2026-02', remark: 'Rien à dire' };
		const refused = await press(coordinator, '/revue', 'sign', about);
		expect([refused.status, refused.code]).toEqual([409, 'glass_to_judge']);
		expect(refused.data).toContain('Rien à dire');
		expect((await press(coordinator, '/revue', 'verdict', { glassId, verdict: 'perhaps' })).status).toBe(400);
		expect((await press(coordinator, '/revue', 'verdict', { glassId, verdict: 'justified' })).status).toBe(
			200
		);
		expect((await press(coordinator, '/revue', 'sign', about)).status).toBe(200);
		expect(await rows('review_signed')).toBe(2);
	});
});
