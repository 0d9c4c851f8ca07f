/** A rush of screens at one site is written down in a few transactions, and holds up nobody else. */
import { expect, it } from 'vitest';
import { openAudit } from '#lib/server/audit/audit.ts';
import { verifyLogs } from '#lib/server/audit/verify.ts';
import { openLog } from '#lib/server/observability/log.ts';
import { databaseClock } from '#lib/server/store/clock.ts';
import { openDatabase } from '#lib/server/store/database.ts';
import { lockHead } from '#lib/server/store/head.ts';
import { atEnd } from '../support/at-end.ts';
import { freshDatabase } from '../support/test-database.ts';

const MANY = 1_000;
const rush = { chain: 'escale', kind: 'watch_begun', by: 'inf1' } as const;

it('A thousand at once: every row in its place, few transactions, and neither the site nor another chain waits', async () => {
	const database = await freshDatabase();
	const [pools, others] = [openDatabase(database.connection), openDatabase(database.connection)];
	atEnd(() => Promise.all([pools.close(), others.close()]));
	let transactions = 0;
	const clock: typeof databaseClock = (sql) => {
		transactions += 1;
		return databaseClock(sql);
	};
	const audit = openAudit(pools.write, clock, openLog('silent'));
	// Somebody works at the site all the while: its lock is held until the rush is over.
	const written = await others.write.begin(async (tx) => {
		// However slow the disk is.
		await tx`set local idle_in_transaction_session_timeout = 0`;
		await lockHead(tx, 'escale');
		const all = Array.from({ length: MANY }, (_, i) => audit.record({ ...rush, details: { line: i } }));
		await audit.record({ chain: 'tandem', kind: 'board_read', by: 'pa1' });
		return Promise.all(all);
	});
	expect(written).toHaveLength(MANY);
	expect(transactions).toBeLessThan(MANY / 20);
	const rows = await database.sql<{ position: string; line: number }[]>`
		select position, (details ->> 'line')::int as line from access_log
		where chain = 'escale' order by access_log.position`;
	expect(rows.map(({ position, line }) => [Number(position), line])).toEqual(
		Array.from({ length: MANY }, (_, i) => [i + 1, i])
	);
	expect((await verifyLogs(database.sql, null)).faults).toEqual([]);
});

it('Two nodes that write the same chain at once never give two rows one place', async () => {
	const database = await freshDatabase();
	const audits = [1, 2, 3].map(() => {
		const pools = openDatabase(database.connection);
		atEnd(() => pools.close());
		return openAudit(pools.write, databaseClock, openLog('silent'));
	});
	await Promise.all(audits.flatMap((audit) => Array.from({ length: 50 }, () => audit.record(rush))));
	const { accesses, faults } = await verifyLogs(database.sql, null);
	expect(faults).toEqual([]);
	expect(accesses.get('escale')?.rows).toBe(150);
});
