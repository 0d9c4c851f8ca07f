/** The built server as a process, for the tests and for `npm run cluster`; who starts it ends it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface NodeProgram {
	readonly url: string;
	readonly child: ChildProcess;
	/** All that it has written to its terminal so far, both ways. */
	output(): string;
	/** True once it serves, false when it ended first. */
	readonly ready: Promise<boolean>;
	/** Its exit code, once it has ended; null after a signal. */
	readonly ended: Promise<number | null>;
	/** What Ctrl-C or a service manager does; resolves with the exit code. */
	stop(): Promise<number | null>;
}

interface ProgramOptions {
	readonly port: number;
	/** All that it gets, beside PATH and PORT. */
	readonly variables: Readonly<Record<string, string>>;
	/** Another entry than the server's own. */
	readonly file?: string;
	/** Whether it is spoken to over a line of its own. */
	readonly ipc?: boolean;
	/** In a group of its own: a terminal's Ctrl-C does not reach it. */
	readonly detached?: boolean;
	/** Where another version is built; this one unless told. */
	readonly folder?: string;
}

const READY = 'Halte est prête';

/** Starts a node of the demo; it may well refuse to start. */
export function runNode({
	port,
	variables,
	file = 'src/main.js',
	ipc = false,
	detached = false,
	folder
}: ProgramOptions): NodeProgram {
	const child = spawn(process.execPath, [file], {
		...{ detached, cwd: folder },
		stdio: ['ignore', 'pipe', 'pipe', ipc ? 'ipc' : 'ignore'],
		env: { PATH: process.env['PATH'], HALTE_DEMO: '1', PORT: String(port), ...variables }
	});
	let output = '';
	// Its last words included.
	const ended = once(child, 'close').then(([code]) => code as number | null);
	const ready = new Promise<boolean>((resolve) => {
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (chunk: Buffer) => {
				output += chunk.toString();
				if (output.includes(READY)) resolve(true);
			});
		}
		void ended.then(() => resolve(false));
	});
	const stop = async () => {
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
		return ended;
	};
	return { url: `http://127.0.0.1:${port}`, child, output: () => output, ready, ended, stop };
}
