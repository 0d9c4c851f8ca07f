/** Whoever can write Redis may ring, and no more: no cookie, no view and no line is in their hands. */
import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { atEnd } from '../support/at-end.ts';
import { signIn } from '../support/client.ts';
import { startRedis } from '../support/redis-process.ts';
import { SITE, twoNodes } from '../support/redis-sharing.ts';
import { connectStaff } from '../support/screen.ts';
import { freshDatabase } from '../support/test-database.ts';

const FETCH_SOCKETS = 7;
const BROADCAST = 3;
const DISCONNECT_SOCKETS = 6;

it('what is written there besides bells does nothing, and bells go on', { timeout: 120_000 }, async () => {
	const [database, redis] = [await freshDatabase(), await startRedis()];
	const [here, there] = await twoNodes(database, redis.url);
	const peer = await signIn(here, 'pa1');
	const screen = await connectStaff(peer, SITE, 'reception');
	const signedOut: unknown[] = [];
	screen.socket.on('signedOut', () => signedOut.push('told'));
	const client = new Redis(redis.url);
	const ear = new Redis(redis.url);
	atEnd(() => [client, ear].forEach((line) => line.disconnect()));
	const told: string[] = [];
	ear.on('pmessageBuffer', (_pattern, channel: Buffer, message: Buffer) =>
		told.push(`${channel.toString()} ${message.toString('latin1')}`)
	);
	await ear.psubscribe('halte#*');

	const opts = { rooms: [], except: [], flags: {} };
	const forge = (type: number, data: object) => {
		const fields = { uid: 'forger', nsp: '/staff', type: String(type), data: JSON.stringify(data) };
		return client.xadd('halte:bell', '*', ...Object.entries(fields).flat());
	};
	await forge(FETCH_SOCKETS, { requestId: 'r', opts });
	await forge(BROADCAST, { opts, packet: { type: 2, data: ['signedOut'], nsp: '/staff' } });
	await forge(DISCONNECT_SOCKETS, { opts, close: true });

	// What comes after them in the same stream is heard: they were read by then.
	const elsewhere = await signIn(there, 'pa1');
	const { word } = await elsewhere.register(SITE, { services: ['infirmier'] });
	await screen.untilView('somebody who came elsewhere', ({ entries }) =>
		entries.some((entry) => entry.word === word)
	);
	expect(signedOut).toEqual([]);
	expect(screen.socket.connected).toBe(true);
	expect(told.filter((message) => message.includes('forger') || message.includes('cookie'))).toEqual([]);
});
