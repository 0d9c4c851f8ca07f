/**
 * Before the integration tests: the build is fresh, one real Postgres runs on a socket in a temporary folder, and
 * it holds two databases to copy from: the schema alone, and the schema with the fictional network.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { loadDemoNetwork } from '#lib/server/demo/load-network.ts';
import { openPlainConnection, type Connection } from '#lib/server/store/database.ts';
import { startEmbedded } from '#lib/server/store/embedded.ts';
import { migrate } from '#lib/server/store/migrate.ts';
import { chosenBinaries } from './chosen-postgres.ts';
import { BARE_TEMPLATE, DEMO_TEMPLATE, PASSWORD } from './names.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The folder of Postgres's socket. */
		postgresFolder: string;
	}
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	await promisify(execFile)(process.execPath, ['scripts/prepare.mjs']);
	const dataFolder = await mkdtemp(join(tmpdir(), 'halte-int-'));
	const binaries = await chosenBinaries();
	const embedded = await startEmbedded({ dataFolder, log: console.error, binaries });
	const tearDown = async () => {
		await embedded.stop();
		await rm(dataFolder, { recursive: true, force: true });
	};
	try {
		await makeTemplates(embedded.connection);
	} catch (error) {
		await tearDown();
		throw error;
	}
	project.provide('postgresFolder', dirname(embedded.connection.path));
	return tearDown;
}

async function makeTemplates(connection: Extract<Connection, { path: string }>): Promise<void> {
	const within = async <T>(
		database: string,
		work: (sql: ReturnType<typeof openPlainConnection>) => Promise<T>
	) => {
		const sql = openPlainConnection({ ...connection, database });
		try {
			return await work(sql);
		} finally {
			await sql.end();
		}
	};
	await within('halte', (sql) => sql`create database ${sql(BARE_TEMPLATE)}`);
	await within(BARE_TEMPLATE, (sql) => migrate(sql, 'db/migrations'));
	await within('halte', (sql) => sql`create database ${sql(DEMO_TEMPLATE)} template ${sql(BARE_TEMPLATE)}`);
	await within(DEMO_TEMPLATE, (sql) => loadDemoNetwork(sql, () => hashPassword(PASSWORD)));
}
