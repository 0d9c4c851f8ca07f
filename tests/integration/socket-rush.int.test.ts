/** A rush of sockets at one site must not be felt at another. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { connectStaff, pairDisplay } from '../support/screen.ts';
import { freshDatabase } from '../support/test-database.ts';

const RUSH = fileURLToPath(new URL('../support/socket-rush.js', import.meta.url));
const COUNT = 1_000;

let node: HalteNode;
let nurse: Client;
let peer: Client;
let colleague: Client;

beforeAll(async () => {
	node = await startNode({ database: await freshDatabase() });
	[nurse, peer, colleague] = await Promise.all([
		signIn(node, 'inf1'),
		signIn(node, 'pa1'),
		signIn(node, 'pa1')
	]);
});

it('A thousand sockets at one site within a second, some with a megabyte: work at another goes on as ever', async () => {
	const witness = await connectStaff(peer, 'tandem', 'reception');
	const token = await pairDisplay(nurse, 'escale');
	const rush = fork(RUSH, [node.url, 'escale', String(COUNT), nurse.cookie, token]);
	await once(rush, 'message');

	let going = true;
	const times: number[] = [];
	const work = async (client: Client) => {
		const { id } = await client.register('tandem');
		for (let i = 0; going; i += 1) {
			const from = performance.now();
			// Fails the test when it is refused.
			await client.do(`/visits/${id}/${i % 2 === 0 ? 'step-out' : 'return'}`);
			times.push(performance.now() - from);
		}
	};
	const working = Promise.all([work(peer), work(colleague)]);
	rush.send('go');
	const [seen] = (await once(rush, 'message')) as [
		Record<'letIn' | 'refused' | 'boards' | 'sent' | 'cut', number>
	];
	going = false;
	await working;

	// They came and looked; whoever sent too much was cut.
	const told = JSON.stringify(seen);
	expect(seen.letIn + seen.refused, told).toBe(COUNT);
	expect(seen.boards, told).toBeGreaterThan(COUNT / 4);
	expect(seen.sent, told).toBeGreaterThan(COUNT / 8);
	expect(seen.cut, told).toBe(seen.sent);
	// And nobody else was.
	expect(witness.socket.connected).toBe(true);
	const { word } = await peer.register('tandem');
	await witness.untilView('the newcomer', ({ entries }) => entries.some((entry) => entry.word === word));

	expect(times.length).toBeGreaterThan(20);
	const p95 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
	expect(p95, `${times.length} commands, the longest took ${times.at(-1)} ms`).toBeLessThan(1_000);
}, 120_000);

it('Fifteen hundred strangers at the door: somebody who has just signed in is shown the list before they are through', async () => {
	const newcomer = await signIn(node, 'den1');
	const strangers = Array.from({ length: 1_500 }, () => knockAsStranger(node.url));
	let through = 0;
	for (const { answered } of strangers) void answered.then(() => (through += 1));
	// The first ones are in, and so all the others stand in line.
	await Promise.all(strangers.map(({ sent }) => sent));
	await expect.poll(() => through, { timeout: 20_000 }).toBeGreaterThan(0);
	await connectStaff(newcomer, 'nichee', 'clinician');
	expect(through).toBeLessThan(strangers.length);
	for (const { leave } of strangers) leave();
}, 60_000);

/** A handshake of a socket without any key, which waits for its turn. */
function knockAsStranger(url: string) {
	const knock = request(`${url}/socket.io/?EIO=4&transport=websocket`, {
		agent: false,
		headers: {
			...{ connection: 'Upgrade', upgrade: 'websocket' },
			...{ 'sec-websocket-version': '13', 'sec-websocket-key': randomBytes(16).toString('base64') }
		}
	});
	const answered = new Promise<void>((resolve) => {
		knock.on('upgrade', (_, socket) => {
			socket.on('error', () => {});
			resolve();
		});
		knock.on('response', () => resolve());
		knock.on('error', () => resolve());
	});
	const sent = new Promise<void>((resolve) => knock.on('finish', resolve));
	knock.end();
	return { answered, sent, leave: () => knock.destroy() };
}
