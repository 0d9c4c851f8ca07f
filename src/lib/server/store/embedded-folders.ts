import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './embedded-binaries.ts';
import { QUIET_ENVIRONMENT, type Runner } from './embedded-runner.ts';

/** The port is only a part of the socket's name; nothing listens on the network. */
export const PORT = 5432;

// The kernel holds 107 bytes for a socket's path on Linux, 103 on macOS.
const LONGEST_SOCKET = 103;

/** The path of the socket itself in a folder, as postgres.js wants it. */
export function socketIn(folder: string): string {
	return join(folder, `.s.PGSQL.${PORT}`);
}

/**
 * Gives the folder of the socket, mode 700, made when absent: below the data, or, when that path is too long
 * for a socket or has signs that Postgres would read as a list, in the system's temporary folder.
 */
export async function socketFolder(dataFolder: string, runner: Runner): Promise<string> {
	const near = join(dataFolder, 'socket');
	const fits = Buffer.byteLength(socketIn(near)) <= LONGEST_SOCKET && /^[\w/.-]+$/.test(near);
	const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
	const folder = fits ? near : join(tmpdir(), `halte-${name}`);
	await mkdir(folder, { mode: 0o700, recursive: true });
	const { uid } = await lstat(folder).then((found) => (found.isDirectory() ? found : { uid: -1 }));
	// In a shared temporary folder somebody else may have put a folder, or a link, under this name.
	if (process.getuid && uid !== process.getuid() && uid !== runner.owner?.uid) {
		throw new Error(`Le dossier ${folder} appartient à quelqu'un d'autre ; enlevez-le.`);
	}
	await chmod(folder, 0o700);
	await give(folder, runner);
	return folder;
}

/**
 * Makes the data folder of Postgres when absent. It is made beside its place and moved there whole, so that
 * a start that was cut off leaves nothing half made. Refuses data of another major version.
 */
export async function ensureCluster(cluster: string, binaries: Binaries, runner: Runner): Promise<void> {
	const found = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
	if (found === undefined) return makeCluster(cluster, binaries, runner);
	if (found.trim() !== binaries.major) {
		throw new Error(
			`Les données de ${cluster} viennent de Postgres ${found.trim()}, et cette version de Halte ` +
				`apporte Postgres ${binaries.major}. Rien n'a été touché : faites une sauvegarde avec ` +
				"l'ancienne version de Halte, puis restaurez-la dans un dossier de données neuf."
		);
	}
	const owner = runner.owner;
	if (owner && (await stat(cluster)).uid !== owner.uid) {
		await promisify(execFile)('chown', ['-R', `${owner.uid}:${owner.gid}`, cluster]);
	}
}

async function makeCluster(cluster: string, binaries: Binaries, runner: Runner): Promise<void> {
	await sweepDrafts(cluster);
	const draft = `${cluster}.new-${process.pid}`;
	await mkdir(draft, { mode: 0o700 });
	await give(draft, runner);
	// Trust is right here: only who may enter the socket's folder, mode 700, can connect.
	const flags = ['--encoding=UTF8', '--locale=C', '--username=halte', '--auth=trust', '--no-instructions'];
	const [command, args] = runner.line(binaries.initdb, ['-D', draft, ...flags]);
	try {
		await promisify(execFile)(command, args, { env: QUIET_ENVIRONMENT, cwd: '/' });
		await rename(draft, cluster);
	} catch (error) {
		await rm(draft, { recursive: true, force: true });
		// Another copy that starts at the same moment was quicker; its folder is as good.
		if (['ENOTEMPTY', 'EEXIST'].includes(String((error as NodeJS.ErrnoException).code))) return;
		const said = String((error as { stderr?: string }).stderr ?? error).trim();
		throw new Error(`La base intégrée n'a pas pu être créée dans ${cluster} : ${said}`, {
			cause: error
		});
	}
}

/** Removes what a start that was cut off left behind; a draft of a living process is let be. */
async function sweepDrafts(cluster: string): Promise<void> {
	const prefix = `${basename(cluster)}.new-`;
	for (const name of await readdir(dirname(cluster))) {
		if (!name.startsWith(prefix)) continue;
		const pid = Number(name.slice(prefix.length));
		if (pid !== process.pid && isTaken(pid)) continue;
		await rm(join(dirname(cluster), name), { recursive: true, force: true });
	}
}

/** Whether a process has this number now, whoever's it is. */
export function isTaken(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

async function give(folder: string, { owner }: Runner): Promise<void> {
	if (owner) await chown(folder, owner.uid, owner.gid);
}
