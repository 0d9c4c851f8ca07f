/** What a process costs, seen from outside: its memory and its time on the processor. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { WebSocket, type RawData } from 'ws';

/** Of /proc/PID/stat. */
const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const UTIME = 11;

/** Processor time in µs since the process began, in its own code and in the kernel's for it. */
export function cpuMicroseconds(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name in brackets may hold anything; the fields after it are numbers.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const ticks = Number(fields[UTIME]) + Number(fields[UTIME + 1]);
	return (ticks * 1_000_000) / TICKS_PER_SECOND;
}

/** Memory that it holds, in bytes. */
export function residentBytes(pid: number): number {
	const [, kB] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kB) * 1024;
}

/** The variables that let a Node process be asked at this port. */
export function inspectable(port: number): Readonly<Record<string, string>> {
	return { NODE_OPTIONS: `--inspect=127.0.0.1:${port} --inspect-publish-uid=http` };
}

/** Bytes of the heap of the process that is asked at this port, after all that nobody needs has gone. */
export async function heapBytes(port: number): Promise<number> {
	const list = await fetch(`http://127.0.0.1:${port}/json/list`);
	const [target] = (await list.json()) as { webSocketDebuggerUrl: string }[];
	if (target === undefined) throw new Error(`nobody can be asked at port ${port}`);
	const socket = new WebSocket(target.webSocketDebuggerUrl);
	await once(socket, 'open');
	const ask = async (id: number, method: string) => {
		socket.send(JSON.stringify({ id, method }));
		for (;;) {
			const [data] = (await once(socket, 'message')) as [RawData];
			const answer = JSON.parse((data as Buffer).toString('utf8')) as Answer;
			if (answer.id === id) return answer.result;
		}
	};
	try {
		await ask(1, 'HeapProfiler.collectGarbage');
		return (await ask(2, 'Runtime.getHeapUsage')).usedSize;
	} finally {
		socket.close();
	}
}

interface Answer {
	readonly id: number;
	readonly result: { readonly usedSize: number };
}
