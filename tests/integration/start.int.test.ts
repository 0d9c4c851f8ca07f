/** Starting and stopping, as the person at the terminal lives it. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newRingLine } from '#lib/server/keys/key-ring.ts';
import { atEnd } from '../support/at-end.ts';
import { newId, signIn } from '../support/client.ts';
import { launchNode, startNode } from '../support/node-process.ts';
import { connectStaff } from '../support/screen.ts';
import { freshDatabase } from '../support/test-database.ts';

describe('A start that cannot work says why in one sentence, and ends', () => {
	it.each([
		[
			'another database',
			{ DATABASE_URL: 'mysql://localhost/halte' },
			/DATABASE_URL doit commencer par postgres/
		],
		['an address that is none', { DATABASE_URL: 'halte' }, /DATABASE_URL doit commencer par postgres/],
		['a port that is a word', { PORT: 'trois' }, /PORT doit être un nombre/],
		['a port beyond all ports', { PORT: '70000' }, /PORT doit être un nombre/],
		['a half port', { PORT: '30.5' }, /PORT doit être un nombre/],
		['an origin with a path', { ORIGIN: 'https://halte.exemple.org/' }, /ORIGIN doit être une liste/],
		['a Redis that is none', { REDIS_URL: 'http://localhost' }, /REDIS_URL doit commencer par redis/],
		['a demo that is neither on nor off', { HALTE_DEMO: 'oui' }, /HALTE_DEMO doit être 0 ou 1/],
		['a token that is too short', { HALTE_METRICS_TOKEN: 'x' }, /HALTE_METRICS_TOKEN doit compter/],
		['a folder for what was erased', { HALTE_TOMBSTONES: '/tmp/' }, /HALTE_TOMBSTONES doit nommer un fichier/]
	])('%s', async (_, variables, sentence) => {
		const node = await launchNode({ variables: { DATABASE_URL: 'postgres://127.0.0.1:1/x', ...variables } });
		expect(await node.ended).toBe(1);
		expect(node.output()).toMatch(sentence);
		expect(node.output().trim().split('\n')).toHaveLength(1);
	});

	it('a database that does not answer, without its password', async () => {
		const variables = { DATABASE_URL: 'postgres://halte:motdepasse@127.0.0.1:1/halte' };
		const node = await launchNode({ variables });
		expect(await node.ended).toBe(1);
		expect(node.output()).toMatch(/127\.0\.0\.1:1/);
		expect(node.output()).not.toMatch(/motdepasse|\n\s+at /);
	});

	it('a port that somebody else has', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await once(other, 'listening');
		atEnd(() => void other.close());
		const { port } = other.address() as AddressInfo;
		const database = await freshDatabase();
		const node = await launchNode({ database, variables: { PORT: String(port) } });
		expect(await node.ended).toBe(1);
		expect(node.output().trim()).toBe(
			`Le port ${port} est déjà pris sur 127.0.0.1 ; choisissez-en un autre par PORT.`
		);
	});
});

describe('With a database of one’s own', () => {
	it('no demo is loaded, and no demo account is printed', async () => {
		for (const HALTE_DEMO of ['', '0']) {
			const database = await freshDatabase({ bare: true });
			const node = await startNode({ database, variables: { HALTE_DEMO, HALTE_KEYS: newRingLine(1) } });
			const [rows] = await database.sql`
				select (select count(*) from site) as sites, (select count(*) from account) as accounts`;
			expect(rows).toEqual({ sites: '0', accounts: '0' });
			expect(node.output()).not.toContain('halte-demo');
			await expect(signIn(node, 'inf1')).rejects.toThrow('401');
		}
	});

	it('the demo is loaded when it is asked for, once, by two servers that start at the same moment', async () => {
		const database = await freshDatabase({ bare: true });
		const nodes = await Promise.all([startNode({ database }), startNode({ database })]);
		for (const node of nodes) await signIn(node, 'inf1');
		const [rows] = await database.sql`
			select (select count(*) from site where not practice) as sites,
				(select count(*) from site where practice) as practice,
				(select count(*) from block where closed_at is null) as blocks`;
		expect(rows).toEqual({ sites: '7', practice: '1', blocks: '8' });
	});
});

describe('With the embedded database', () => {
	it('a second copy on the same data refuses, and the first goes on', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'halte-data-'));
		const variables = { HALTE_DATA: folder };
		// Registered before the node, so that it comes after the node has stopped.
		atEnd(() => rm(folder, { recursive: true, force: true }));
		const first = await startNode({ variables });
		const second = await launchNode({ variables });
		expect(await second.ended).toBe(1);
		expect(second.output()).toContain('Halte est déjà en marche sur ces données');
		const peer = await signIn(first, 'pa1');
		const { word } = await peer.register('perron');
		expect(await first.stop()).toBe(0);

		const again = await startNode({ variables });
		const { view } = await (await signIn(again, 'pa1')).board('perron', 'reception');
		expect(view.entries.map((entry) => entry.word)).toEqual([word]);
	});
});

it('a site that can’t be opened now keeps neither the node nor another site shut', async () => {
	const database = await freshDatabase();
	const { sql } = database;
	await sql`delete from block`;
	const open = async () =>
		(await sql<{ id: string }[]>`select site_id as id from block where closed_at is null`).map(
			({ id }) => id
		);
	await sql.begin(async (tx) => {
		await tx`select 1 from site_head where site_id = 'perron' for update`;
		const node = await startNode({ database });
		expect((await fetch(`${node.url}/readyz`)).status).toBe(200);
		expect(await open()).toContain('escale');
		expect(await open()).not.toContain('perron');
	});
	// It is tried again by itself.
	await expect.poll(open, { timeout: 40_000 }).toContain('perron');
});

describe('Stopping', () => {
	it('a command under way is finished and answered, and the server then ends well', async () => {
		const database = await freshDatabase();
		const node = await startNode({ database });
		const peer = await signIn(node, 'pa1');
		const body = { id: newId(), services: ['infirmier'] };
		// Somebody else holds the site, so that the command has to wait.
		const { sql } = database;
		const answer = await sql.begin(async (tx) => {
			await tx`select 1 from site_head where site_id = 'perron' for no key update`;
			const asked = peer.tryTo('/sites/perron/visits', body);
			const waits = async () =>
				(
					await sql`select 1 from pg_stat_activity where datname = ${database.name} and wait_event_type = 'Lock'`
				).count;
			await expect.poll(waits, { timeout: 10_000 }).toBe(1);
			node.child.kill('SIGTERM');
			const ready = async () => (await fetch(`${node.url}/readyz`)).status;
			await expect.poll(ready, { timeout: 10_000, interval: 5 }).toBe(503);
			return { asked };
		});
		expect((await answer.asked).status).toBe(201);
		expect(await node.ended).toBe(0);
		expect((await sql`select 1 from command where id = ${body.id}`).count).toBe(1);
	});

	it('screens that are connected do not hold it up', async () => {
		const node = await startNode({ database: await freshDatabase() });
		const screen = await connectStaff(await signIn(node, 'pa1'), 'perron', 'reception');
		const from = performance.now();
		expect(await node.stop()).toBe(0);
		// As long as a node waits for what is under way.
		expect(performance.now() - from).toBeLessThan(8_000);
		await screen.untilCut();
	});
});
