/** Reads of identifying data: each leaves its row, and without the row there is nothing to read. */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { FileAnswer } from '#lib/contract/answers.ts';
import { verifyLogs } from '#lib/server/audit/verify.ts';
import { signIn, type Client, type Visit } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { connectStaff, openStaff } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const ALIAS = 'Zébulonne';
let database: TestDatabase;
let node: HalteNode;
let peer: Client;
let nurse: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	[peer, nurse] = await Promise.all([signIn(node, 'pa1'), signIn(node, 'inf1')]);
});

interface Row {
	kind: string;
	by: string;
	visit_id: string | null;
	purpose: string | null;
	details: Record<string, unknown>;
}
let seen = 0;
/** Rows of the site's chain since the last question. */
async function newRows(): Promise<Row[]> {
	const rows = await database.sql<(Row & { position: string })[]>`
		select position, kind, by, visit_id, purpose, details from access_log
		where chain = ${SITE} and position > ${seen} order by access_log.position`;
	seen = Number(rows.at(-1)?.position ?? seen);
	return rows.map(({ kind, by, visit_id, purpose, details }) => ({ kind, by, visit_id, purpose, details }));
}
beforeEach(newRows);

const open = (client: Client, { id }: { id: string }, query = '') =>
	client.get<FileAnswer & { code?: string; detail?: string }>(`/visits/${id}${query}`);
const opened = (by: string, { id }: { id: string }, purpose: string | null = null, details = {}) => ({
	...{ kind: 'file_opened', by, visit_id: id, purpose, details }
});
const newcomer = () => peer.register(SITE, { services: ['infirmier'], alias: ALIAS });

async function exclude(accountId: string, { id }: { id: string }): Promise<void> {
	await database.sql`
		insert into restriction (id, visit_id, account_id, site_id, set_at, set_by)
		values (${randomUUID()}, ${id}, ${accountId}, ${SITE}, now(), 'pa1')`;
}

/** Makes the log unwritable while `work` goes on, as a full disk would. */
async function withoutLog(work: () => Promise<void>): Promise<void> {
	await database.sql`alter table access_log rename to access_log_away`;
	try {
		await work();
	} finally {
		await database.sql`alter table access_log_away rename to access_log`;
	}
}

describe('A file', () => {
	let visit: Visit;
	beforeEach(async () => {
		visit = await newcomer();
		await newRows();
	});

	it('of the block that is open needs no purpose, and leaves one row', async () => {
		const { status, body } = await open(nurse, visit);
		expect([status, body.visit.alias]).toEqual([200, ALIAS]);
		expect(await newRows()).toEqual([opened('inf1', visit)]);
	});

	it('of an earlier block opens for a purpose only, which stands in the row', async () => {
		await peer.do(`/sites/${SITE}/blocks/close`);
		// The tests behind this one need a block that is open, whatever happens here.
		onTestFinished(() => peer.do(`/sites/${SITE}/blocks/open`));
		const asked = await open(nurse, visit);
		expect([asked.status, asked.body.code]).toEqual([400, 'purpose_needed']);
		expect(asked.body.detail).toMatch(/pourquoi/);
		expect(asked.text).not.toContain(ALIAS);
		expect(await newRows()).toEqual([]);
		for (const purpose of ['care', 'teaching', 'reflective_practice', 'support']) {
			expect((await open(nurse, visit, `?purpose=${purpose}`)).body.visit.alias).toBe(ALIAS);
			expect(await newRows()).toEqual([opened('inf1', visit, purpose)]);
		}
		expect((await open(nurse, visit, '?purpose=curiosity')).status).toBe(400);
		expect(await newRows()).toEqual([]);
	});

	it('that is closed to somebody tells them no more than that, and leaves a row', async () => {
		await exclude('inf1', visit);
		for (const query of ['', '?purpose=care']) {
			const { status, body, text } = await open(nurse, visit, query);
			expect([status, body.code, body.detail]).toEqual([
				403,
				'file_unavailable',
				'Ce dossier n’est pas disponible.'
			]);
			expect(text).not.toMatch(new RegExp(`${ALIAS}|${visit.word}|pa1`));
		}
		expect((await newRows()).map(({ kind, by }) => [kind, by])).toEqual([
			['file_refused', 'inf1'],
			['file_refused', 'inf1']
		]);
		expect((await open(peer, visit)).status).toBe(200);
		await database.sql`update restriction set lifted_at = now(), lifted_by = 'pa1' where visit_id = ${visit.id}`;
		expect((await open(nurse, visit)).status).toBe(200);
	});

	it('is not shown when the row can’t be written, whoever asks', async () => {
		const barred = await newcomer();
		await exclude('inf1', barred);
		await withoutLog(async () => {
			for (const asked of [visit, barred]) {
				const { status, body, text } = await open(nurse, asked);
				expect([status, body.code]).toEqual([503, 'not_saved']);
				expect(text).not.toContain(ALIAS);
			}
		});
		expect((await open(nurse, visit)).status).toBe(200);
	});

	it('of nobody, or of a site of others, leaves no row', async () => {
		expect((await open(nurse, { id: randomUUID() })).status).toBe(404);
		expect((await open(await signIn(node, 'pa4'), visit)).status).toBe(404);
		expect(await newRows()).toEqual([]);
	});
});

describe('Breaking the glass', () => {
	const why = { reason: 'life_in_danger', words: 'Elle ne respire plus' };
	const smash = (client: Client, { id }: Visit, body: object = why) =>
		client.post<{ until: string; code?: string }>(`/visits/${id}/break-glass`, body);

	it('opens the file for an hour, for that account alone, and says so in both logs', async () => {
		const visit = await newcomer();
		for (const account of ['inf1', 'den1']) await exclude(account, visit);
		await newRows();
		const { status, body } = await smash(nurse, visit);
		expect(status).toBe(201);
		expect(Date.parse(body.until) - Date.now()).toBeGreaterThan(59 * 60_000);
		expect(Date.parse(body.until) - Date.now()).toBeLessThan(61 * 60_000);
		expect((await open(nurse, visit)).body.visit.alias).toBe(ALIAS);
		expect((await open(await signIn(node, 'den1'), visit)).status).toBe(403);
		expect(await newRows()).toEqual([
			{ ...opened('inf1', visit, null, { reason: 'life_in_danger' }), kind: 'glass_broken' },
			opened('inf1', visit, null, { glass: true }),
			{ ...opened('den1', visit), kind: 'file_refused' }
		]);
		const [glass] = await database.sql<{ words: Buffer; reason: string }[]>`
			select words, reason from broken_glass where visit_id = ${visit.id}`;
		expect(glass?.reason).toBe('life_in_danger');
		expect(glass?.words.toString('latin1')).not.toContain('respire');
		// An hour later.
		await database.sql`
			update broken_glass set until = until - interval '1 hour' where visit_id = ${visit.id}`;
		expect((await open(nurse, visit)).status).toBe(403);
	});

	it('needs a reason of ours and words, and something to break', async () => {
		const visit = await newcomer();
		await newRows();
		expect((await smash(nurse, visit)).body.code).toBe('not_restricted');
		await exclude('inf1', visit);
		for (const body of [{}, { ...why, words: '  ' }, { ...why, reason: 'curiosity' }, { words: why.words }])
			expect((await smash(nurse, visit, body)).status).toBe(400);
		expect(await newRows()).toEqual([]);
		await withoutLog(async () => expect((await smash(nurse, visit)).status).toBe(503));
		expect((await open(nurse, visit)).status).toBe(403);
		const rows = await database.sql`select 1 from broken_glass where visit_id = ${visit.id}`;
		expect(rows).toHaveLength(0);
	});
});

describe('A board', () => {
	const kinds = async () => (await newRows()).map(({ kind, by, details }) => [kind, by, details['audience']]);

	it('that is watched leaves a row at the beginning, one at the end, and none per push', async () => {
		const colleague = await signIn(node, 'pa1');
		const screen = await connectStaff(colleague, SITE, 'reception');
		const before = screen.boards.length;
		for (let i = 0; i < 5; i += 1) {
			const { word } = await newcomer();
			await screen.untilView('the newcomer', ({ entries }) => entries.some((e) => e.word === word));
			screen.socket.emit('watch', { siteId: SITE, audience: 'reception' });
		}
		await screen.until('as many pushes', () => screen.boards.length >= before + 5);
		expect(await kinds()).toEqual([['watch_begun', 'pa1', 'reception']]);
	});

	it('that identifies nobody leaves none', async () => {
		const coordinator = await signIn(node, 'coo1');
		await connectStaff(coordinator, SITE, 'coordinator');
		await connectStaff(await signIn(node, 'hot1'), SITE, 'host_worker');
		await coordinator.board(SITE, 'coordinator');
		expect(await kinds()).toEqual([]);
	});

	it('that is read over HTTP, page and call alike, leaves one row for the session', async () => {
		const colleague = await signIn(node, 'inf1');
		for (let i = 0; i < 3; i += 1) await colleague.board(SITE, 'clinician');
		const page = await fetch(`${node.url}/milieu/${SITE}/console`, { headers: { cookie: colleague.cookie } });
		expect(page.status).toBe(200);
		expect(await kinds()).toEqual([['board_read', 'inf1', 'clinician']]);
		await (await signIn(node, 'inf1')).board(SITE, 'clinician');
		expect(await kinds()).toEqual([['board_read', 'inf1', 'clinician']]);
	});

	it('is shown to nobody while the row can’t be written, and shown when it can be again', async () => {
		const { word } = await newcomer();
		const colleague = await signIn(node, 'pa1');
		const screen = openStaff<'reception'>(colleague);
		const watch = () => screen.socket.emit('watch', { siteId: SITE, audience: 'reception' });
		await withoutLog(async () => {
			expect((await colleague.get(`/sites/${SITE}/board`)).status).toBe(503);
			const page = await fetch(`${node.url}/milieu/${SITE}/accueil`, {
				headers: { cookie: colleague.cookie }
			});
			expect(page.status).toBe(500);
			expect(await page.text()).not.toContain(word);
			watch();
			await screen.until('a refusal', () => screen.refusals.includes('not_saved'));
			await newcomer();
		});
		expect(screen.boards).toEqual([]);
		watch();
		await screen.untilView('the list', ({ entries }) => entries.some((e) => e.word === word));
	});
});

it('The tables refuse to be changed, whoever asks', async () => {
	const { sql } = database;
	await open(nurse, await newcomer());
	for (const statement of [
		`update access_log set by = null`,
		`delete from access_log`,
		`truncate access_log`,
		`insert into access_log select * from access_log on conflict (chain, position) do update set kind = 'x'`,
		`delete from broken_glass`,
		`truncate broken_glass`
	])
		await expect(sql.unsafe(statement), statement).rejects.toThrow('append-only');
});

it('When the server stops, watches end in the log, and every row holds', async () => {
	await connectStaff(nurse, SITE, 'clinician');
	expect(await node.stop()).toBe(0);
	const open = await database.sql<{ by: string; count: string }[]>`
		select by, details ->> 'audience' as audience, count(*) filter (where kind = 'watch_begun')
			- count(*) filter (where kind = 'watch_ended') as count
		from access_log where kind like 'watch%' group by 1, 2`;
	expect(open.length).toBeGreaterThan(1);
	expect(open.filter(({ count }) => Number(count) !== 0)).toEqual([]);
	expect((await verifyLogs(database.sql, null)).faults).toEqual([]);
});
