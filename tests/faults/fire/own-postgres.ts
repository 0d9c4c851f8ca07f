/** A real Postgres for one file alone, with the fictional network, that a test may stop, kill and start again. */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { loadDemoNetwork } from '#lib/server/demo/load-network.ts';
import { openPlainConnection } from '#lib/server/store/database.ts';
import { startEmbedded } from '#lib/server/store/embedded.ts';
import { migrate } from '#lib/server/store/migrate.ts';
import { atEnd } from '../../support/at-end.ts';
import { PASSWORD } from '../../support/names.ts';
import type { TestDatabase } from '../../support/test-database.ts';

export interface OwnPostgres {
	readonly database: TestDatabase;
	/** All its processes stand still; nothing breaks, nothing answers. */
	pause(): Promise<void>;
	resume(): Promise<void>;
	/** All its processes at once, as a power cut would. */
	kill(): Promise<void>;
	/** After `kill`; resolves when it answers. */
	start(): Promise<void>;
}

/** Starts it, in this folder or in one of its own; it is ended after the file. */
export async function ownPostgres(folder?: string): Promise<OwnPostgres> {
	const dataFolder = folder ?? (await mkdtemp(join(tmpdir(), 'halte-own-')));
	let embedded = await startEmbedded({ dataFolder, log: () => {} });
	const { path, port } = embedded.connection;
	const connection = { path, port, username: 'halte', database: 'halte' };
	const setUp = openPlainConnection(connection);
	await migrate(setUp, 'db/migrations');
	await loadDemoNetwork(setUp, () => hashPassword(PASSWORD));
	await setUp.end();
	const sql = postgres({ ...connection, max: 4, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
	const signal = async (name: NodeJS.Signals) => {
		for (const pid of await processesOf(dataFolder)) {
			try {
				process.kill(pid, name);
			} catch (error) {
				// A backend may end by itself meanwhile.
				if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
			}
		}
	};
	atEnd(async () => {
		await signal('SIGCONT');
		await sql.end({ timeout: 1 });
		await embedded.stop();
		if (folder === undefined) await rm(dataFolder, { recursive: true, force: true });
	});
	const variables = {
		DATABASE_URL: 'postgres:///halte',
		...{ PGHOST: dirname(path), PGUSERNAME: 'halte', HALTE_TOMBSTONES: join(dataFolder, 'tombstones') }
	};
	return {
		database: { name: 'halte', sql, connection, variables },
		pause: () => signal('SIGSTOP'),
		resume: () => signal('SIGCONT'),
		kill: () => signal('SIGKILL'),
		async start() {
			embedded = await startEmbedded({ dataFolder, log: () => {} });
		}
	};
}

/** Its first process and those that this one made. */
async function processesOf(dataFolder: string): Promise<number[]> {
	const file = join(dataFolder, 'postgres', 'postmaster.pid');
	const first = Number((await readFile(file, 'utf8')).split('\n')[0]);
	const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
	const parents = await Promise.all(pids.map(parentOf));
	// The first one first: once it stands still it makes no other.
	return [first, ...pids.filter((_, index) => parents[index] === first)];
}

async function parentOf(pid: number): Promise<number> {
	// « pid (name) state parent … »; it may have ended meanwhile.
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	return Number(stat.slice(stat.lastIndexOf(')') + 1).split(' ')[2]);
}
