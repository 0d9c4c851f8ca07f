/** Where the bench works: one Postgres of its own in a temporary folder, and as many databases as it wants. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { loadDemoNetwork } from '#lib/server/demo/load-network.ts';
import { openPlainConnection, type Connection } from '#lib/server/store/database.ts';
import { startEmbedded } from '#lib/server/store/embedded.ts';
import { migrate } from '#lib/server/store/migrate.ts';
import { PASSWORD } from './node-process.ts';

export interface StageDatabase {
	readonly connection: Connection;
	/** The variables that bring a process to this database. */
	readonly variables: Readonly<Record<string, string>>;
	/** To make situations and to count rows; not what is measured. */
	readonly sql: Sql;
}

export interface Stage {
	/** `demo`: a copy of the fictional network; `empty`: for a floor's own tables. */
	database(kind: 'demo' | 'empty'): Promise<StageDatabase>;
	/** What Postgres says of itself. */
	readonly version: string;
	/** The last lines of its log. */
	lastWords(): string;
	close(): Promise<void>;
}

const TEMPLATE = 'bench_template';
const LINES = 15;
const IDLE_S = 2;

/** Starts Postgres as the product does, with its own settings: what is committed is on the disk. */
export async function openStage(): Promise<Stage> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-bench-'));
	const embedded = await startEmbedded({ dataFolder: folder, log: console.error });
	const at = (database: string) => ({ ...embedded.connection, database });
	const admin = postgres({ ...at('postgres'), max: 1, onnotice: () => {} });
	await admin`create database ${admin(TEMPLATE)}`;
	const template = openPlainConnection(at(TEMPLATE));
	await migrate(template, 'db/migrations');
	await loadDemoNetwork(template, () => hashPassword(PASSWORD));
	await template.end();
	const [said] = await admin<{ server_version: string }[]>`show server_version`;
	const opened: Sql[] = [admin];
	return {
		version: said?.server_version ?? '',
		lastWords: () =>
			readFileSync(join(folder, 'postgres.log'), 'utf8').trimEnd().split('\n').slice(-LINES).join('\n'),
		async database(kind) {
			const name = `bench_${opened.length}`;
			await (kind === 'demo'
				? admin`create database ${admin(name)} template ${admin(TEMPLATE)}`
				: admin`create database ${admin(name)}`);
			// Measures open some thirty databases one after the other; this Postgres takes sixty connections.
			const idle_timeout = IDLE_S;
			const sql = postgres({
				...at(name),
				max: 4,
				idle_timeout,
				onnotice: () => {},
				connection: { TimeZone: 'UTC' }
			});
			opened.push(sql);
			// postgres.js takes a socket's folder from PGHOST only; an address can't name one.
			const variables = {
				...{ DATABASE_URL: `postgres:///${name}`, PGHOST: dirname(embedded.connection.path) },
				...{ PGUSERNAME: 'halte', HALTE_TOMBSTONES: join(folder, `${name}-tombstones`) }
			};
			return { connection: at(name), variables, sql };
		},
		async close() {
			await Promise.all(opened.map((sql) => sql.end({ timeout: 5 })));
			await embedded.stop();
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		}
	};
}
