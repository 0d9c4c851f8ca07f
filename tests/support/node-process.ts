/** A real process of the built server, as `npm start` runs it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { atEnd } from './at-end.ts';
import { freePort } from './free-port.ts';
import type { TestDatabase } from './test-database.ts';

export interface NodeOptions {
	database?: TestDatabase;
	redisUrl?: string;
	/** Gives the node a clock that stands still until `setClock`. */
	now?: number;
	/** Lets the test move the clock of sessions, tiles and codes with `setAhead`; the queue's stays the database's. */
	sessionClock?: boolean;
	/** Where it listens; a free port unless told. */
	port?: number;
	/** More variables, or other values. */
	variables?: Record<string, string>;
}

export interface HalteNode {
	readonly url: string;
	readonly child: ChildProcess;
	/** All that it has written to its terminal so far, both ways. */
	output(): string;
	/** Its exit code, once it has ended. */
	readonly ended: Promise<number | null>;
	/** What Ctrl-C or a service manager does; resolves with the exit code. */
	stop(): Promise<number | null>;
	/** Moves the clock of a node that was started with `now`. */
	setClock(now: number): Promise<void>;
	/** Moves the clock of sessions, tiles and codes ahead of the database's, in ms. */
	setAhead(ms: number): Promise<void>;
	/** Opens the blocks that are due, as the calendar does every 20 s. */
	keepBlocks(): Promise<void>;
	/** Forgets what is due, as the night does. */
	forget(): Promise<void>;
	/** The bytes of its heap after a collection; like the others above for a node with a clock of the test's. */
	weigh(): Promise<number>;
}

const READY = 'Halte est prête';

/** Starts a node and waits until it serves; it is stopped after the file. */
export async function startNode(options: NodeOptions = {}): Promise<HalteNode> {
	const node = await launchNode(options);
	if (!(await node.ready)) throw new Error(`the node did not start:\n${node.output()}`);
	return node;
}

export interface LaunchedNode extends HalteNode {
	/** True once it serves, false when it ended first. */
	readonly ready: Promise<boolean>;
}

/** Starts a node that may well refuse to start. */
export async function launchNode({
	database,
	redisUrl,
	now,
	sessionClock = false,
	port: wanted,
	variables
}: NodeOptions): Promise<LaunchedNode> {
	const port = wanted ?? (await freePort());
	const clocked = now !== undefined || sessionClock;
	const file = !clocked ? 'src/main.js' : fileURLToPath(new URL('./clocked-node.js', import.meta.url));
	const child = spawn(process.execPath, [file], {
		stdio: ['ignore', 'pipe', 'pipe', clocked ? 'ipc' : 'ignore'],
		env: {
			PATH: process.env['PATH'],
			HALTE_DEMO: '1',
			PORT: String(port),
			...database?.variables,
			...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
			...(now !== undefined && { TEST_NOW: String(now) }),
			...variables
		}
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
	const ask = async (message: object): Promise<unknown> => {
		child.send(message);
		const [answer] = (await once(child, 'message')) as [unknown];
		return answer;
	};
	const tell = async (message: object) => void (await ask(message));
	const stop = async () => {
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
		return ended;
	};
	atEnd(async () => {
		const impatient = setTimeout(() => child.kill('SIGKILL'), 10_000);
		await stop();
		clearTimeout(impatient);
	});
	return {
		url: `http://127.0.0.1:${port}`,
		child,
		ready,
		ended,
		output: () => output,
		stop,
		setClock: (at) => tell({ now: at }),
		setAhead: (ms) => tell({ ahead: ms }),
		keepBlocks: () => tell({ keepBlocks: true }),
		forget: () => tell({ forget: true }),
		weigh: async () => Number(await ask({ weigh: true }))
	};
}
