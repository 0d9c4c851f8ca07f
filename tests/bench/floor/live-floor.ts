/**
 * The floor from a request to the screens, in a process of its own: bare http, JSON, one statement, bare socket.io
 * that sends every screen of a queue one short message for each registration. Started with PORT and DATABASE_URL.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { Server } from 'socket.io';
import { floorPool, openFloorStore } from './floor-store.ts';

const { PORT, DATABASE_URL = '' } = process.env;
const store = openFloorStore(floorPool({ connection: { url: DATABASE_URL } }));
const server = createServer((request, response) => {
	void serve(request).then(
		({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(body),
		(error: unknown) => response.writeHead(500).end(String(error))
	);
});
const screens = new Server(server, { serveClient: false }).of('/display');
screens.on('connection', async (socket) => {
	const { token } = socket.handshake.auth as { token?: string };
	await socket.join(token ?? '');
	socket.emit('view', messageOf(token ?? '', 0));
});

async function serve(request: IncomingMessage): Promise<{ status: number; body: string }> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const { queue } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { queue?: unknown };
	if (typeof queue !== 'string' || queue.length > 64) return { status: 400, body: '{}' };
	const seq = await store.register(queue);
	screens.to(queue).emit('view', messageOf(queue, seq));
	return { status: 201, body: JSON.stringify({ seq }) };
}

/** About 230 bytes: what a screen needs to draw one more line. */
function messageOf(siteId: string, seq: number) {
	const entry = {
		word: 'Huard 4',
		service: 'infirmier',
		status: 'waiting',
		arrivedAt: new Date().toISOString()
	};
	return { siteId, epoch: 1, seq, audience: 'display', entry: { id: 'a'.repeat(36), ...entry } };
}

server.keepAliveTimeout = 60_000;
server.listen(Number(PORT), '127.0.0.1', () => console.log('ready'));
