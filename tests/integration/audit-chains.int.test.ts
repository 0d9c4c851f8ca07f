/** Both logs, after somebody with every right over the database has been at them: the first bad row is named. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readChainHeads, type ChainHeads } from '#lib/server/audit/chain-heads.ts';
import type { Fault } from '#lib/server/audit/faults.ts';
import { verifyLogs } from '#lib/server/audit/verify.ts';
import { eventHash, type HashedEvent } from '#lib/server/store/chain.ts';
import { databaseClock } from '#lib/server/store/clock.ts';
import { runAdmin } from '../support/admin.ts';
import { atEnd } from '../support/at-end.ts';
import { firstEntry, signIn } from '../support/client.ts';
import { startNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
let database: TestDatabase;
let heads: ChainHeads;
/** « epoch.seq.ordinal » of the site's events, and positions of its accesses, in order. */
let events: string[];
let accesses: string[];

const admin = (...args: string[]) => runAdmin({ ...database.variables, HALTE_DEMO: '1' }, ...args);
const verify = async (kept: ChainHeads | null = null): Promise<readonly Fault[]> =>
	(await verifyLogs(database.sql, kept)).faults;

beforeAll(async () => {
	database = await freshDatabase();
	const node = await startNode({ database });
	const [peer, nurse] = await Promise.all([signIn(node, 'pa1'), signIn(node, 'inf1')]);
	for (const alias of ['Zoé', 'Ti-Guy', 'La Grande']) {
		const visit = await peer.register(SITE, { services: ['infirmier'], alias });
		await nurse.step(firstEntry(visit), 'call', { room: 'perron-salle-1' });
		await nurse.step(firstEntry(visit), 'start');
		await nurse.step(firstEntry(visit), 'complete');
		expect((await nurse.get(`/visits/${visit.id}`)).status).toBe(200);
		expect((await peer.get(`/visits/${visit.id}`)).status).toBe(200);
	}
	expect(await node.stop()).toBe(0);
	const { sql } = database;
	for (const table of ['event', 'access_log', 'access_chain', 'site_head'])
		await sql.unsafe(`create table kept_${table} as select * from ${table}`);
	heads = await readChainHeads(sql, databaseClock);
	events = (
		await sql<{ place: string }[]>`
			select concat_ws('.', epoch, seq, ordinal) as place from event where site_id = ${SITE}
			order by epoch, seq, ordinal`
	).map(({ place }) => place);
	accesses = (
		await sql<{ position: string }[]>`
			select position::text from access_log where chain = ${SITE} order by access_log.position`
	).map(({ position }) => position);
	expect(events.length).toBeGreaterThan(10);
	expect(accesses.length).toBeGreaterThan(5);
});

type EventRow = Pick<HashedEvent, 'commandId' | 'type' | 'visitId' | 'data'> & { at: Date };

/** What a superuser does who wants no trace: triggers off, and on again. */
async function tamper(...statements: string[]): Promise<void> {
	await database.sql.begin(async (tx) => {
		for (const table of ['event', 'access_log']) await tx.unsafe(`alter table ${table} disable trigger user`);
		for (const statement of statements) await tx.unsafe(statement);
		for (const table of ['event', 'access_log']) await tx.unsafe(`alter table ${table} enable trigger user`);
	});
}

afterEach(() =>
	tamper(
		...['event', 'access_log'].map((table) => `delete from ${table}`),
		...['event', 'access_log'].map((table) => `insert into ${table} select * from kept_${table}`),
		`delete from access_chain`,
		`insert into access_chain select * from kept_access_chain`,
		`update site_head s set chain_head = k.chain_head, unhashed_events = k.unhashed_events from kept_site_head k where k.site_id = s.site_id`
	)
);

const eventAt = (i: number) =>
	`site_id = '${SITE}' and concat_ws('.', epoch, seq, ordinal) = '${events.at(i)}'`;
const accessAt = (i: number) => `chain = '${SITE}' and position = ${accesses.at(i)}`;
const inEvents = (row: string | undefined, kind: Fault['kind']) => [
	{ log: 'events', chain: SITE, row, kind }
];
const inAccesses = (row: string | undefined, kind: Fault['kind']) => [
	{ log: 'accesses', chain: SITE, row, kind }
];

it('Untouched, every row holds, with the exported ends and without', async () => {
	expect(await verify()).toEqual([]);
	expect(await verify(heads)).toEqual([]);
	const { events: sites, accesses: chains } = await verifyLogs(database.sql, heads);
	expect(sites.get(SITE)).toMatchObject({ rows: events.length, before: 0 });
	expect(chains.get(SITE)).toMatchObject({ rows: accesses.length });
});

describe('Events', () => {
	it.each([
		['who did it', `set by = 'coo1'`],
		['when', `set at = at + interval '1 hour'`],
		['what', `set data = data || '{"word":"Lynx 1"}'`],
		['whom it was about', `set visit_id = null`]
	])('an edit of %s names the row', async (_what, change) => {
		await tamper(`update event ${change} where ${eventAt(4)}`);
		expect(await verify()).toEqual(inEvents(events[4], 'changed'));
	});

	it('an edit that mends its own hash is named at the row behind it', async () => {
		const [row] = await database.sql<EventRow[]>`
			select command_id as "commandId", type, visit_id as "visitId", at, data from event
			where site_id = ${SITE} and concat_ws('.', epoch, seq, ordinal) = ${events[4]!}`;
		const [before] = await database.sql.unsafe<{ hash: string }[]>(
			`select hash from event where ${eventAt(3)}`
		);
		const [epoch, seq, ordinal] = events[4]!.split('.').map(Number) as [number, number, number];
		const forged = { ...row!, siteId: SITE, epoch, seq, ordinal, at: row!.at.getTime(), by: 'coo1' };
		const hash = eventHash(before!.hash, forged);
		await tamper(`update event set by = 'coo1', hash = '${hash}' where ${eventAt(4)}`);
		expect(await verify()).toEqual(inEvents(events[5], 'changed'));
	});

	it('a deletion names the row that has lost the one before it', async () => {
		await tamper(`delete from event where ${eventAt(4)}`);
		expect(await verify()).toEqual(inEvents(events[5], 'changed'));
	});

	it('two rows that changed places are named at the first of them', async () => {
		const [[e1, s1, o1], [e2, s2, o2]] = [events[3]!.split('.'), events[6]!.split('.')] as [
			string[],
			string[]
		];
		await tamper(
			`update event set epoch = 99 where ${eventAt(3)}`,
			`update event set epoch = ${e1}, seq = ${s1}, ordinal = ${o1} where ${eventAt(6)}`,
			`update event set epoch = ${e2}, seq = ${s2}, ordinal = ${o2} where site_id = '${SITE}' and epoch = 99`
		);
		expect(await verify()).toEqual(inEvents(events[3], 'changed'));
	});

	it('an end that was cut off is missed by the site’s own head', async () => {
		await tamper(`delete from event where ${eventAt(-1)}`);
		expect(await verify()).toEqual(inEvents(events.at(-2), 'cut'));
	});

	it('an end that was cut off together with the head is missed by the exported one', async () => {
		await tamper(
			`delete from event where ${eventAt(-1)}`,
			`update site_head set chain_head = (select hash from event where ${eventAt(-2)}) where site_id = '${SITE}'`
		);
		expect(await verify()).toEqual([]);
		expect(await verify(heads)).toEqual(inEvents(events.at(-1), 'missing'));
	});

	it('a hash that was taken away names its row', async () => {
		await tamper(`update event set hash = null where ${eventAt(5)}`);
		expect(await verify()).toEqual(inEvents(events[5], 'unhashed'));
	});

	const IN_FRONT = () =>
		`insert into event select site_id, 0, seq, ordinal, command_id, type, visit_id, at, by, data, null
		from event where ${eventAt(0)}`;

	it('a row without a hash that was put in front is named: this database was born with hashes', async () => {
		await tamper(IN_FRONT());
		const [, ...place] = events[0]!.split('.');
		expect(await verify()).toEqual(inEvents(['0', ...place].join('.'), 'unhashed'));
	});

	it('a row from before there were hashes that is gone is missed', async () => {
		await tamper(`update site_head set unhashed_events = 1 where site_id = '${SITE}'`);
		expect(await verify()).toEqual(inEvents('0.0.0', 'missing'));
	});

	it('as many rows from before there were hashes as were counted stand in front of the chain', async () => {
		await tamper(IN_FRONT(), `update site_head set unhashed_events = 1 where site_id = '${SITE}'`);
		const { faults, events: sites } = await verifyLogs(database.sql, heads);
		expect(faults).toEqual([]);
		expect(sites.get(SITE)).toMatchObject({ before: 1, rows: events.length });
	});
});

describe('Accesses', () => {
	it.each([
		['who looked', `set by = 'coo1'`],
		['when', `set at = at - interval '1 day'`],
		['at what', `set visit_id = null`],
		['why', `set purpose = 'teaching'`],
		['how', `set kind = 'board_read'`],
		['the rest', `set details = '{"glass":true}'`]
	])('an edit of %s names the row', async (_what, change) => {
		await tamper(`update access_log ${change} where ${accessAt(2)}`);
		expect(await verify()).toEqual(inAccesses(accesses[2], 'changed'));
	});

	it('a deletion names the row that is gone', async () => {
		await tamper(`delete from access_log where ${accessAt(2)}`);
		expect(await verify()).toEqual(inAccesses(accesses[2], 'missing'));
	});

	it('two rows that changed places are named at the first of them', async () => {
		await tamper(
			`update access_log set position = 999 where ${accessAt(1)}`,
			`update access_log set position = ${accesses[1]} where ${accessAt(3)}`,
			`update access_log set position = ${accesses[3]} where chain = '${SITE}' and position = 999`
		);
		expect(await verify()).toEqual(inAccesses(accesses[1], 'changed'));
	});

	it('an end that was cut off is missed by the chain’s own end', async () => {
		await tamper(`delete from access_log where ${accessAt(-1)}`);
		expect(await verify()).toEqual(inAccesses(accesses.at(-1), 'missing'));
	});

	it('an end that was cut off together with the chain’s is missed by the exported one', async () => {
		await tamper(
			`delete from access_log where ${accessAt(-1)}`,
			`update access_chain set position = position - 1,
				hash = (select hash from access_log where ${accessAt(-2)}) where chain = '${SITE}'`
		);
		expect(await verify()).toEqual([]);
		expect(await verify(heads)).toEqual(inAccesses(accesses.at(-1), 'missing'));
	});

	it('a chain that is gone altogether is missed by the exported one', async () => {
		await tamper(`delete from access_log`, `delete from access_chain`);
		expect(await verify()).toEqual([]);
		expect(await verify(heads)).toContainEqual(inAccesses('1', 'missing')[0]);
	});
});

describe('At the terminal', () => {
	it('export-head writes a line that verify-log takes, also behind npm’s own lines', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'halte-head-'));
		atEnd(() => rm(folder, { recursive: true }));
		const file = join(folder, 'head');
		const { exit, out } = await admin('export-head');
		expect(exit).toBe(0);
		expect((JSON.parse(out) as ChainHeads).events).toEqual(heads.events);
		await writeFile(file, `\n> halte@0.2.0 admin\n> node build/commands/admin.js export-head\n\n${out}`);
		expect(await admin('verify-log', '--head', file)).toMatchObject({ exit: 0, err: '' });
		await tamper(`delete from access_log where ${accessAt(-1)}`, `delete from event where ${eventAt(-1)}`);
		const told = await admin('verify-log', '--head', file);
		expect(told).toMatchObject({ exit: 1, out: '' });
		expect(told.err).toContain(`Événements, ${SITE}, ligne ${events.at(-1)} : manque.`);
		expect(told.err).toContain(`Accès, ${SITE}, ligne ${accesses.at(-1)} : manque.`);
	});

	it('verify-log names the first bad row, and ends with 1', async () => {
		await tamper(`update event set by = 'coo1' where ${eventAt(2)}`);
		const { exit, err } = await admin('verify-log');
		expect(exit).toBe(1);
		expect(err).toContain(`Événements, ${SITE}, ligne ${events[2]} : n’est pas ce qui a été écrit`);
	});

	it('a file that holds no ends is refused', async () => {
		expect(await admin('verify-log', '--head', 'package.json')).toMatchObject({ exit: 1 });
		expect(await admin('verify-log', '--head', 'nowhere')).toMatchObject({ exit: 1 });
	});
});
