/** Two nodes behind Debian's HAProxy and nginx, with the very files that an operator gets. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshBlock } from '../faults/fire/fresh-block.ts';
import { judge } from '../faults/fire/judge.ts';
import { LivingScreen } from '../faults/fire/living-screen.ts';
import { plainWork } from '../faults/fire/plain-work.ts';
import { Recorder } from '../faults/fire/recorder.ts';
import { atEnd } from '../support/at-end.ts';
import { BALANCERS, startBalancer, type BalancerName } from '../support/balancer.ts';
import { signIn } from '../support/client.ts';
import { freePort, portToComeBackTo } from '../support/free-port.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { startRedis } from '../support/redis-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const DRAIN_MS = 30_000;
const PEOPLE = 4;
/** Of one command, while a balancer has nobody to ask or asks somebody who has just gone. */
const TRIES = 1_000;

let database: TestDatabase;
let redisUrl: string;
const nodes: HalteNode[] = [];
const ports: number[] = [];
const fronts = new Map<BalancerName, HalteNode>();

beforeAll(async () => {
	[database, { url: redisUrl }] = await Promise.all([freshDatabase(), startRedis()]);
	for (const index of [0, 1]) {
		ports[index] = await portToComeBackTo();
		nodes[index] = await startNode({ database, redisUrl, port: ports[index] });
	}
	const folder = await temporaryFolder();
	for (const name of BALANCERS) {
		const balancer = await startBalancer(name, { port: await freePort(), nodes: ports, folder });
		atEnd(balancer.stop);
		// As much of a node as somebody with a browser needs.
		fronts.set(name, { url: balancer.url } as HalteNode);
	}
});

async function temporaryFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-front-'));
	atEnd(() => rm(folder, { recursive: true, force: true }));
	return folder;
}

const front = (name: BalancerName) => fronts.get(name) as HalteNode;

describe.each(BALANCERS)('Through %s', (name) => {
	it('a screen opens a WebSocket at its first try', async () => {
		const { cookie } = await signIn(front(name), 'pa1');
		const transports = ['websocket', 'polling'];
		const options = { transports, forceNew: true, reconnection: false, extraHeaders: { cookie } };
		const socket = io(`${front(name).url}/staff`, options);
		await new Promise((resolve, reject) => {
			socket.once('connect', () => resolve(null)).once('connect_error', reject);
		}).finally(() => {
			expect(socket.io.engine.transport.name).toBe('websocket');
			// HAProxy sends whoever comes next to the node with fewer lines.
			socket.disconnect();
		});
	});

	it('a browser that polls stays at one node, while others go to the other one', async () => {
		const polling = `${front(name).url}/socket.io/?EIO=4&transport=polling`;
		const come = async (session: string) => {
			const opened = await fetch(polling, { headers: { cookie: `halte_session=${session}` } });
			const { sid } = JSON.parse((await opened.text()).slice(1)) as { sid: string };
			const given = opened.headers.getSetCookie().map((line) => line.split(';')[0]);
			return { sid, cookie: [`halte_session=${session}`, ...given].join('; ') };
		};
		const poll = async (sid: string, cookie: string) =>
			(await fetch(`${polling}&sid=${sid}`, { method: 'POST', body: '3', headers: { cookie } })).status;
		const first = await come('first');
		let others = 0;
		// Whoever is at the other node finds the first one's line unknown there.
		await expect
			.poll(async () => poll(first.sid, (await come(`other-${(others += 1)}`)).cookie), { interval: 0 })
			.toBe(400);
		for (let i = 0; i < 10; i += 1) expect(await poll(first.sid, first.cookie)).toBe(200);
	});

	it('nobody reads the metrics, whatever address they claim', async () => {
		const claims = { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1' };
		for (const claim of [undefined, ...Object.entries(claims)]) {
			const headers = claim && [claim];
			expect((await fetch(`${front(name).url}/metrics`, { headers })).status).toBe(404);
		}
	});
});

describe('One node after the other is restarted', () => {
	/** Balancers count on it again: HAProxy says at which node somebody new is; nginx asks whoever there is. */
	async function untilUsed(index: number): Promise<void> {
		const whereTo = async () => (await fetch(`${front('haproxy').url}/healthz`)).headers.get('set-cookie');
		await expect.poll(whereTo, { interval: 50 }).toContain(`halte_node=node-${index + 1}`);
	}

	async function drain(node: HalteNode): Promise<void> {
		const late = setTimeout(() => node.child.kill('SIGKILL'), DRAIN_MS);
		expect(await node.stop()).toBe(0);
		clearTimeout(late);
	}

	it(
		'while people come and are called through both balancers: nobody is lost or called twice, screens go on',
		{ timeout: 180_000 },
		async () => {
			const [coordinator, peer, nurse] = await Promise.all([
				signIn(front('haproxy'), 'coo1'),
				signIn(front('haproxy'), 'pa1'),
				signIn(front('nginx'), 'inf1')
			]);
			const fromSeq = await freshBlock(database.sql, coordinator, SITE);
			const screens = BALANCERS.map(
				(name) => new LivingScreen({ ...peer, node: front(name) } as typeof peer, SITE)
			);
			for (const screen of screens) await screen.untilView('the first view', () => true);
			const recorder = new Recorder();
			let turn = 0;
			const work = {
				siteId: SITE,
				recorder,
				helper: { id: 'pa1', client: peer },
				caller: { id: 'inf1', client: nurse },
				address: () => front(BALANCERS[(turn += 1) % BALANCERS.length] as BalancerName).url,
				tries: TRIES
			};
			for (const index of [0, 1]) {
				await Promise.all([plainWork(work, PEOPLE), drain(nodes[index] as HalteNode)]);
				const fresh = startNode({ database, redisUrl, port: ports[index] });
				[, nodes[index]] = await Promise.all([plainWork(work, PEOPLE), fresh]);
				await untilUsed(index);
			}
			const { breaches, unheard, rows } = await judge(recorder.history, {
				sql: database.sql,
				siteId: SITE,
				fromSeq
			});
			expect(breaches).toEqual([]);
			expect(unheard).toBe(0);
			for (const screen of screens) {
				await screen.untilLike(rows, DRAIN_MS);
				// It was at one of the two, and both have ended since.
				expect(screen.connections).toBeGreaterThan(1);
			}
		}
	);
});

describe('npm run cluster', () => {
	it(
		'starts all that it needs, starts a node again that ended, and leaves nothing behind',
		{ timeout: 180_000 },
		async () => {
			await once(
				spawn(process.execPath, [
					'node_modules/vite/bin/vite.js',
					'build',
					'--config',
					'vite.cluster.config.ts'
				]),
				'exit'
			);
			const folder = await temporaryFolder();
			const child = spawn(process.execPath, ['build/cluster/cluster.js', '--proxy', 'nginx'], {
				env: { PATH: process.env['PATH'], PORT: '0', TMPDIR: folder }
			});
			atEnd(() => void child.kill('SIGINT'));
			const ended = once(child, 'exit');
			let said = '';
			child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
			const patience = { timeout: 60_000 };
			await expect.poll(() => said, patience).toContain('Grappe prête');
			const url = /Grappe prête : (\S+)/.exec(said)?.[1] ?? '';
			await signIn({ url } as HalteNode, 'pa1');
			const [pid] = [...said.matchAll(/Nœud 1 : \S+ processus (\d+)/g)].map(([, found]) => Number(found));
			process.kill(pid ?? 0, 'SIGTERM');
			await expect.poll(() => said.match(/Nœud 1 : \S+ processus/g)?.length, patience).toBe(2);
			expect(said).toContain('Nœud 1 : arrêté (0), redémarre');
			child.kill('SIGINT');
			expect(await ended).toEqual([0, null]);
			expect(await readdir(folder)).toEqual([]);
			await expect(fetch(url)).rejects.toThrow();
		}
	);

	it('asks for what is meant', async () => {
		const child = spawn(process.execPath, ['build/cluster/cluster.js', '--nodes', '9']);
		const [exit, said] = await Promise.all([once(child, 'exit'), once(child.stderr, 'data')]);
		expect(exit).toEqual([2, null]);
		expect(String(said)).toContain('--nodes demande un nombre de 2 à 4.');
	});
});
