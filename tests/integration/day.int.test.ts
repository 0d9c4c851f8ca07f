/** The clinic's day is the local one: it turns at local midnight, in spring, in autumn, and when a clock is wrong. */
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EntriesAnswer } from '#lib/contract/answers.ts';
import { firstEntry, signIn, type Client, type Visit } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let database: TestDatabase;
let node: HalteNode;
let peer: Client;
let nurse: Client;
let now = Date.parse('2026-03-08T01:30:00-05:00');

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, now });
	[peer, nurse] = await Promise.all([signIn(node, 'pa1'), signIn(node, 'inf1')]);
});

/** It is this moment, with Toronto's offset written out. */
async function itIs(local: string): Promise<void> {
	now = Date.parse(local);
	await node.setClock(now);
}

// A client's clock is the node's here: an id from a month ago would be refused.
const id = () => v7({ msecs: now });
// Ids of visits that tell nothing of who came first.
const register = (body: object = {}) =>
	peer.register(SITE, { id: id(), visitId: randomUUID(), services: ['infirmier'], ...body });
const tryRegister = (body: object = {}) => peer.tryTo(`/sites/${SITE}/visits`, { id: id(), ...body });
const callNext = () => nurse.tryTo<EntriesAnswer>(`/sites/${SITE}/call-next`, { id: id(), alsoCall: true });

async function dayOf(visit: Visit): Promise<{ visit: string; block: string }> {
	const [row] = await database.sql<{ visit: string; block: string }[]>`
		select v.local_day::text as visit, b.local_day::text as block
		from visit v join block b on b.id = v.block_id where v.id = ${visit.id}`;
	return row ?? { visit: '', block: '' };
}

async function calledInOrder(count: number): Promise<string[]> {
	const ids: string[] = [];
	for (let i = 0; i < count; i += 1) ids.push((await callNext()).body.entries[0]?.visitId ?? 'nobody');
	return ids;
}

/** Nobody has waited less than no time, on any board. */
async function expectNoNegativeWait(): Promise<void> {
	const coordinator = await signIn(node, 'coo1');
	const { view } = await coordinator.board(SITE, 'coordinator');
	for (const { arrivedAt, calledAt, startedAt, presenceAt } of view.entries) {
		expect(Date.parse(arrivedAt)).toBeLessThanOrEqual(now + MINUTE);
		for (const later of [calledAt, startedAt, presenceAt])
			if (later !== null) expect(Date.parse(later)).toBeGreaterThanOrEqual(Date.parse(arrivedAt));
	}
	const since = view.counts.longestWaitSince;
	if (since !== null) expect(Date.parse(since)).toBeLessThanOrEqual(now + MINUTE);
}

describe('In the night when clocks go forward (8 March 2026)', () => {
	const visits: Visit[] = [];

	it('somebody who came at 1:30 and somebody who came at 3:10 are forty minutes apart, in that order', async () => {
		visits.push(await register());
		await itIs('2026-03-08T03:10:00-04:00');
		visits.push(await register());
		const [first, second] = visits.map(({ arrivedAt }) => Date.parse(arrivedAt)) as [number, number];
		expect(Math.round((second - first) / MINUTE)).toBe(40);
		await expectNoNegativeWait();
		expect(await calledInOrder(2)).toEqual(visits.map((visit) => visit.id));
	});

	it('an age is counted in real time, across the missing hour', async () => {
		const visit = await register({ ageMs: 70 * MINUTE });
		expect(Date.parse(visit.arrivedAt)).toBeLessThanOrEqual(Date.parse('2026-03-08T01:00:01-05:00'));
		expect(Date.parse(visit.arrivedAt)).toBeGreaterThanOrEqual(Date.parse('2026-03-08T01:00:00-05:00'));
	});

	it('the day is one day of 23 hours, until midnight', async () => {
		await itIs('2026-03-08T23:59:00-04:00');
		const last = await register();
		expect(await dayOf(last)).toEqual({ visit: '2026-03-08', block: '2026-03-08' });
		const [block] = await database.sql<{ hours: number }[]>`
			select round(extract(epoch from ends_at - starts_at) / 3600)::int as hours from block
			where site_id = ${SITE} and closed_at is null`;
		expect(block?.hours).toBe(23);
	});
});

describe('In the night when clocks go back (1 November 2026)', () => {
	it('who came at 1:50 passes before who came at 1:10, an hour of the clock later', async () => {
		await itIs('2026-11-01T00:05:00-04:00');
		await node.keepBlocks();
		await register({ word: 'Castor 77' });
		await itIs('2026-11-01T01:50:00-04:00');
		const early = await register();
		await itIs('2026-11-01T01:10:00-05:00');
		const late = await register();
		expect(Date.parse(late.arrivedAt) - Date.parse(early.arrivedAt)).toBeGreaterThan(19 * MINUTE);
		await expectNoNegativeWait();
		expect((await calledInOrder(3)).slice(1)).toEqual([early.id, late.id]);
	});

	it('a word is promised once in that day of 25 hours, even more than 24 hours later', async () => {
		await itIs('2026-11-01T23:55:00-05:00');
		const again = await tryRegister({ word: 'Castor 77' });
		expect([again.status, again.body.code]).toEqual([409, 'word_taken']);
		expect(await dayOf(await register())).toEqual({ visit: '2026-11-01', block: '2026-11-01' });
	});
});

describe('Around midnight', () => {
	let evening: Visit;

	it('at 20:30, when it is tomorrow in Greenwich, it is still today at the clinic', async () => {
		await itIs('2026-11-17T20:30:00-05:00');
		await node.keepBlocks();
		evening = await register({ word: 'Renard 88' });
		expect(await dayOf(evening)).toEqual({ visit: '2026-11-17', block: '2026-11-17' });
		expect((await peer.board(SITE, 'reception')).view.block?.localDay).toBe('2026-11-17');
	});

	it('at 23:59 too, and a minute later somebody can still be put on the list', async () => {
		await itIs('2026-11-17T23:59:00-05:00');
		const before = await register();
		expect(await dayOf(before)).toEqual({ visit: '2026-11-17', block: '2026-11-17' });
		await itIs('2026-11-18T00:00:30-05:00');
		const after = await register();
		expect((await dayOf(after)).visit).toBe('2026-11-18');
	});

	it('then a new day opens by itself, and the people of the evening are not called in it', async () => {
		await node.keepBlocks();
		const fresh = await register();
		expect(await dayOf(fresh)).toEqual({ visit: '2026-11-18', block: '2026-11-18' });
		const { view } = await peer.board(SITE, 'reception');
		expect(view.block?.localDay).toBe('2026-11-18');
		expect(view.entries.map(({ visitId }) => visitId)).toEqual([fresh.id]);
		expect((await callNext()).body.entries[0]?.visitId).toBe(fresh.id);
		expect((await callNext()).status).toBe(204);
		const left = await nurse.tryTo(`/entries/${firstEntry(evening)}/call`, { id: id(), alsoCall: true });
		expect([left.status, left.body.code]).toEqual([409, 'block_closed']);
	});

	it('the calendar that looks again opens nothing twice', async () => {
		await node.keepBlocks();
		const rows = await database.sql`
			select site_id, local_day from block group by 1, 2 having count(*) > 1`;
		expect(rows).toHaveLength(0);
	});

	it('a word of the evening is not promised again before a whole day has passed', async () => {
		for (const early of ['2026-11-18T00:30:00-05:00', '2026-11-18T20:29:00-05:00']) {
			await itIs(early);
			expect((await tryRegister({ word: 'Renard 88' })).body.code).toBe('word_taken');
		}
		await itIs('2026-11-18T20:31:00-05:00');
		expect((await tryRegister({ word: 'Renard 88' })).status).toBe(201);
	});

	it('no word stands on two tickets of one local day', async () => {
		const rows = await database.sql`
			select word from visit group by site_id, local_day, word having count(*) > 1`;
		expect(rows).toHaveLength(0);
	});
});

describe('When the server’s clock is set back by two hours', () => {
	it('who came first still passes first, and no time in the log goes back', async () => {
		await itIs('2026-11-19T14:00:00-05:00');
		await node.keepBlocks();
		const visits = [await register(), await register()];
		now -= 2 * HOUR;
		await node.setClock(now);
		visits.push(await register(), await register());
		const arrivals = visits.map(({ arrivedAt }) => arrivedAt);
		expect(arrivals).toEqual([...new Set(arrivals)].sort());
		expect(await calledInOrder(4)).toEqual(visits.map((visit) => visit.id));
		const rows = await database.sql<{ at: Date }[]>`
			select at from event where site_id = ${SITE} order by epoch, seq, ordinal`;
		const times = rows.map(({ at }) => at.getTime());
		expect(times).toEqual([...times].sort((a, b) => a - b));
	});
});
