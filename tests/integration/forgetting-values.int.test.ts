/** Alias, contact and note of a visit: gone a day after its block, while all that is counted stays (scenario 22). */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyLogs } from '#lib/server/audit/verify.ts';
import { firstEntry, signIn, type Client } from '../support/client.ts';
import {
	forgettingIn,
	forgotten,
	knowVisit,
	tombstonesOf,
	visitsWithValues,
	whatStays
} from '../support/forgetting.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { connectStaff } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe('After an afternoon at a site', () => {
	let database: TestDatabase;
	let node: HalteNode;
	let peer: Client;
	let now = Date.parse('2026-11-18T13:00:00-05:00');
	let closedAt: number;
	let before: object;
	const id = () => v7({ msecs: now });
	const itIs = async (at: number) => node.setClock((now = at));

	beforeAll(async () => {
		database = await freshDatabase();
		node = await startNode({ database, now });
		peer = await signIn(node, 'pa1');
		const nurse = await signIn(node, 'inf1');
		const visits = [];
		for (const alias of ['CANARI Tim', 'CANARI Lou', 'CANARI Max']) {
			const more = { visitId: randomUUID(), services: ['infirmier'], note: 'CANARI note' };
			visits.push(await peer.register('perron', { id: id(), alias, ...more }));
		}
		const [seen, left] = visits;
		if (seen === undefined || left === undefined) throw new Error('three came');
		await nurse.step(firstEntry(seen), 'call', { id: id(), room: 'perron-salle-1' });
		await nurse.step(firstEntry(seen), 'start', { id: id() });
		await itIs(now + 20 * MINUTE);
		await nurse.step(firstEntry(seen), 'complete', { id: id() });
		await peer.do(`/visits/${left.id}/leave`, { id: id() });
		await itIs(now + HOUR);
		await peer.do('/sites/perron/blocks/close', { id: id() });
		closedAt = now;
		before = await whatStays(database.sql);
	});

	it('a minute before the day is over nothing is erased', async () => {
		expect(await visitsWithValues(database.sql)).toHaveLength(3);
		await itIs(closedAt + 24 * HOUR - MINUTE);
		await node.forget();
		expect(await visitsWithValues(database.sql)).toHaveLength(3);
	});

	it('then all values are gone, with their salts; what is counted and what is logged is as it was', async () => {
		await itIs(closedAt + 24 * HOUR);
		await node.forget();
		expect(await visitsWithValues(database.sql)).toEqual([]);
		expect(await whatStays(database.sql)).toEqual(before);
	});

	it('both chains of the log still hold', async () => {
		const { faults, events } = await verifyLogs(database.sql, null);
		expect(faults).toEqual([]);
		expect(events.get('perron')?.rows).toBeGreaterThan(8);
	});

	it('the file outside says what was erased, and nothing of what it was', async () => {
		const lines = (await readFile(tombstonesOf(database), 'utf8')).trim().split('\n');
		expect(lines).toHaveLength(3);
		for (const line of lines) expect(line).toMatch(/^visit [0-9a-f-]{36} 2026-11-19$/);
	});

	it('the run is written down, with counts', async () => {
		const runs = await database.sql`select at, counts from retention_run order by at`;
		const none = { person: 0, visit_values: 0, person_again: 0, visit_values_again: 0 };
		expect(runs).toEqual([
			{ at: new Date(closedAt + 24 * HOUR - MINUTE), counts: none },
			{ at: new Date(closedAt + 24 * HOUR), counts: { ...none, visit_values: 3 } }
		]);
	});
});

describe('Of visits with values', () => {
	let database: TestDatabase;
	let now = Date.parse('2026-11-18T03:30:00-05:00');
	const ago = (hours: number) => now - hours * HOUR;
	const run = async () => forgotten(await forgettingIn(database, () => now));

	beforeAll(async () => {
		database = await freshDatabase();
	});

	it('one with an open follow-up keeps them until its day is over, or it is closed', async () => {
		const ended = { endedAt: ago(100) };
		const kept = await knowVisit(database.sql, { ...ended, followUpOn: '2026-11-20' });
		const closed = await knowVisit(database.sql, { ...ended, followUpOn: '2026-11-20' });
		const today = await knowVisit(database.sql, { ...ended, followUpOn: '2026-11-18' });
		await knowVisit(database.sql, { ...ended, followUpOn: '2026-11-17' });
		expect((await run()).counts.visit_values).toBe(1);
		expect(await visitsWithValues(database.sql)).toEqual([kept, closed, today].sort());
		await database.sql`update visit set follow_up_on = null where id = ${closed}`;
		now += 24 * HOUR;
		expect((await run()).counts.visit_values).toBe(2);
		expect(await visitsWithValues(database.sql)).toEqual([kept]);
		now += 48 * HOUR;
		expect((await run()).counts.visit_values).toBe(1);
	});

	it('one of a block that nobody closed counts from the end of the day when it should have ended', async () => {
		const siteId = 'escale';
		await knowVisit(database.sql, { endedAt: ago(36), siteId, unclosed: true, finished: false });
		const fresh = await knowVisit(database.sql, { endedAt: ago(12), siteId: 'nichee', unclosed: true });
		expect((await run()).counts.visit_values).toBe(1);
		expect(await visitsWithValues(database.sql)).toEqual([fresh]);
		await database.sql`update retention set amount = 1 where category = 'visit_values'`;
		expect((await run()).counts.visit_values).toBe(1);
		await database.sql`update retention set amount = 24 where category = 'visit_values'`;
	});

	it('many go in several transactions, site by site; each moves the head, so that screens read again', async () => {
		const sites = [...Array<string>(205).fill('perron'), ...Array<string>(5).fill('escale')];
		await Promise.all(sites.map((siteId) => knowVisit(database.sql, { endedAt: ago(30), siteId })));
		const heads = async () => {
			const rows = await database.sql<{ seq: string }[]>`
				select seq from site_head where site_id in ('escale', 'perron') order by site_id`;
			return rows.map(({ seq }) => Number(seq));
		};
		const [escale = 0, perron = 0] = await heads();
		expect((await run()).counts.visit_values).toBe(210);
		expect(await visitsWithValues(database.sql)).toEqual([]);
		expect(await heads()).toEqual([escale + 1, perron + 2]);
	});

	it('a clock that is turned back keeps nothing that was due', async () => {
		await knowVisit(database.sql, { endedAt: ago(25) });
		const ranAt = now;
		now -= 400 * 24 * HOUR;
		const ran = await run();
		expect(ran).toMatchObject({ at: ranAt, behindMs: 400 * 24 * HOUR });
		expect(ran.counts.visit_values).toBe(1);
		now = ranAt;
	});
});

it('a screen that shows an alias no more shows it at once', async () => {
	const database = await freshDatabase();
	let now = Date.now();
	const node = await startNode({ database, now });
	const peer = await signIn(node, 'pa1');
	await peer.register('perron', { alias: 'CANARI Tim', services: ['infirmier'] });
	const screen = await connectStaff(peer, 'perron', 'reception');
	expect(JSON.stringify(screen.latest)).toContain('CANARI');
	now += 60 * HOUR;
	await node.setClock(now);
	await node.forget();
	await screen.untilView('a list without the alias', (view) => !JSON.stringify(view).includes('CANARI'));
});
