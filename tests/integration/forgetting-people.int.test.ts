/** People: gone 24 months after their last visit, at once with all who were merged into them. */
import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { verifyLogs } from '#lib/server/audit/verify.ts';
import {
	dyingAfterTombstones,
	forgettingIn,
	forgotten,
	knowSomebody,
	knowVisit,
	tombstonesOf,
	tracesOf,
	visitsWithValues,
	whatStays
} from '../support/forgetting.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (local: string) => Date.parse(local);
const EVERYWHERE = [
	...['memory_code', 'person', 'person_at_site', 'person_personal', 'person_rectification'],
	...['restriction', 'visit', 'welcome_arrangement']
];

describe('Of people', () => {
	let database: TestDatabase;
	let now: number;
	const run = async () => forgotten(await forgettingIn(database, () => now));

	beforeEach(async () => {
		database = await freshDatabase();
		now = at('2026-11-22T03:30:00-05:00');
	});

	it('one who was last seen 24 months ago is gone; after 23 months and 30 days not yet', async () => {
		const lastSeenAt = at('2024-11-22T03:30:00-05:00');
		const [due, later] = [
			await knowSomebody(database.sql, { lastSeenAt }),
			await knowSomebody(database.sql, { lastSeenAt: at('2024-11-23T03:29:00-05:00') })
		];
		for (const personId of [due, later]) await knowVisit(database.sql, { endedAt: lastSeenAt, personId });
		const before = await whatStays(database.sql);
		expect((await run()).counts.person).toBe(1);
		expect(await tracesOf(database.sql, [due])).toEqual([]);
		expect(await tracesOf(database.sql, [later])).toEqual(EVERYWHERE);
		expect(await whatStays(database.sql)).toEqual(before);
		expect(await readFile(tombstonesOf(database), 'utf8')).toContain(`person ${due} 2026-11-22\n`);
		now += DAY;
		expect((await run()).counts.person).toBe(1);
		expect(await tracesOf(database.sql, [due, later])).toEqual([]);
		expect((await verifyLogs(database.sql, null)).faults).toEqual([]);
	});

	it('a merged family goes at once, by the latest of them, however they were merged', async () => {
		const long = at('2020-05-05T10:00:00-04:00');
		const root = await knowSomebody(database.sql, { lastSeenAt: long });
		const middle = await knowSomebody(database.sql, { lastSeenAt: long, mergedInto: root });
		const lastSeenAt = at('2024-12-01T10:00:00-05:00');
		const last = await knowSomebody(database.sql, { lastSeenAt, mergedInto: middle });
		const alone = await knowSomebody(database.sql, { lastSeenAt: long });
		const family = [root, middle, last];
		for (const personId of family) await knowVisit(database.sql, { endedAt: long, personId });
		expect((await run()).counts.person).toBe(1);
		expect(await tracesOf(database.sql, [alone])).toEqual([]);
		for (const id of family) expect(await tracesOf(database.sql, [id])).toContain('person_personal');
		now = at('2026-12-01T10:00:00-05:00');
		expect((await run()).counts.person).toBe(1);
		expect(await tracesOf(database.sql, family)).toEqual([]);
	});

	it('an unfinished visit or an open follow-up of any of a family keeps all of it', async () => {
		const long = at('2023-01-01T10:00:00-05:00');
		const [here, followed] = [
			await knowSomebody(database.sql, { lastSeenAt: long }),
			await knowSomebody(database.sql, { lastSeenAt: long })
		];
		const merged = await knowSomebody(database.sql, { lastSeenAt: long, mergedInto: followed });
		const visit = await knowVisit(database.sql, { endedAt: now + HOUR, personId: here, finished: false });
		await knowVisit(database.sql, { endedAt: long, personId: merged, followUpOn: '2026-11-22' });
		expect((await run()).counts.person).toBe(0);
		await database.sql`update visit set finished = true where id = ${visit}`;
		expect((await run()).counts.person).toBe(1);
		expect(await tracesOf(database.sql, [here])).toEqual([]);
		// Values of a visit that are younger than their day go with the person they are about.
		expect(await visitsWithValues(database.sql)).not.toContain(visit);
		now += DAY;
		expect((await run()).counts.person).toBe(1);
		expect(await tracesOf(database.sql, [followed, merged])).toEqual([]);
	});

	it('many go in several transactions', async () => {
		const ids: string[] = [];
		for (let i = 0; i < 120; i += 1)
			ids.push(await knowSomebody(database.sql, { lastSeenAt: now - 800 * DAY }));
		expect((await run()).counts.person).toBe(120);
		expect(await tracesOf(database.sql, ids)).toEqual([]);
	});

	it('when a run dies between the file and the database, the next one does what the file says', async () => {
		const personId = await knowSomebody(database.sql, { lastSeenAt: now - 800 * DAY });
		const visit = await knowVisit(database.sql, { endedAt: now - 3 * DAY });
		const forgetting = await forgettingIn(database, () => now);
		const dying = { ...forgetting, tombstones: dyingAfterTombstones(forgetting.tombstones) };
		await expect(forgotten(dying)).rejects.toThrow('killed');
		expect(await readFile(tombstonesOf(database), 'utf8')).toContain(`visit ${visit} `);
		expect(await visitsWithValues(database.sql)).toEqual([visit]);
		const again = await run();
		expect(again.counts).toEqual({ visit_values: 0, visit_values_again: 1, person: 1, person_again: 0 });
		expect(await visitsWithValues(database.sql)).toEqual([]);
		expect(await tracesOf(database.sql, [personId])).toEqual([]);
	});

	it('when the disk takes no tombstone, nothing is erased', async () => {
		const personId = await knowSomebody(database.sql, { lastSeenAt: now - 800 * DAY });
		const forgetting = await forgettingIn(database, () => now);
		const append = () => Promise.reject(new Error('the disk is full'));
		const full = { ...forgetting, tombstones: { ...forgetting.tombstones, append } };
		await expect(forgotten(full)).rejects.toThrow('the disk is full');
		expect(await tracesOf(database.sql, [personId])).toContain('person_personal');
		expect(await database.sql`select 1 from retention_run`).toEqual([]);
	});
});
