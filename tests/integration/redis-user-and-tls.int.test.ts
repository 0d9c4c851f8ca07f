/** The users that docs/operations.md lets an operator copy, over TLS, with each kind of Redis. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Redis } from 'ioredis';
import { beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { startRedis, startSentinel } from '../support/redis-process.ts';
import {
	PATIENCE,
	SITE,
	TIMEOUT,
	expectShared,
	look,
	readiness,
	twoNodes
} from '../support/redis-sharing.ts';
import * as operated from '../support/redis-users.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const { SECRET, SECRET_IN_ADDRESS, WATCHING, asFlags, tlsAt, usersOf } = operated;
const AWAY = 'ready, degraded: redis is away';
const HALTE = `halte:${SECRET_IN_ADDRESS}`;
/** As a replica, or once it is one. */
const REPLICATES = [
	['masteruser', 'replica'],
	['masterauth', SECRET]
];
const run = promisify(execFile);

let database: TestDatabase;

beforeAll(async () => {
	database = await freshDatabase();
});

/** Nobody asked for anything that the documented user may not do. */
async function expectNothingRefused(watchers: readonly Redis[]): Promise<void> {
	for (const watcher of watchers) expect(await watcher.call('ACL', 'LOG')).toEqual([]);
}

/** Once the nodes have stopped, too; and no password is in what they said. */
async function expectStoppedInPeace(nodes: readonly HalteNode[], watchers: readonly Redis[]): Promise<void> {
	await expectNothingRefused(watchers);
	for (const node of nodes) expect(await node.stop()).toBe(0);
	for (const node of nodes) expect(node.output()).not.toMatch(/NOPERM|ReplyError|geheim/);
	await expectNothingRefused(watchers);
}

/**
 * A node that waited too long for Redis counts alone for a while, and then asks again: so somebody comes until it has.
 * Whoever comes stays counted; whoever signs in rightly doesn't.
 */
async function expectLimitsKept(node: HalteNode, watchers: readonly Redis[]): Promise<void> {
	const peer = await signIn(node, 'pa1');
	const kept = async () => {
		await peer.register(SITE, { services: ['infirmier'] });
		return (await Promise.all(watchers.map((watcher) => watcher.keys('halte:limit*')))).flat();
	};
	await expect.poll(kept, { ...PATIENCE, interval: 1_000 }).not.toEqual([]);
}

describe('One server', () => {
	let certificate: operated.Certificate;
	let port: number;
	let watcher: Redis;

	beforeAll(async () => {
		certificate = await operated.certificateFor('DNS:localhost', 'IP:127.0.0.1');
		const users = await usersOf(['halte']);
		({ port } = await startRedis((at) => asFlags([...tlsAt(at, certificate), ...users])));
		watcher = look(port, WATCHING);
	});

	it('nodes share bells and limits, and ask for nothing that the user may not do', TIMEOUT, async () => {
		const url = `rediss://${HALTE}@127.0.0.1:${port}`;
		const nodes = await twoNodes(database, url, { NODE_EXTRA_CA_CERTS: certificate.cert });
		await expectShared(nodes, watcher);
		await expectLimitsKept(nodes[0], [watcher]);
		await expectStoppedInPeace(nodes, [watcher]);
	});

	it.each([
		['does not know the certificate', SECRET_IN_ADDRESS, () => ({})],
		['has the wrong password', 'wrong', () => ({ NODE_EXTRA_CA_CERTS: certificate.cert })]
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

describe('Certificates that name hosts, and no address', () => {
	let certificate: operated.Certificate;

	beforeAll(async () => {
		certificate = await operated.certificateFor('DNS:localhost');
	});

	it(
		'when the primary dies, nodes follow a sentinel with a user and TLS to its replica',
		TIMEOUT,
		async () => {
			const users = await usersOf(['halte', 'sentinel', 'replica']);
			const flagsAt = (at: number) => [
				...asFlags([...tlsAt(at, certificate), ...users, ...REPLICATES]),
				...['--replica-announce-ip', 'localhost']
			];
			const primary = await startRedis(flagsAt);
			const replicates = ['--replicaof', `127.0.0.1 ${primary.port}`];
			const replica = await startRedis((at) => [...flagsAt(at), ...replicates]);
			const [first, second] = [look(primary.port, WATCHING), look(replica.port, WATCHING)];
			const says = async (what: string) => (await second.info('replication')).includes(what);
			await expect.poll(() => says('master_link_status:up'), PATIENCE).toBe(true);
			const asked = await usersOf(['halte-asks']);
			const sentinel = await startSentinel(primary.port, {
				host: 'localhost',
				before: ['sentinel resolve-hostnames yes', 'sentinel announce-hostnames yes'],
				linesAt: (at) => [
					...[...tlsAt(at, certificate), ...asked].map((words) => words.join(' ')),
					...['sentinel auth-user halte sentinel', `sentinel auth-pass halte ${SECRET}`]
				]
			});
			const told = look(sentinel.port, WATCHING);
			const known = async () => ((await told.call('SENTINEL', 'replicas', 'halte')) as unknown[]).length;
			await expect.poll(known, PATIENCE).toBe(1);
			const own = `sentinelUsername=halte-asks&sentinelPassword=${SECRET_IN_ADDRESS}`;
			const url = `rediss+sentinel://${HALTE}@localhost:${sentinel.port}/halte?${own}`;
			const nodes = await twoNodes(database, url, { NODE_EXTRA_CA_CERTS: certificate.cert });
			await expectShared(nodes, first);
			await expectNothingRefused([first]);
			await primary.kill();
			await expect.poll(() => says('role:master'), PATIENCE).toBe(true);
			await expectShared(nodes, second);
			await expectLimitsKept(nodes[0], [second]);
			await expectStoppedInPeace(nodes, [second, told]);
		}
	);

	it('with a cluster of three they share as well, also once a replica has taken over', TIMEOUT, async () => {
		const users = await usersOf(['halte', 'replica'], [await operated.rightsInCluster()]);
		const servers = [];
		for (const bus of [await freePort(), await freePort(), await freePort(), await freePort()])
			servers.push(
				await startRedis((port) =>
					asFlags([
						...[...tlsAt(port, certificate), ...users, ...REPLICATES],
						['cluster-enabled', 'yes'],
						['cluster-config-file', `nodes-${port}.conf`],
						['cluster-port', String(bus)],
						['tls-cluster', 'yes'],
						['cluster-announce-hostname', 'localhost'],
						['cluster-preferred-endpoint-type', 'hostname']
					])
				)
			);
		const watchers = servers.map(({ port }) => look(port, WATCHING));
		const first = watchers[0] as Redis;
		const spare = watchers[3] as Redis;
		const operator = [
			...['--tls', '--cacert', certificate.cert, '--no-auth-warning'],
			...['--user', 'watcher', '--pass', 'watching', '--cluster-yes', '--cluster']
		];
		const three = servers.slice(0, 3).map(({ port }) => `127.0.0.1:${port}`);
		await run('redis-cli', [...operator, 'create', ...three]);
		for (const watcher of watchers.slice(0, 3))
			await expect
				.poll(async () => String(await watcher.call('CLUSTER', 'INFO')), PATIENCE)
				.toContain('cluster_state:ok');
		// The one that keeps the bells gets a replica; the others say that they have MOVED.
		const keeps = await Promise.all(
			watchers.slice(0, 3).map((watcher) => watcher.exists('halte:bell').then(Number.isFinite, () => false))
		);
		const owner = watchers[keeps.indexOf(true)] as Redis;
		const name = String(await owner.call('CLUSTER', 'MYID'));
		await run('redis-cli', [
			...[...operator, 'add-node', `127.0.0.1:${servers[3]?.port}`, `127.0.0.1:${servers[0]?.port}`],
			...['--cluster-slave', '--cluster-master-id', name]
		]);
		await expect.poll(() => spare.info('replication'), PATIENCE).toContain('master_link_status:up');
		// A server that has not been told a name yet says ? instead.
		for (const watcher of watchers) {
			const told = async () => JSON.stringify(await watcher.call('CLUSTER', 'SLOTS'));
			await expect.poll(async () => (await told()).split('["localhost",').length, PATIENCE).toBe(5);
		}
		const nodes = await twoNodes(database, `rediss+cluster://${HALTE}@localhost:${servers[2]?.port}`, {
			NODE_EXTRA_CA_CERTS: certificate.cert
		});
		await expectShared(nodes, first);
		await expectLimitsKept(nodes[0], watchers);
		const asked = (watcher: Redis) => watcher.info('commandstats');
		await expect.poll(() => asked(spare), PATIENCE).toContain('cmdstat_readonly:');
		await spare.call('CLUSTER', 'FAILOVER', 'TAKEOVER');
		await expect.poll(() => owner.info('replication'), PATIENCE).toContain('role:slave');
		await expectShared(nodes, first);
		await expect.poll(() => asked(spare), PATIENCE).toContain('cmdstat_readwrite:');
		await expectStoppedInPeace(nodes, watchers);
	});
});
