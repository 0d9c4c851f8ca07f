/** A rush of sockets at one site must not be felt at another, nor by those who come in while it lasts. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { atEnd } from '../support/at-end.ts';
import { Client, signIn } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { connectDisplay, connectStaff, pairDisplay } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const RUSH = fileURLToPath(new URL('../support/socket-rush.js', import.meta.url));
const STRANGERS = fileURLToPath(new URL('../support/stranger-rush.js', import.meta.url));
const COUNT = 1_000;
/** How long a slow machine may take to be overrun. */
const PATIENCE = { timeout: 50_000 };

let database: TestDatabase;
let node: HalteNode;
let nurse: Client;
let peer: Client;
let colleague: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	[nurse, peer, colleague] = await Promise.all([
		signIn(node, 'inf1'),
		signIn(node, 'pa1'),
		signIn(node, 'pa1')
	]);
});

it('A thousand sockets at one site within a second, some with a megabyte: work at another goes on as ever', async () => {
	const witness = await connectStaff(peer, 'tandem', 'reception');
	const token = await pairDisplay(nurse, 'escale');
	const wall = await pairDisplay(nurse, 'tandem');
	const rush = fork(RUSH, [node.url, 'escale', String(COUNT), nurse.cookie, token]);
	atEnd(() => void rush.kill());
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
	let over = false;
	const told = once(rush, 'message').finally(() => (over = true));
	rush.send('go');
	// Lines that open only now, with keys of their own, are not behind the thousand.
	await Promise.all([connectStaff(peer, 'tandem', 'reception'), connectDisplay(node, wall)]);
	expect(over).toBe(false);
	const [seen] = (await told) as [Record<'letIn' | 'refused' | 'boards' | 'sent' | 'cut', number>];
	going = false;
	await working;

	// They came and looked; whoever sent too much was cut.
	const what = JSON.stringify(seen);
	expect(seen.letIn + seen.refused, what).toBe(COUNT);
	expect(seen.boards, what).toBeGreaterThan(COUNT / 4);
	expect(seen.sent, what).toBeGreaterThan(COUNT / 8);
	expect(seen.cut, what).toBe(seen.sent);
	// And nobody else was.
	expect(witness.socket.connected).toBe(true);
	const { word } = await peer.register('tandem');
	await witness.untilView('the newcomer', ({ entries }) => entries.some((entry) => entry.word === word));

	expect(times.length).toBeGreaterThan(20);
	const p95 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
	expect(p95, `${times.length} commands, the longest took ${times.at(-1)} ms`).toBeLessThan(1_000);
}, 120_000);

it('A thousand strangers a second at the door: the team and the screens come in as ever, also those whom this node has not seen before', async () => {
	const newcomer = await signIn(node, 'den1');
	const token = await pairDisplay(nurse, 'perron');
	// To the node at whose door they are, what was signed in or paired at another one is as strange as after a restart.
	const other = await startNode({ database });
	const elsewhere = new Client(node, (await signIn(other, 'med1')).cookie);
	const pairedElsewhere = await pairDisplay(await signIn(other, 'inf1'), 'perron');

	const rush = fork(STRANGERS, [node.url]);
	atEnd(() => void rush.kill());
	await once(rush, 'message');
	rush.send('go');
	const turnedAway = async () => {
		rush.send('tell');
		const [{ refused }] = (await once(rush, 'message')) as [{ refused: number }];
		return refused;
	};
	// The line is full: whoever comes now and stands in it is sent away.
	await expect.poll(turnedAway, PATIENCE).toBeGreaterThan(0);
	await Promise.all([
		connectStaff(newcomer, 'perron', 'clinician'),
		connectStaff(elsewhere, 'perron', 'clinician'),
		connectDisplay(node, token),
		connectDisplay(node, pairedElsewhere)
	]);
	// And it is full still.
	const before = await turnedAway();
	await expect.poll(turnedAway, PATIENCE).toBeGreaterThan(before);
	rush.kill();
}, 120_000);
