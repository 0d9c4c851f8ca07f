/** Case 21: a network comes back on a machine that has the program, a backup, the ring and the register of the erased. */
import { copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { expect, it } from 'vitest';
import { presentRing } from '#lib/server/keys/open-keys.ts';
import { doorOn, registerAt } from '../../bench/bench-door.ts';
import { addAccounts, addSite } from '../../bench/places.ts';
import { admin } from '../../support/admin-command.ts';
import { atEnd } from '../../support/at-end.ts';
import { signIn } from '../../support/client.ts';
import { databaseIn } from '../../support/embedded-database.ts';
import { knowSomebody, tracesOf } from '../../support/forgetting.ts';
import { startNode } from '../../support/node-process.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
const HOUR_MS = 3_600_000;
const LONG_AGO_MS = 800 * 24 * HOUR_MS;
/** Twenty thousand visits. */
const SITES = 20;
const PEOPLE = 1_000;
const AT_ONCE = 50;

const seconds = (ms: number) => Math.ceil(ms / 1_000);

it(
	'all that was saved is there within the hour, and whoever was erased since is not',
	{
		timeout: HOUR_MS
	},
	async (context) => {
		const folder = await mkdtemp(join(tmpdir(), 'halte-restore-'));
		atEnd(() => rm(folder, { recursive: true, force: true }));
		const [old, empty, file] = [join(folder, 'old'), join(folder, 'empty'), join(folder, 'backup')] as const;
		const first = await startNode({ variables: { HALTE_DATA: old } });
		const before = await databaseIn(old);
		await fill(before, old);
		const gone = await knowSomebody(before, { lastSeenAt: Date.now() - LONG_AGO_MS });
		const { word } = await (
			await signIn(first, 'pa1')
		).register(SITE, { services: ['infirmier'], alias: 'Canari' });
		const counted = await countsIn(before);

		const savedFrom = performance.now();
		expect((await admin({ HALTE_DATA: old }, 'backup', file)).err).toBe('');
		const saved = performance.now() - savedFrom;
		expect((await admin({ HALTE_DATA: old }, 'forget')).err).toBe('');
		expect(await tracesOf(before, [gone])).toEqual([]);
		await first.stop();
		await mkdir(empty);
		for (const name of ['keys', 'tombstones']) await copyFile(join(old, name), join(empty, name));
		await rm(old, { recursive: true });

		const from = performance.now();
		expect((await admin({ HALTE_DATA: empty }, 'restore', file)).err).toBe('');
		const second = await startNode({ variables: { HALTE_DATA: empty } });
		const { view } = await (await signIn(second, 'pa1')).board(SITE, 'reception');
		const back = performance.now() - from;
		expect(view.entries.map((entry) => [entry.word, entry.alias])).toEqual([[word, 'Canari']]);
		expect(back).toBeLessThan(HOUR_MS);
		const after = await databaseIn(empty);
		expect(await countsIn(after)).toEqual(counted);
		expect(await tracesOf(after, [gone])).toEqual([]);
		expect((await admin({ HALTE_DATA: empty }, 'verify-log')).err).toBe('');
		const megabytes = Math.ceil((await stat(file)).size / 1e6);
		tell(
			context,
			`${SITES * PEOPLE} visits, ${megabytes} MB saved in ${seconds(saved)} s; they serve again after ${seconds(back)} s`
		);
	}
);

/** People come at more sites than the fictional network has, through the door that writes the logs. */
async function fill(sql: Sql, dataFolder: string): Promise<void> {
	const ring = await presentRing({ keys: null, databaseUrl: null, dataFolder, demo: true });
	const door = doorOn(sql, ring);
	const accounts = await addAccounts(sql, 'peer_helper', 1);
	const [actorId = ''] = accounts;
	for (let site = 0; site < SITES; site += 1) {
		const siteId = await addSite(sql, accounts);
		for (let come = 0; come < PEOPLE; come += AT_ONCE)
			await Promise.all(Array.from({ length: AT_ONCE }, () => registerAt(door, { siteId, actorId })));
	}
	await door.idle();
}

async function countsIn(sql: Sql): Promise<object> {
	const [row] = await sql`
		select (select count(*) from visit) as visits, (select count(*) from entry) as places,
			(select count(*) from event) as events, (select sum(seq) from site_head) as numbers`;
	return { ...row };
}
