/** A rush of sockets at one site must not be felt at another. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { connectStaff, openStaff, pairDisplay } from '../support/screen.ts';
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
	// Somebody who has just signed in, elsewhere, comes in between, and is shown the list.
	await once(rush, 'message');
	const done = once(rush, 'message');
	let over = false;
	void done.then(() => (over = true));
	const newcomer = await signIn(node, 'den1');
	const from = performance.now();
	const fresh = openStaff(newcomer);
	await fresh.until('a line', () => fresh.socket.connected);
	const line = performance.now() - from;
	fresh.socket.emit('watch', { siteId: 'nichee', audience: 'clinician' });
	await fresh.untilView('the list', () => true);
	const waited = performance.now() - from;

	const [seen] = (await done) as [Record<'letIn' | 'refused' | 'boards' | 'sent' | 'cut', number>];
	going = false;
	expect(
		waited,
		`a line after ${line} ms, the list after ${waited} ms, the rush being over: ${over}`
	).toBeLessThan(3_000);
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
