/** A socket is a door too: who stands before it, and what is thrown at it, must not harm those inside. */
import { io } from 'socket.io-client';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { connectStaff, openDisplay, openStaff, pairDisplay, Screen } from '../support/screen.ts';
import { freshDatabase } from '../support/test-database.ts';

let node: HalteNode;
let nurse: Client;
let host: Client;

beforeAll(async () => {
	node = await startNode({ database: await freshDatabase() });
	[nurse, host] = await Promise.all([signIn(node, 'inf1'), signIn(node, 'hot1')]);
});

const handshake = (headers: Record<string, string>) =>
	fetch(`${node.url}/socket.io/?EIO=4&transport=polling`, { headers: { cookie: nurse.cookie, ...headers } });

const webSocket = (headers: Record<string, string>) =>
	new Screen(
		io(`${node.url}/staff`, {
			forceNew: true,
			reconnection: false,
			transports: ['websocket'],
			extraHeaders: { cookie: nurse.cookie, ...headers }
		})
	);

describe('A handshake', () => {
	it.each([
		{ origin: 'https://evil.example' },
		{ origin: 'null' },
		{ 'sec-fetch-site': 'cross-site' },
		{ 'sec-fetch-site': 'same-site' }
	] as Record<string, string>[])(
		'from another site (%j) is refused, by polling and by WebSocket',
		async (headers) => {
			expect((await handshake(headers)).status).toBe(403);
			const screen = webSocket(headers);
			expect(await screen.until('a refusal', () => screen.refusedEntry)).toBeTruthy();
			expect(screen.socket.connected).toBe(false);
		}
	);

	it('from our own page, or from a program, is let in', async () => {
		for (const headers of [{ origin: node.url }, {}] as Record<string, string>[]) {
			expect((await handshake(headers)).status).toBe(200);
			const screen = webSocket(headers);
			await screen.until('a line', () => screen.socket.connected);
		}
	});

	it('without a session, or with a display’s key that is worth nothing, is refused', async () => {
		const impostors = [
			openStaff({ ...nurse, node, cookie: '' } as Client),
			openStaff({ ...nurse, node, cookie: 'halte_session=made-up' } as Client),
			openDisplay(node, 'made-up'),
			openDisplay(node, ''),
			openDisplay(node, { $ne: '' } as unknown as string)
		];
		for (const screen of impostors)
			expect(await screen.until('a refusal', () => screen.refusedEntry)).toBe('not_signed_in');
	});
});

describe('Once inside', () => {
	/** Somebody at work, who must notice nothing. */
	let witness: Screen<'reception'>;
	let seen: number;

	beforeEach(async () => {
		witness ??= await connectStaff(nurse, 'perron', 'reception');
		seen = witness.boards.length;
	});

	/** The house stands, and shows a change to those who work. */
	async function expectServing(): Promise<void> {
		expect(node.child.exitCode).toBeNull();
		const { word } = await nurse.register('perron');
		await witness.untilView('the newcomer', ({ entries }) => entries.some((entry) => entry.word === word));
		expect(witness.boards.length).toBeGreaterThan(seen);
		expect(node.output()).not.toContain(word);
	}

	it('messages that make no sense are let fall', async () => {
		const screen = openStaff(nurse);
		const raw = screen.socket as unknown as { emit(event: string, ...args: unknown[]): void };
		const deep = JSON.parse('{"a":'.repeat(500) + '1' + '}'.repeat(500)) as object;
		const nonsense = [
			42,
			null,
			'perron',
			[],
			{},
			{ siteId: 5 },
			{ siteId: '' },
			{ siteId: 'x'.repeat(100) },
			deep
		];
		for (const message of nonsense) raw.emit('watch', message);
		raw.emit('watch');
		raw.emit('watch', { siteId: 'perron', audience: 'everyone' });
		raw.emit('watch', { siteId: 'perron', extra: 1 });
		raw.emit('watch', { siteId: 'perron' }, 'more', () => {});
		raw.emit('watch', Buffer.from('perron'));
		raw.emit('unheard-of', { siteId: 'perron' });
		raw.emit('bell', { siteId: 'perron', epoch: 9, seq: 9 });
		raw.emit('__proto__', {});
		await expectServing();
		// The line still stands, and a message that makes sense is answered.
		screen.socket.emit('watch', { siteId: 'perron', audience: 'clinician' });
		await screen.untilView('the board', () => true);
	});

	it('a message of 17 kB costs its sender the line, and nobody else theirs', async () => {
		const screen = openStaff(nurse);
		await screen.until('a line', () => screen.socket.connected);
		screen.socket.emit('watch', { siteId: 'x'.repeat(17 * 1024) });
		await screen.untilCut();
		await expectServing();
	});

	it('noise instead of messages costs its sender the line at most', async () => {
		for (const noise of [
			'garbage',
			'4',
			'42/staff,["watch"',
			'451-["watch",{"_placeholder":true,"num":99}]',
			'\0\0'
		]) {
			const screen = openStaff(nurse);
			await screen.until('a line', () => screen.socket.connected);
			screen.socket.io.engine.write(noise);
		}
		await expectServing();
	});

	it('another team’s site does not exist, and an audience that one is not is forbidden', async () => {
		for (const [client, siteId, audience, answer] of [
			[nurse, 'halo', 'reception', 'not_found'],
			[nurse, 'nowhere', 'reception', 'not_found'],
			[host, 'perron', 'reception', 'forbidden'],
			[host, 'perron', 'clinician', 'forbidden'],
			[nurse, 'perron', 'coordinator', 'forbidden'],
			[nurse, 'perron', 'display', 'forbidden']
		] as const) {
			const screen = openStaff(client);
			screen.socket.emit('watch', { siteId, audience });
			expect(await screen.until('an answer', () => screen.refusals[0]), `${siteId} ${audience}`).toBe(answer);
			expect(screen.boards).toEqual([]);
		}
		await expectServing();
	});

	it('a display sees its own site, whatever it asks for', async () => {
		const screen = openDisplay(node, await pairDisplay(nurse, 'perron'));
		screen.socket.emit('watch', { siteId: 'escale', audience: 'reception' });
		await screen.until('two views', () => screen.boards.length >= 2);
		expect(new Set(screen.boards.map(({ siteId, audience }) => `${siteId} ${audience}`))).toEqual(
			new Set(['perron display'])
		);
	});
});
