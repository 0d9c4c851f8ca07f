import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { displaySocket } from './sockets.ts';

let door: Server;

afterEach(() => {
	vi.unstubAllGlobals();
	door.closeAllConnections();
	door.close();
});

it('A screen shows at the very door, each time that it comes, the key that it has then; what could be none it leaves out', async () => {
	const shown: (string[] | undefined)[] = [];
	door = createServer();
	door.on('upgrade', ({ headers }, socket) => {
		shown.push(headers['sec-websocket-protocol']?.split(/, */));
		socket.destroy();
	});
	await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
	const port = String((door.address() as AddressInfo).port);
	vi.stubGlobal('location', { protocol: 'http:', hostname: '127.0.0.1', host: `127.0.0.1:${port}`, port });

	let token: string | null = null;
	const { socket, release } = displaySocket({ token: () => token, renew: () => Promise.resolve(true) });
	for (const [kept, names] of [
		['first-key_1', ['halte.screen', 'first-key_1']],
		['second-key', ['halte.screen', 'second-key']],
		['no key', ['halte.screen']],
		[null, ['halte.screen']]
	] as const) {
		token = kept;
		shown.length = 0;
		socket.disconnect().connect();
		await vi.waitFor(() => expect(shown.at(-1)).toEqual(names), { timeout: 10_000 });
	}
	release();
});
