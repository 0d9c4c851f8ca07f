import { execFile } from 'node:child_process';
import { chmod, readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A user of this machine by its numbers. */
export interface User {
	uid: number;
	gid: number;
}

/** A way to run Postgres, which refuses to run as root. */
export interface Runner {
	/** The command and the arguments that run `binary` with `args` in this way. */
	line(binary: string, args: string[]): [string, string[]];
	/** Who must own the files of Postgres; absent: whoever runs Halte. */
	owner?: User;
}

/** What Postgres sees of the environment: nothing that would change its behaviour (PG*, LANG, LD_*). */
export const QUIET_ENVIRONMENT = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' };

const direct: Runner = { line: (binary, args) => [binary, args] };

/**
 * Chooses how to run Postgres on `cluster`, below `dataFolder` (which exists). An ordinary user runs it
 * directly; for root, the first way that really reaches the binary and the folder is taken. Data that an
 * ordinary user made stays that user's. Throws a sentence for the operator when no way works.
 */
export async function chooseRunner(dataFolder: string, cluster: string, binary: string): Promise<Runner> {
	if (process.getuid?.() !== 0) return direct;
	const kept = await stat(cluster).catch(() => undefined);
	const keptByOther = kept !== undefined && kept.uid !== 0;
	const user = keptByOther ? kept : await standIn();
	const ways = keptByOther ? dropped(user) : [inNamespace(user), ...dropped(user)];
	for (const way of ways) if (await reaches(way, dataFolder, binary)) return way;
	// Without the right to look into root's folders, another user needs to pass through this one.
	await chmod(dataFolder, 0o711);
	for (const way of ways) if (await reaches(way, dataFolder, binary)) return way;
	throw new Error(
		`Postgres ne tourne pas sous root, et aucun autre utilisateur n'atteint ${dataFolder}. ` +
			'Lancez Halte avec un utilisateur ordinaire, ou donnez une base par DATABASE_URL.'
	);
}

/** Root under another number, in a user namespace: the files stay root's, so a clone below /root works. */
function inNamespace({ uid, gid }: User): Runner {
	const flags = ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'];
	return { line: (binary, args) => ['unshare', [...flags, binary, ...args]] };
}

/** Really another user: first with the right to pass through root's folders, then without any right. */
function dropped({ uid, gid }: User): Runner[] {
	const flags = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
	const passing = ['--inh-caps=-all,+dac_read_search', '--ambient-caps=-all,+dac_read_search'];
	return [[...flags, ...passing], flags].map((all) => ({
		line: (binary, args) => ['setpriv', [...all, '--', binary, ...args]],
		owner: { uid, gid }
	}));
}

async function reaches(way: Runner, folder: string, binary: string): Promise<boolean> {
	const script = 'cd "$1" && exec "$2" --version';
	const [command, args] = way.line('/bin/sh', ['-c', script, 'sh', folder, binary]);
	return promisify(execFile)(command, args, { env: QUIET_ENVIRONMENT, cwd: '/', timeout: 10_000 }).then(
		() => true,
		() => false
	);
}

/** initdb looks its user up in the system's list, so the stand-in has to be somebody who exists. */
async function standIn(): Promise<User> {
	const rows = (await readFile('/etc/passwd', 'utf8')).split('\n').map((row) => row.split(':'));
	for (const name of ['postgres', 'nobody', 'daemon']) {
		const row = rows.find((fields) => fields[0] === name);
		if (row) return { uid: Number(row[2]), gid: Number(row[3]) };
	}
	throw new Error("Aucun des utilisateurs postgres, nobody et daemon n'existe sur cette machine.");
}
