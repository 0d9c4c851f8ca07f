/** The terminal beside a running node, and a real network from an empty database. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { admin } from '../support/admin-command.ts';
import { atEnd } from '../support/at-end.ts';
import { Browser } from '../support/browser.ts';
import { firstEntry, signIn } from '../support/client.ts';
import { launchNode, startNode, type HalteNode } from '../support/node-process.ts';
import { changesOf, press } from '../support/office.ts';
import { chooseBy } from '../support/one-time-codes.ts';
import { connectDisplay, connectStaff, pairDisplay } from '../support/screen.ts';
import { SECOND_STEP, setUpApp } from '../support/second-steps.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const codeIn = (text: string) => /\b[0-9A-Z]{3} [0-9A-Z]{3} [0-9A-Z]{3}\b/.exec(text)?.[0] ?? '';
const CUT_MS = 5_000;

/** Thirty-two bytes that open nothing. */
const KEYS = `1:${Buffer.alloc(32, 7).toString('base64')}`;
const PASSWORD_OF_HERS = 'trois canots sous la lune';

it('a command that is not understood says how it is written, and exits with 2', async () => {
	const nowhere = { DATABASE_URL: 'postgres://nowhere.invalid/none', HALTE_KEYS: KEYS };
	const lines = [
		[],
		['fly'],
		['accounts', 'fly', 'inf1'],
		['accounts', 'disable', 'inf1', 'inf2'],
		['accounts', 'role', 'inf1', 'king'],
		['accounts', 'trained', 'inf1', 'hier'],
		['accounts', 'add', '--username', 'x1', '--username', 'x2'],
		['devices', 'revoke'],
		['init', '--site-id', 'Le Perron', '--site-name', 'x', '--username', 'chef', '--name', 'Chantal'],
		['init', '--password', 'secret']
	];
	const ran = await Promise.all(lines.map((args) => admin(nowhere, ...args)));
	for (const [i, { exit, out, err }] of ran.entries()) {
		expect(exit, lines[i]?.join(' ')).toBe(2);
		expect(out + err).toContain('npm run admin -- <commande>');
	}
});

describe('Beside a running node', () => {
	let database: TestDatabase;
	let node: HalteNode;
	const here = (...args: string[]) => admin({ ...database.variables, HALTE_DEMO: '1' }, ...args);

	beforeAll(async () => {
		database = await freshDatabase();
		node = await startNode({ database });
	});

	it('accounts are listed without anything that opens a door', async () => {
		const { exit, out } = await here('accounts', 'list', '--site', 'perron');
		expect(exit).toBe(0);
		expect(out).toMatch(/^inf1 +Maude Pellerin +Soins +actif +non /m);
		expect(out).not.toMatch(/argon2|^pa4 /m);
	});

	it('an account is disabled: what is open closes, and the history says that it was done at the terminal', async () => {
		const screen = await connectStaff(await signIn(node, 'inf1'), 'perron', 'clinician');
		expect(await here('accounts', 'disable', 'inf1')).toMatchObject({
			exit: 0,
			out: 'Le compte est désactivé.\n'
		});
		await screen.untilCut(CUT_MS);
		await expect(signIn(node, 'inf1')).rejects.toThrow('401');
		expect(await here('accounts', 'disable', 'inf1')).toMatchObject({ out: 'C’était déjà ainsi.\n' });
		expect(await here('accounts', 'enable', 'inf1')).toMatchObject({ exit: 0 });
		await signIn(node, 'inf1');
		const rows =
			await database.sql`select what, by from administrative_change where subject_id = 'inf1' order by at`;
		expect(rows).toEqual([
			{ what: 'account_disabled', by: null },
			{ what: 'account_enabled', by: null }
		]);
	});

	it('an account is added, takes another role, and comes in by a code', async () => {
		const added = await here(
			...['accounts', 'add', '--username', 'Neuve', '--name', 'Neuve Personne', '--title', 'Infirmière'],
			...['--role', 'clinician', '--site', 'perron', '--service', 'perron:infirmier', '--levels', 'perron'],
			...['--trained', '2026-01-31']
		);
		expect(added.exit).toBe(0);
		expect(codeIn(added.out)).not.toBe('');
		const [row] = await database.sql<{ id: string }[]>`select id from account where username = 'neuve'`;
		const chosen = await chooseBy(new Browser(node), codeIn(added.out), {
			username: 'neuve',
			password: PASSWORD_OF_HERS
		});
		expect(chosen.status).toBe(303);
		expect(await here('accounts', 'role', 'neuve', 'trainee')).toMatchObject({ exit: 0 });
		expect(await here('accounts', 'end-sessions', 'neuve')).toMatchObject({ exit: 0 });
		expect(await here('accounts', 'reset-factors', 'neuve')).toMatchObject({ exit: 0 });
		const again = await here('accounts', 'code', 'neuve');
		expect(codeIn(again.out)).not.toBe('');
		expect(await changesOf(database.sql, row?.id ?? '')).toEqual([
			...['account_created', 'training_recorded', 'place_given', 'code_used', 'role_changed'],
			...['sessions_ended', 'factors_reset', 'code_issued']
		]);
	});

	it('a training is recorded, with its history; not one that is yet to come', async () => {
		expect(await here('accounts', 'trained', 'hot3', '2026-01-31')).toMatchObject({
			exit: 0,
			out: 'La date de formation est notée.\n'
		});
		const early = await here('accounts', 'trained', 'hot3', '2999-01-01');
		expect([early.exit, early.err]).toEqual([1, expect.stringContaining('avant d’avoir eu lieu')]);
		expect((await here('accounts', 'list')).out).toMatch(/^hot3 .* 2026-01-31 /m);
		expect(await changesOf(database.sql, 'hot3')).toEqual(['training_recorded']);
	});

	it('what the office refuses is refused here, with exit code 1', async () => {
		for (const [args, sentence] of [
			[['accounts', 'disable', 'adm1'], 'dernier compte d’administration'],
			[['accounts', 'role', 'adm1', 'trainee'], 'dernier compte d’administration'],
			[['accounts', 'disable', 'nobody'], 'Aucun compte'],
			[
				[
					'accounts',
					'add',
					'--username',
					'inf1',
					'--name',
					'A',
					'--title',
					'B',
					'--role',
					'trainee',
					'--site',
					'perron'
				],
				'déjà pris'
			],
			[
				[
					'accounts',
					'add',
					'--username',
					'x2',
					'--name',
					'A',
					'--title',
					'B',
					'--role',
					'trainee',
					'--site',
					'nowhere'
				],
				'Introuvable'
			],
			[['devices', 'revoke', 'no-number'], 'Aucun numéro'],
			[
				[
					'init',
					'--site-id',
					'x',
					'--site-name',
					'X',
					'--timezone',
					'UTC',
					'--username',
					'chef',
					'--name',
					'C'
				],
				'init ne sert qu’une fois'
			]
		] as const) {
			const { exit, out, err } = await here(...args);
			expect([exit, out], args.join(' ')).toEqual([1, '']);
			expect(err).toContain(sentence);
		}
	});

	it('a screen is listed by its number and unplugged', async () => {
		const helper = await signIn(node, 'pa1');
		const screen = await connectDisplay(node, await pairDisplay(helper, 'perron'));
		const { out } = await here('displays', 'list');
		const [number = ''] = /^[0-9a-f-]{36}/m.exec(out) ?? [];
		expect(await here('displays', 'revoke', number)).toMatchObject({ exit: 0 });
		await screen.untilCut(CUT_MS);
		expect((await here('devices', 'list')).out).toMatch(/^numéro +milieu +tablette/);
	});
});

describe('The embedded database', () => {
	it('is used beside the node that runs it, started for one command when none runs, and never made by the way', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'halte-cli-'));
		atEnd(() => rm(folder, { recursive: true, force: true }));
		const here = (...args: string[]) => admin({ HALTE_DATA: folder, HALTE_DEMO: '0' }, ...args);
		expect(await here('accounts', 'list')).toMatchObject({ exit: 1 });
		expect(await readdir(folder)).toEqual([]);
		const made = await here(
			...['init', '--site-id', 'seuil', '--site-name', 'Le Seuil', '--timezone', 'America/Toronto'],
			...['--username', 'chantal', '--name', 'Chantal']
		);
		expect(made).toMatchObject({ exit: 0 });
		expect(await readdir(join(folder, 'postgres'))).not.toContain('postmaster.pid');
		expect((await here('accounts', 'list')).out).toContain('chantal');
		expect(await readdir(join(folder, 'postgres'))).not.toContain('postmaster.pid');

		const node = await launchNode({ variables: { HALTE_DATA: folder, HALTE_DEMO: '0' } });
		expect(await node.ready, node.output()).toBe(true);
		expect((await here('accounts', 'code', 'chantal')).exit).toBe(0);
		expect((await here('words', '--from', 'db/demo/network.json')).out).toContain('services');
		expect((await fetch(`${node.url}/readyz`)).status).toBe(200);
		expect(await node.stop()).toBe(0);
	});
});

describe('A real network', () => {
	it('is in use from an empty database: init, code, settings, accounts, a visit that is called', async () => {
		const database = await freshDatabase({ bare: true });
		const variables = { ...database.variables, HALTE_KEYS: KEYS, HALTE_DEMO: '0' };
		const { exit, out } = await admin(
			variables,
			...['init', '--site-id', 'seuil', '--site-name', 'Le Seuil', '--timezone', 'America/Toronto'],
			...['--username', 'chantal', '--name', 'Chantal', '--from', 'db/demo/network.json']
		);
		expect(exit).toBe(0);
		expect(out).toMatch(/Sa formation sur la protection des renseignements est notée au \d{4}-\d\d-\d\d/);
		const node = await startNode({ database, variables: { HALTE_KEYS: KEYS, HALTE_DEMO: '0' } });
		const chief = await comesIn(node, 'chantal', codeIn(out), '/premiere-fois');

		const office = chief.client;
		const site = '/milieux/seuil';
		const done = { status: 200, code: null };
		expect(await press(office, site, 'addRoom', { name: 'Bureau', kind: 'care' })).toMatchObject(done);
		// Not today, or the calendar might open it first.
		const weekday = String(((new Date().getUTCDay() + 3) % 7) + 1);
		const block = { weekday, startsAt: '13:00', endsAt: '16:00' };
		expect(await press(office, site, 'addBlock', block)).toMatchObject(done);
		const services = { services: ['infirmier', 'ecoute'], defaultService: 'infirmier' };
		expect(await press(office, site, 'services', services)).toMatchObject(done);
		const made = await press(office, '/comptes/nouveau', 'create', {
			...{ username: 'nadia', name: 'Nadia', title: 'Infirmière', role: 'clinician' },
			...{ trainedOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) },
			...{ sites: 'seuil', gives: 'seuil:infirmier', levels: 'seuil' }
		});
		expect(made).toMatchObject(done);

		const nadia = (await comesIn(node, 'nadia', codeIn(made.data))).client;
		await nadia.do('/sites/seuil/blocks/open');
		const visit = await nadia.register('seuil', { reasons: ['plaie'] });
		expect(visit.word).toMatch(/^\p{L}+ [2-9]$/u);
		const { view } = await nadia.board('seuil', 'clinician');
		const room = view.rooms.find(({ name }) => name === 'Bureau')?.id ?? '';
		expect((await nadia.step(firstEntry(visit), 'call', { room })).room).toBe(room);
	});
});

/** Chooses a password by the code, sets up the second step that a real network asks for, and is in. */
async function comesIn(node: HalteNode, username: string, code: string, page?: string): Promise<Browser> {
	const browser = new Browser(node);
	const chosen = await chooseBy(browser, code, { username, password: PASSWORD_OF_HERS }, page);
	expect([chosen.status, chosen.headers.get('location')]).toEqual([303, SECOND_STEP]);
	await setUpApp(browser, Date.now(), SECOND_STEP);
	expect((await browser.client.get('/session')).status).toBe(200);
	return browser;
}
