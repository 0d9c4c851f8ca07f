import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Linux gives some of them again at once: to the next one who asks, before the first has come to listen there. */
const given = new Set<number>();

/** A port of this machine on which nothing listens now, and that this process was not given before. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = await portOf(0);
		if (given.has(port)) continue;
		given.add(port);
		return port;
	}
}

/** Linux gives those from 32768 on to outgoing connections: one of them may be taken when a server comes back to it. */
const LOWEST = 20_000;
const PORTS = 12_000;

/** A port to which a server may come back after it was killed. */
export async function portToComeBackTo(): Promise<number> {
	for (let i = 0; i < PORTS; i += 1) {
		const port = LOWEST + ((process.pid * 7 + i) % PORTS);
		try {
			return await portOf(port);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		}
	}
	throw new Error('no port is free');
}

async function portOf(wanted: number): Promise<number> {
	const server = createServer();
	server.listen(wanted, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
