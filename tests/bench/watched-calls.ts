/** What a program asks of the kernel, counted from outside. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How often these processes, or those that they start, asked for `call` while `work` was done; needs strace. */
export async function callsDuring(
	pids: readonly number[],
	call: string,
	work: () => Promise<unknown>
): Promise<number> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-bench-strace-'));
	const file = join(folder, 'calls');
	const targets = pids.flatMap((pid) => ['-p', String(pid)]);
	const strace = spawn('strace', ['-f', '-e', `trace=${call}`, '-o', file, ...targets], {
		stdio: ['ignore', 'ignore', 'pipe']
	});
	const ended = once(strace, 'exit');
	try {
		await new Promise<void>((resolve, reject) => {
			let said = '';
			strace.stderr.on('data', (chunk: Buffer) => {
				said += chunk.toString();
				if (said.split(' attached').length > pids.length) resolve();
			});
			ended.then(() => reject(new Error(`strace looks at nothing: ${said}`)), reject);
		});
		await work();
	} finally {
		strace.kill('SIGINT');
		await ended.catch(() => {});
	}
	const lines = (await readFile(file, 'utf8')).split('\n');
	await rm(folder, { recursive: true });
	// A call that was interrupted has a second line, without the bracket.
	return lines.filter((line) => line.includes(`${call}(`)).length;
}
