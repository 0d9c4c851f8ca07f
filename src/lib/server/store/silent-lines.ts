/**
 * Lines to the database that carry nothing any more and do not break: a router forgot them, a machine lost its power. The
 * driver would wait for an answer as long as the kernel does, a quarter of an hour, and a pool of such lines serves nobody.
 */
import { connect, type Socket } from 'node:net';

/** Where postgres.js wants a line to; of several hosts any. */
export interface Goal {
	readonly path: string | false;
	readonly host: readonly string[];
	readonly port: readonly number[];
}

/** The limits of a pool end a statement after 5 s (database.ts); an answer that takes longer was lost on the way. */
const SILENT_LOOKS = 9;
const LOOK_EVERY_MS = 1_000;

interface Line {
	/** Bytes, as counted below TLS: heard so far, and asked when something was heard last. */
	heard: number;
	asked: number;
	/** Looks since something was heard, and since something was asked after that. */
	quiet: number;
	unanswered: number;
}

export class SilentLines {
	readonly #lines = new Map<Socket, Line>();
	#timer: NodeJS.Timeout | null = null;
	#opened = 0;

	/** A new line for postgres.js, looked after until it closes. */
	open({ path, host, port }: Goal): Socket {
		const which = this.#opened++ % host.length;
		const [name, number] = [host[which] ?? 'localhost', port[which] ?? 5432];
		const socket = path === false ? connect(number, name) : connect(path);
		// postgres.js asks for the certificate of this name, and takes its own listeners off when TLS begins.
		Object.assign(socket, { host: name, port: number });
		this.#lines.set(socket, { heard: 0, asked: 0, quiet: 0, unanswered: 0 });
		// Counted in looks: a process that stood still has not waited, what it was told meanwhile is yet to be read.
		this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
		return socket;
	}

	/** One line that owes an answer for too long: all that were as quiet since are as dead, asked or not. */
	#look(): void {
		let silent = false;
		for (const [socket, line] of this.#lines) {
			if (socket.destroyed) {
				this.#lines.delete(socket);
				continue;
			}
			const heard = socket.bytesRead > line.heard;
			if (heard) Object.assign(line, { heard: socket.bytesRead, asked: socket.bytesWritten });
			line.quiet = heard ? 0 : line.quiet + 1;
			line.unanswered = socket.bytesWritten > line.asked ? line.unanswered + 1 : 0;
			silent ||= line.unanswered >= SILENT_LOOKS;
		}
		if (silent) {
			for (const [socket, { quiet }] of this.#lines)
				if (quiet >= SILENT_LOOKS) socket.destroy(new Error('the database is silent'));
		}
		if (this.#lines.size === 0 && this.#timer !== null) {
			clearInterval(this.#timer);
			this.#timer = null;
		}
	}
}
