/** A real process of the built server, as `npm start` runs it. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { atEnd } from './at-end.ts';
import { freePort } from './free-port.ts';
import { runNode, type NodeProgram } from './node-program.ts';
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
	/** Where another version is built; this one unless told. */
	folder?: string;
}

export interface HalteNode extends Omit<NodeProgram, 'ready'> {
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

/** Starts a node and waits until it serves; it is stopped after the file. */
export async function startNode(options: NodeOptions = {}): Promise<HalteNode> {
	const node = await launchNode(options);
	if (!(await node.ready)) throw new Error(`the node did not start:\n${node.output()}`);
	return node;
}

export type LaunchedNode = HalteNode & Pick<NodeProgram, 'ready'>;

/** Starts a node that may well refuse to start. */
export async function launchNode({
	database,
	redisUrl,
	now,
	sessionClock = false,
	port: wanted,
	variables,
	folder
}: NodeOptions): Promise<LaunchedNode> {
	const port = wanted ?? (await freePort());
	const clocked = now !== undefined || sessionClock;
	const file = !clocked ? undefined : fileURLToPath(new URL('./clocked-node.js', import.meta.url));
	const node = runNode({
		...{ port, file, ipc: clocked, ...(folder !== undefined && { folder }) },
		variables: {
			...database?.variables,
			...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
			...(now !== undefined && { TEST_NOW: String(now) }),
			...variables
		}
	});
	const { child, stop } = node;
	const ask = async (message: object): Promise<unknown> => {
		child.send(message);
		const [answer] = (await once(child, 'message')) as [unknown];
		return answer;
	};
	const tell = async (message: object) => void (await ask(message));
	atEnd(async () => {
		const impatient = setTimeout(() => child.kill('SIGKILL'), 10_000);
		await stop();
		clearTimeout(impatient);
	});
	return {
		...node,
		setClock: (at) => tell({ now: at }),
		setAhead: (ms) => tell({ ahead: ms }),
		keepBlocks: () => tell({ keepBlocks: true }),
		forget: () => tell({ forget: true }),
		weigh: async () => Number(await ask({ weigh: true }))
	};
}
