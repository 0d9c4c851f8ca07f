/** The kinds of Redis that an operator may have: with a user and TLS, watched over by sentinels, a cluster. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Redis, type RedisOptions } from 'ioredis';
import { beforeAll, describe, expect, it } from 'vitest';
import { atEnd } from '../support/at-end.ts';
import { signIn } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { startRedis, startSentinel } from '../support/redis-process.ts';
import { connectStaff } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const PATIENCE = { timeout: 30_000 };
const TIMEOUT = { timeout: 180_000 };
const AWAY = 'ready, degraded: redis is away';
const run = promisify(execFile);

let database: TestDatabase;

beforeAll(async () => {
	database = await freshDatabase();
});

const readiness = async (node: HalteNode) => (await (await fetch(`${node.url}/readyz`)).text()).trim();

/** A client of the test's own, to see what nodes leave there. */
function look(port: number, options: RedisOptions = {}): Redis {
	const client = new Redis({ port, host: '127.0.0.1', ...options });
	client.on('error', () => {});
	atEnd(() => client.disconnect());
	return client;
}

function twoNodes(redisUrl: string, variables: Record<string, string> = {}) {
	const options = { database, redisUrl, variables };
	return Promise.all([startNode(options), startNode(options)]);
}

/** Somebody comes at one node: the other one's screens show it, and the bell rang in Redis, where the limits are too. */
async function expectShared([here, there]: readonly [HalteNode, HalteNode], client: Redis): Promise<void> {
	for (const node of [here, there]) await expect.poll(() => readiness(node), PATIENCE).toBe('ready');
	const heard: string[] = [];
	const ear = client.duplicate();
	ear.on('error', () => {});
	atEnd(() => ear.disconnect());
	ear.on('pmessageBuffer', (_pattern, channel: Buffer, message: Buffer) =>
		heard.push(`${channel.toString()} ${message.toString('latin1')}`)
	);
	await ear.psubscribe('halte#*');
	const screen = await connectStaff(await signIn(there, 'pa1'), SITE, 'reception');
	const { word } = await (await signIn(here, 'pa1')).register(SITE, { services: ['infirmier'] });
	await screen.untilView('somebody who came elsewhere', ({ entries }) =>
		entries.some((entry) => entry.word === word)
	);
	await expect.poll(() => heard.some((message) => message.includes(SITE)), PATIENCE).toBe(true);
}

/** The line of docs/operations.md that an operator copies. */
async function documentedUser(): Promise<string[]> {
	const page = await readFile('docs/operations.md', 'utf8');
	return /^user (halte on .*)$/m.exec(page)?.[1]?.replace('>PASSWORD', '>geheim:1').split(' ') ?? [];
}

describe('With the user of docs/operations.md, over TLS', () => {
	let files: { readonly cert: string; readonly key: string };
	let port: number;
	let watcher: Redis;

	beforeAll(async () => {
		const folder = await mkdtemp(join(tmpdir(), 'halte-tls-'));
		atEnd(() => rm(folder, { recursive: true, force: true }));
		files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
		const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=halte'];
		const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
		await run('openssl', ['req', ...kind, ...names, '-keyout', files.key, '-out', files.cert]);
		const user = await documentedUser();
		({ port } = await startRedis((at) => [
			...['--port', '0', '--tls-port', String(at), '--tls-auth-clients', 'no'],
			...['--tls-cert-file', files.cert, '--tls-key-file', files.key, '--tls-ca-cert-file', files.cert],
			...['--user', 'default', 'off', '--user', ...user],
			...'--user watcher on >watching ~* &* +@all'.split(' ')
		]));
		const tls = { rejectUnauthorized: false };
		watcher = look(port, { username: 'watcher', password: 'watching', tls });
	});

	it('nodes share bells and limits, and ask for nothing that it may not do', TIMEOUT, async () => {
		const url = `rediss://halte:${encodeURIComponent('geheim:1')}@127.0.0.1:${port}`;
		const nodes = await twoNodes(url, { NODE_EXTRA_CA_CERTS: files.cert });
		await expectShared(nodes, watcher);
		expect(await watcher.keys('halte:limit*')).not.toEqual([]);
		expect(await watcher.call('ACL', 'LOG')).toEqual([]);
		for (const node of nodes) expect(await node.stop()).toBe(0);
		for (const node of nodes) expect(node.output()).not.toMatch(/NOPERM|ReplyError|geheim/);
		expect(await watcher.call('ACL', 'LOG')).toEqual([]);
	});

	it.each([
		['does not know the certificate', 'geheim%3A1', () => ({})],
		['has the wrong password', 'wrong', () => ({ NODE_EXTRA_CA_CERTS: files.cert })]
	] as const)(
		'a node that %s serves without Redis and says so',
		TIMEOUT,
		async (_what, password, variables) => {
			const redisUrl = `rediss://halte:${password}@127.0.0.1:${port}`;
			const node = await startNode({ database, redisUrl, variables: variables() });
			await expect.poll(() => readiness(node), PATIENCE).toBe(AWAY);
			await expect.poll(() => node.output(), PATIENCE).toContain('redis is away');
			await (await signIn(node, 'pa1')).register(SITE, { services: ['infirmier'] });
			expect(node.output()).not.toContain(password);
		}
	);
});

it('When the primary dies, nodes follow the sentinels to the one that takes its place', TIMEOUT, async () => {
	const primary = await startRedis();
	const replica = await startRedis(() => ['--replicaof', `127.0.0.1 ${primary.port}`]);
	const second = look(replica.port);
	const says = async (what: string) => (await second.info('replication')).includes(what);
	await expect.poll(() => says('master_link_status:up'), PATIENCE).toBe(true);
	const sentinel = await startSentinel(primary.port);
	const told = look(sentinel.port);
	const known = async () => ((await told.call('SENTINEL', 'replicas', 'halte')) as unknown[]).length;
	await expect.poll(known, PATIENCE).toBe(1);
	const nodes = await twoNodes(`redis+sentinel://127.0.0.1:${sentinel.port}/halte`);
	await expectShared(nodes, look(primary.port));
	await primary.kill();
	await expect.poll(() => says('role:master'), PATIENCE).toBe(true);
	await expectShared(nodes, second);
});

it(
	'With a cluster of three they share as well, serve while it is away, and find it again',
	TIMEOUT,
	async () => {
		const servers = [];
		for (const bus of [await freePort(), await freePort(), await freePort()])
			servers.push(
				await startRedis((port) => [
					...['--cluster-enabled', 'yes', '--cluster-config-file', `nodes-${port}.conf`],
					...['--cluster-port', String(bus)]
				])
			);
		const places = servers.map(({ port }) => `127.0.0.1:${port}`);
		await run('redis-cli', ['--cluster', 'create', ...places, '--cluster-yes']);
		const client = look(servers[0]?.port ?? 0);
		const state = async () => String(await client.call('CLUSTER', 'INFO'));
		await expect.poll(state, PATIENCE).toContain('cluster_state:ok');
		// One is enough to be told of the others.
		const nodes = await twoNodes(`redis+cluster://${places[2]}`);
		await expectShared(nodes, client);
		for (const server of servers) await server.kill();
		const [here, there] = nodes;
		const peer = await signIn(here, 'pa1');
		const screen = await connectStaff(await signIn(there, 'pa1'), SITE, 'reception');
		const { word } = await peer.register(SITE, { services: ['infirmier'] });
		await screen.untilView('somebody who came elsewhere', ({ entries }) =>
			entries.some((entry) => entry.word === word)
		);
		for (const node of nodes) await expect.poll(() => readiness(node), PATIENCE).toBe(AWAY);
		for (const server of servers) await server.restart();
		await expect.poll(state, PATIENCE).toContain('cluster_state:ok');
		await expectShared(nodes, client);
	}
);
