/** Ports to listen at. Not those that the system hands out (32768 and above): a client's own may be there already. */
import { once } from 'node:events';
import { createServer } from 'node:net';

const FIRST = 4_700;
const LAST = 4_799;
let next = FIRST;

/** A port of this machine on which nothing listens now; each is given once in a round. */
export async function freePort(): Promise<number> {
	for (let tried = FIRST; tried <= LAST; tried += 1) {
		const port = next;
		next = next === LAST ? FIRST : next + 1;
		if (await isFree(port)) return port;
	}
	throw new Error(`no port is free from ${FIRST} to ${LAST}`);
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	const free = new Promise<boolean>((resolve) => {
		server.once('error', () => resolve(false)).once('listening', () => resolve(true));
	});
	server.listen(port, '127.0.0.1');
	if (!(await free)) return false;
	server.close();
	await once(server, 'close');
	return true;
}
