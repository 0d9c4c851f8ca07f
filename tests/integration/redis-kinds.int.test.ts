/** The kinds of Redis that an operator may have, as it comes: a set that sentinels watch over, a cluster. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { signIn } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
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
import { connectStaff } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const AWAY = 'ready, degraded: redis is away';
const run = promisify(execFile);

let database: TestDatabase;

beforeAll(async () => {
	database = await freshDatabase();
});

it(
	'When the primary dies, nodes follow two of three sentinels to the one that takes its place',
	TIMEOUT,
	async () => {
		const primary = await startRedis();
		const replica = await startRedis(() => ['--replicaof', `127.0.0.1 ${primary.port}`]);
		const second = look(replica.port);
		const says = async (what: string) => (await second.info('replication')).includes(what);
		await expect.poll(() => says('master_link_status:up'), PATIENCE).toBe(true);
		const sentinels = [];
		for (let count = 0; count < 3; count += 1)
			sentinels.push(await startSentinel(primary.port, { quorum: 2 }));
		for (const { port } of sentinels) {
			const told = look(port);
			const known = (whom: string) => async () =>
				((await told.call('SENTINEL', whom, 'halte')) as unknown[]).length;
			await expect.poll(known('replicas'), PATIENCE).toBe(1);
			await expect.poll(known('sentinels'), PATIENCE).toBe(2);
		}
		const places = sentinels.map(({ port }) => `127.0.0.1:${port}`);
		const nodes = await twoNodes(database, `redis+sentinel://${places.join(',')}/halte`);
		await expectShared(nodes, look(primary.port));
		// The one that nodes would ask first goes too.
		await sentinels[0]?.kill();
		await primary.kill();
		await expect.poll(() => says('role:master'), PATIENCE).toBe(true);
		await expectShared(nodes, second);
	}
);

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
		const nodes = await twoNodes(database, `redis+cluster://${places[2]}`);
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
