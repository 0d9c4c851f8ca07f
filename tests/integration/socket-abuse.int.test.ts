/** A socket is a door too: who stands before it, and what is thrown at it, must not harm those inside. */
import { Readable } from 'node:stream';
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

/** How many snapshots of a site the server has read. */
async function boardsRead(): Promise<number> {
	const text = await (await fetch(`${node.url}/metrics`)).text();
	return Number(/^halte_board_reads_total (\d+)$/m.exec(text)?.[1]);
}

const handshake = (headers: Record<string, string>) =>
	fetch(`${node.url}/socket.io/?EIO=4&transport=polling`, { headers: { cookie: nurse.cookie, ...headers } });

const webSocket = (headers: Record<string, string>, namespace = 'staff', auth = {}) =>
	new Screen(
		io(`${node.url}/${namespace}`, {
			forceNew: true,
			reconnection: false,
			transports: ['websocket'],
			auth,
			extraHeaders: { cookie: nurse.cookie, ...headers }
		})
	);

describe('A handshake', () => {
	it.each([
		{ origin: 'https://evil.example' },
		{ origin: 'null' },
		{ origin: 'http://127.0.0.1' },
		{ origin: 'http://127.0.0.1.evil.example:80' },
		{ origin: 'http://localhost:1' },
		{ origin: 'not an address' },
		{ 'sec-fetch-site': 'cross-site' },
		{ 'sec-fetch-site': 'same-site' }
	] as Record<string, string>[])(
		'from another site (%j) is refused, by polling and by WebSocket',
		async (headers) => {
			expect((await handshake(headers)).status).toBe(403);
			const token = await pairDisplay(nurse, 'perron');
			for (const screen of [webSocket(headers), webSocket(headers, 'display', { token })]) {
				expect(await screen.until('a refusal', () => screen.refusedEntry)).toBeTruthy();
				expect(screen.socket.connected).toBe(false);
			}
		}
	);

	it('from another site is refused whatever it calls itself besides', async () => {
		const evil = {
			origin: 'https://evil.example',
			referer: `${node.url}/ecran`,
			host: new URL(node.url).host
		};
		expect((await handshake({ ...evil, 'x-forwarded-host': 'evil.example' })).status).toBe(403);
		expect((await handshake({ ...evil, 'sec-fetch-mode': 'websocket' })).status).toBe(403);
	});

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

	it('a megabyte costs its sender the line, or is not taken by polling, and nobody else notices', async () => {
		const megabyte = 'x'.repeat(1024 * 1024);
		const screen = openStaff(nurse);
		await screen.until('a line', () => screen.socket.connected);
		screen.socket.emit('watch', { siteId: megabyte });
		await screen.untilCut();

		const chunks = () => Readable.toWeb(Readable.from([megabyte])) as ReadableStream<Uint8Array>;
		for (const body of [megabyte, chunks()]) {
			const { sid } = JSON.parse((await (await handshake({})).text()).slice(1)) as { sid: string };
			const address = `${node.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`;
			const init = { method: 'POST', headers: { cookie: nurse.cookie }, body, duplex: 'half' };
			const answer = await fetch(address, init as RequestInit).then(
				({ status }) => status,
				() => 'cut off'
			);
			expect([413, 'cut off']).toContain(answer);
		}
		await expectServing();
	});

	it('asking without end is served ten times in ten seconds, and asking far more costs the line', async () => {
		const screen = openStaff(nurse);
		await screen.until('a line', () => screen.socket.connected);
		const ask = (times: number) => {
			for (let i = 0; i < times; i += 1)
				screen.socket.emit('watch', { siteId: 'perron', audience: 'reception' });
		};
		ask(90);
		await expect.poll(() => screen.boards.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(11);
		await expectServing();
		// The first look at a site is not counted; the newcomer above is one more.
		expect(screen.boards.length).toBeLessThanOrEqual(13);
		expect(screen.socket.connected).toBe(true);
		ask(5_000);
		await screen.untilCut();
		await expectServing();
	});

	it('many who come at the same moment are shown one reading of the board', async () => {
		const COME = 60;
		const before = await boardsRead();
		const screens = Array.from({ length: COME }, () => openStaff<'reception'>(nurse));
		await Promise.all(screens.map((screen) => screen.until('a line', () => screen.socket.connected)));
		for (const screen of screens) screen.socket.emit('watch', { siteId: 'tandem', audience: 'reception' });
		await Promise.all(screens.map((screen) => screen.untilView('the board', () => true)));
		expect((await boardsRead()) - before).toBeLessThan(COME / 2);
		for (const { socket } of screens) socket.disconnect();
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
