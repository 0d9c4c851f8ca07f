/** A site that never closes its last block: whoever was on its list is forgotten like anybody else, and not too early. */
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyLogs } from '#lib/server/audit/verify.ts';
import { reportRetention } from '#lib/server/retention/report.ts';
import { signIn } from '../support/client.ts';
import {
	forgettingIn,
	forgotten,
	knowSomebody,
	knowVisit,
	tracesOf,
	visitsWithValues,
	whatStays
} from '../support/forgetting.ts';
import { startNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const MINUTE = 60_000;
let now: number;
const itIs = (local: string) => (now = Date.parse(local));

/** What a run comes to, and what the dry run said just before. */
async function run(database: TestDatabase) {
	const { lines } = await reportRetention(database.sql, async () => now);
	const { counts } = await forgotten(await forgettingIn(database, () => now));
	const { visit_values, person } = counts;
	const said = Object.fromEntries(lines.map(({ category, due, kept }) => [category, { due, kept }]));
	return { said, visit_values, person };
}

describe('A family, in a block that nobody ever closes', () => {
	let database: TestDatabase;
	const personId = randomUUID();
	const count = async (what: 'whereabouts' | 'words') => {
		const [row] = await database.sql<{ whereabouts: number; words: number }[]>`
			select (select count(*)::int from whereabouts) as whereabouts,
				(select count(words_sealed)::int from quick_look) as words`;
		return row?.[what];
	};

	beforeAll(async () => {
		database = await freshDatabase();
		itIs('2026-11-18T13:00:00-05:00');
		const node = await startNode({ database, now });
		const id = () => v7({ msecs: now });
		const [peer, coordinator] = [await signIn(node, 'pa1'), await signIn(node, 'coo1')];
		await coordinator.do(`/sites/${SITE}/blocks/close`, { id: id() });
		await node.setClock((now += MINUTE));
		await coordinator.do(`/sites/${SITE}/blocks/open`, { id: id() });
		const came = (body: object) =>
			peer.register(SITE, { id: id(), visitId: randomUUID(), services: ['infirmier'], ...body });
		const parent = await came({ alias: 'CANARI Ada', contact: 'CANARI au centre' });
		await came({ alias: 'CANARI Lou', withVisitId: parent.id });
		await came({ withVisitId: parent.id, note: 'CANARI note' });
		await peer.do(`/visits/${parent.id}/identify`, { id: id(), personId, isNew: true, alias: 'CANARI Ada' });
		await peer.do(`/visits/${parent.id}/where`, { id: id(), room: 'perron-grande-salle' });
		const look = { visitId: parent.id, signs: ['souffle'], words: 'CANARI mots' };
		await peer.do(`/sites/${SITE}/looks`, { id: id(), ...look });
		await node.stop();
	});

	it('stays as long as the day lasts, also past the planned end and where an hour is enough', async () => {
		await database.sql`update retention set amount = 1 where category = 'visit_values'`;
		itIs('2026-11-18T23:59:00-05:00');
		expect(await run(database)).toEqual({ said: {}, visit_values: 0, person: 0 });
		expect(await visitsWithValues(database.sql)).toHaveLength(3);
		expect([await count('whereabouts'), await count('words')]).toEqual([1, 1]);
		await database.sql`update retention set amount = 24 where category = 'visit_values'`;
	});

	it('is looked for nowhere once the day is over', async () => {
		itIs('2026-11-19T03:30:00-05:00');
		expect((await run(database)).visit_values).toBe(0);
		expect([await count('whereabouts'), await count('words')]).toEqual([0, 1]);
	});

	it('loses its aliases, contacts, notes and words 24 hours after the day, all at once', async () => {
		itIs('2026-11-19T23:59:00-05:00');
		expect((await run(database)).visit_values).toBe(0);
		itIs('2026-11-20T03:30:00-05:00');
		const said = { visit_values: { due: 3, kept: 0 } };
		expect(await run(database)).toEqual({ said, visit_values: 3, person: 0 });
		expect(await visitsWithValues(database.sql)).toEqual([]);
		expect(await count('words')).toBe(0);
	});

	it('is forgotten 24 months after it came; what is counted stays, and the block is still open', async () => {
		const before = await whatStays(database.sql);
		itIs('2028-11-18T03:30:00-05:00');
		expect((await run(database)).person).toBe(0);
		itIs('2028-11-19T03:30:00-05:00');
		expect(await run(database)).toMatchObject({ said: { person: { due: 1, kept: 0 } }, person: 1 });
		expect(await tracesOf(database.sql, [personId])).toEqual([]);
		expect(await whatStays(database.sql)).toEqual(before);
		expect((await verifyLogs(database.sql, null)).faults).toEqual([]);
		const [left] = await database.sql`
			select count(*)::int as visits, count(b.closed_at)::int as closed
			from visit v join block b on b.id = v.block_id where not v.finished`;
		expect(left).toEqual({ visits: 3, closed: 0 });
	});
});

describe('Somebody who is put on the list today, in a block that should have ended days ago', () => {
	let database: TestDatabase;
	let personId: string;
	let visit: string;

	beforeAll(async () => {
		database = await freshDatabase();
		const endedAt = itIs('2026-11-16T15:30:00-05:00');
		personId = await knowSomebody(database.sql, { lastSeenAt: Date.parse('2020-05-06T12:00:00-04:00') });
		visit = await knowVisit(database.sql, { endedAt, personId, unclosed: true, finished: false });
		await database.sql`update visit set local_day = '2026-11-19' where id = ${visit}`;
	});

	it('is kept today, person and values', async () => {
		itIs('2026-11-19T23:59:00-05:00');
		const said = { person: { due: 0, kept: 1 } };
		expect(await run(database)).toEqual({ said, visit_values: 0, person: 0 });
		expect(await visitsWithValues(database.sql)).toEqual([visit]);
		expect(await tracesOf(database.sql, [personId])).toContain('person_personal');
	});

	it('and not for ever: what holds a person ends with the day', async () => {
		await database.sql`update visit set follow_up_by = 'pa1', follow_up_on = '2026-11-21' where id = ${visit}`;
		itIs('2026-11-21T03:30:00-05:00');
		const kept = { due: 0, kept: 1 };
		expect(await run(database)).toEqual({
			said: { visit_values: kept, person: kept },
			visit_values: 0,
			person: 0
		});
		itIs('2026-11-22T03:30:00-05:00');
		const due = { due: 1, kept: 0 };
		expect(await run(database)).toEqual({
			said: { visit_values: due, person: due },
			visit_values: 1,
			person: 1
		});
		expect(await visitsWithValues(database.sql)).toEqual([]);
		expect(await tracesOf(database.sql, [personId])).toEqual([]);
	});
});
