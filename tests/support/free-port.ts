import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A port of this machine on which nothing listens now. */
export async function freePort(): Promise<number> {
	return portOf(0);
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
