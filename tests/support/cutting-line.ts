/**
 * A bad line to a server: it breaks after so many bytes, as wifi does in the middle of a message, or falls silent without
 * breaking, as when a router forgets it.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { atEnd } from './at-end.ts';

export interface CuttingLine {
	readonly url: string;
	/** The next connections break after so many bytes of answers, and what was asked meanwhile may have arrived. */
	breakAfter(bytes: number): void;
	/** Breaks what is open now. */
	cut(): void;
	/** Breaks what is open, and whoever connects, until `mend`. */
	isolate(): void;
	mend(): void;
	/** What is open now swallows whatever is sent, either way, and never breaks; new connections work. */
	leaveHalfOpen(): void;
}

/** Opens a line to the server at this address; it is taken down after the file. */
export async function cuttingLine(to: string): Promise<CuttingLine> {
	const { hostname, port } = new URL(to);
	const open = new Set<Socket>();
	const deafen = new Set<() => void>();
	let budget = Infinity;
	let isolated = false;
	const server = createServer((near) => {
		if (isolated) return void near.destroy();
		const far = connect(Number(port), hostname);
		let left = budget;
		let deaf = false;
		deafen.add(() => (deaf = true));
		const end = () => [near, far].forEach((socket) => socket.destroy());
		for (const socket of [near, far]) {
			open.add(socket);
			socket.on('error', end).on('close', () => {
				open.delete(socket);
				// Whoever waits behind a silent line does not hear that the other end is gone.
				if (!deaf) end();
			});
		}
		near.on('data', (chunk) => deaf || far.write(chunk));
		far.on('data', (chunk: Buffer) => {
			if (deaf) return;
			left -= chunk.length;
			// What comes before the break still arrives.
			if (left >= 0) return void near.write(chunk);
			near.write(chunk.subarray(0, chunk.length + left), end);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const cut = () => open.forEach((socket) => socket.destroy());
	atEnd(() => {
		server.close();
		cut();
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		breakAfter: (bytes) => (budget = bytes),
		cut,
		isolate() {
			isolated = true;
			cut();
		},
		mend() {
			isolated = false;
		},
		leaveHalfOpen: () => deafen.forEach((close) => close())
	};
}
