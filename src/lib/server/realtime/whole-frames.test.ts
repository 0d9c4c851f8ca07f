import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io as connect } from 'socket.io-client';
import { expect, it } from 'vitest';
import { inOnePiece } from './whole-frames.ts';

it('tells many sockets the same in one piece each', async () => {
	const server = createServer();
	const io = new Server(server);
	const pieces: number[] = [];
	io.engine.on('connection', (connection: Parameters<typeof inOnePiece>[0]) => {
		inOnePiece(connection);
		connection.on('flush', (packets: { options?: { wsPreEncodedFrame?: Buffer[] } }[]) => {
			for (const { options } of packets)
				if (options?.wsPreEncodedFrame !== undefined) pieces.push(options.wsPreEncodedFrame.length);
		});
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const clients = [1, 2, 3].map(() => connect(address, { transports: ['websocket'], forceNew: true }));
	try {
		await Promise.all(
			clients.map((client) => new Promise((resolve) => client.on('connect', resolve as () => void)))
		);
		// Longer than a frame's short lengths, and not of one byte a sign.
		const told = 'é'.repeat(70_000);
		const heard = clients.map((client) => new Promise((resolve) => client.on('view', resolve)));
		io.emit('view', told);
		expect(await Promise.all(heard)).toEqual([told, told, told]);
		expect(pieces).toEqual([1, 1, 1]);
	} finally {
		for (const client of clients) client.disconnect();
		await io.close();
	}
});
