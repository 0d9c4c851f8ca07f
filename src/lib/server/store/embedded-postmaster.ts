import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isTaken, socketIn } from './embedded-folders.ts';

/** The main process of a Postgres, started by us or found alive. */
export interface Postmaster {
	pid: number;
	/** The folder where its socket stands. */
	socketFolder: string;
	/** Whether it still runs. */
	alive(): boolean;
}

const STOP_MS = 30_000;
const CUT_MS = 5_000;

/**
 * Gives the Postgres that `postmaster.pid` names, when it is alive and serves this cluster: an orphan left
 * by a kill -9, or another copy's. A stale file whose number now belongs to another program is removed,
 * since Postgres itself would refuse to start. `usualSocketFolder` serves while the file lacks its own.
 */
export async function findPostmaster(
	cluster: string,
	usualSocketFolder: string
): Promise<Postmaster | undefined> {
	const file = join(cluster, 'postmaster.pid');
	const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
	const pid = Number(lines[0]);
	if (!(pid > 0) || !isTaken(pid)) return undefined;
	const socketFolder = lines[4] || usualSocketFolder;
	// The path as that Postgres was told it; through a link or another mount it may differ from ours.
	const told = lines[1] || cluster;
	if (serves(pid, told)) return { pid, socketFolder, alive: () => serves(pid, told) };
	await rm(file, { force: true });
	await rm(`${socketIn(socketFolder)}.lock`, { force: true });
	return undefined;
}

/**
 * Stops it without loss: open transactions are rolled back, a checkpoint is written (fast shutdown). What
 * has not ended after 30 s is cut off; Postgres then repairs itself at the next start.
 */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
	if (!postmaster.alive()) return;
	process.kill(postmaster.pid, 'SIGINT');
	if (await ended(postmaster, STOP_MS)) return;
	process.kill(postmaster.pid, 'SIGQUIT');
	await ended(postmaster, CUT_MS);
}

/** Waits until it has ended, at most `ms`; says whether it has. An orphan sends no event, hence the asking. */
async function ended(postmaster: Postmaster, ms: number): Promise<boolean> {
	const deadline = Date.now() + ms;
	while (postmaster.alive()) {
		if (Date.now() > deadline) return false;
		await pause(20);
	}
	return true;
}

/** Process numbers are used again (after a reboot, in containers), so the command line has to tell. */
function serves(pid: number, cluster: string): boolean {
	const words = commandLine(pid);
	return basename(words[0] ?? '') === 'postgres' && words.includes(cluster);
}

function commandLine(pid: number): string[] {
	try {
		if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
		return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
			.trim()
			.split(' ');
	} catch {
		return [];
	}
}
