/** Brings a database to where this version can serve from it. */
import { resolve } from 'node:path';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { loadDemoNetwork } from '#lib/server/demo/load-network.ts';
import type { Environment } from '#lib/server/environment.ts';
import { openPlainConnection, type Connection } from '#lib/server/store/database.ts';
import { refuseLossy } from '#lib/server/store/durability.ts';
import { keepPracticeSite } from '#lib/server/store/practice.ts';
import { migrate } from '#lib/server/store/migrate.ts';

/** Refuses a Postgres that may lose what it confirmed; migrates, loads the fictional network in the demo, and keeps the site for practice. */
export async function prepareDatabase(connection: Connection, { demo }: Environment): Promise<void> {
	const setup = openPlainConnection(connection);
	try {
		await refuseLossy(setup);
		await migrate(setup, resolve('db/migrations'));
	} finally {
		await setup.end({ timeout: 5 });
	}
	const loader = openPlainConnection(connection);
	try {
		if (demo) await loadDemoNetwork(loader, () => hashPassword(DEMO_PASSWORD));
		await loader.begin((tx) => keepPracticeSite(tx));
	} finally {
		await loader.end({ timeout: 5 });
	}
}

/** Known to everybody who reads the README; demo accounts exist in demo mode only. */
const DEMO_PASSWORD = 'halte-demo';
