/** `npm run bench -- cold`: from `npm start`, when all is installed and built, to the first page. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as passing } from 'node:timers/promises';
import { figuresOf, shown, table } from './figures.ts';
import { limitRow, COMPARED_HEAD } from './goals.ts';
import type { Setting } from './measure.ts';
import { freePort } from './ports.ts';
import { loadPerCore, surroundings } from './surroundings.ts';

const BARE = [process.execPath, 'build/bench/http-floor.js'];
const PRODUCT = ['npm', 'start'];
const LOOK_EVERY_MS = 5;
const PATIENCE_MS = 120_000;

/** Measures, and gives the section of docs/performance.md. */
export async function benchCold({ stage, runs }: Setting): Promise<string> {
	const load = loadPerCore();
	const [first, again, bare]: [number[], number[], number[]] = [[], [], []];
	for (let run = 0; run < runs; run += 1) {
		const folder = await mkdtemp(join(tmpdir(), 'halte-cold-'));
		bare.push(await secondsToFirstPage(BARE, folder));
		first.push(await secondsToFirstPage(PRODUCT, folder));
		again.push(await secondsToFirstPage(PRODUCT, folder));
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	}
	const rows = [
		limitRow('first start ever, s', figuresOf(first), { atMost: 4 }, 2),
		limitRow('start on data that are there, s', figuresOf(again), { atMost: 1.5 }, 2),
		['bare Node server, s', '–', shown(figuresOf(bare), 2), '–', '–']
	];
	return [table(COMPARED_HEAD, rows), surroundings({ Postgres: stage.version }, load)].join('\n\n');
}

/** Starts it in a group of its own, asks for the first page until it comes, and stops the group. */
async function secondsToFirstPage(
	[program = '', ...words]: readonly string[],
	folder: string
): Promise<number> {
	const port = await freePort();
	const { PATH, HOME } = process.env;
	const begin = performance.now();
	const child = spawn(program, words, {
		env: { PATH, HOME, PORT: String(port), HALTE_DATA: folder, HALTE_DEMO: '1' },
		stdio: 'ignore',
		detached: true
	});
	const ended = once(child, 'exit');
	try {
		while (!(await isThere(`http://127.0.0.1:${port}/`))) {
			if (child.exitCode !== null || performance.now() - begin > PATIENCE_MS)
				throw new Error(`${program} ${words.join(' ')} gave no page`);
			await passing(LOOK_EVERY_MS);
		}
		return (performance.now() - begin) / 1_000;
	} finally {
		// The whole group, as Ctrl-C at a terminal does.
		if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
		await ended;
		await isGone(port);
	}
}

async function isThere(address: string): Promise<boolean> {
	try {
		const response = await fetch(address);
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}

/** npm may end before what it started, which still closes its database. */
async function isGone(port: number): Promise<void> {
	while (await isThere(`http://127.0.0.1:${port}/readyz`)) await passing(LOOK_EVERY_MS);
}
