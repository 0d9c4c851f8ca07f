/** A floor in a process of its own: build/bench holds it beside the bench. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './ports.ts';

export interface FloorProcess {
	readonly url: string;
	readonly pid: number;
	stop(): Promise<void>;
}

/** Starts one of tests/bench/floor and waits until it says that it listens. */
export async function startFloor(
	name: 'live-floor',
	variables: Readonly<Record<string, string>>
): Promise<FloorProcess> {
	const port = await freePort();
	const { PATH } = process.env;
	const child = spawn(process.execPath, [`build/bench/${name}.js`], {
		env: { PATH, PORT: String(port), NODE_ENV: 'production', ...variables },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const ended = once(child, 'exit');
	const failed = ended.then(() => {
		throw new Error(`${name} did not start`);
	});
	await Promise.race([once(child.stdout, 'data'), failed]);
	failed.catch(() => {});
	return {
		url: `http://127.0.0.1:${port}`,
		pid: child.pid ?? 0,
		async stop() {
			child.kill('SIGKILL');
			await ended;
		}
	};
}
