/** The database that the running nodes use, for one command. */
import { resolve } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { House } from '#lib/server/administration/house.ts';
import { recordingCuts } from '#lib/server/administration/cut-screens.ts';
import { recordingOwn } from '#lib/server/administration/own-changes.ts';
import { openDevices, type Devices } from '#lib/server/auth/devices.ts';
import { openDisplays, type Displays } from '#lib/server/auth/displays.ts';
import { openFactors, type Factors } from '#lib/server/auth/factors.ts';
import { openOneTimeCodes, type OneTimeCodes } from '#lib/server/auth/one-time-codes.ts';
import { readEnvironment, type Environment } from '#lib/server/environment.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openKeys } from '#lib/server/keys/open-keys.ts';
import { openLog } from '#lib/server/observability/log.ts';
import { databaseClock } from '#lib/server/store/clock.ts';
import { openDatabase, openPlainConnection, type Connection } from '#lib/server/store/database.ts';
import { openEmbedded, visitEmbedded } from '#lib/server/store/embedded.ts';
import { migrate } from '#lib/server/store/migrate.ts';
import { Failure } from './failure.ts';

/** What the commands use of the house. */
export interface Rooms extends House {
	readonly environment: Environment;
	readonly keys: KeyRing;
	readonly devices: Devices;
	readonly displays: Displays;
	readonly factors: Factors;
	readonly oneTimeCodes: OneTimeCodes;
}

const tell = (sentence: string) => console.error(sentence);

/**
 * Runs `work` on the database of the environment and leaves everything as it was: an embedded Postgres that runs
 * goes on, one that had to be started is stopped. With `fresh`, a database is made and migrated where there is none.
 */
export async function openHouse<R>(
	work: (rooms: Rooms) => Promise<R>,
	{ fresh = false }: { fresh?: boolean } = {}
): Promise<R> {
	const environment = readEnvironment(process.env);
	const { connection, leave } = await reach(environment, fresh);
	try {
		if (fresh) await migrateThrough(connection);
		const database = openDatabase(connection, { patient: true });
		try {
			return await work(await furnish(environment, database));
		} finally {
			await database.close();
		}
	} finally {
		await leave();
	}
}

/** Where the database is, with or without anything in it; `leave` ends a Postgres that had to be started. */
export async function reach(
	{ databaseUrl, dataFolder }: Environment,
	fresh: boolean
): Promise<{ connection: Connection; leave: () => Promise<void> }> {
	if (databaseUrl !== null) return { connection: { url: databaseUrl }, leave: async () => {} };
	const options = { dataFolder: resolve(dataFolder), log: tell };
	const embedded = (await visitEmbedded(options)) ?? (fresh ? await openEmbedded(options) : null);
	if (embedded === null) throw new Failure(`Il n’y a pas encore de base dans ${options.dataFolder}.`);
	return { connection: embedded.connection, leave: () => embedded.stop() };
}

async function migrateThrough(connection: Connection): Promise<void> {
	const setup = openPlainConnection(connection);
	try {
		await migrate(setup, resolve('db/migrations'));
	} finally {
		await setup.end({ timeout: 5 });
	}
}

async function furnish(environment: Environment, database: House['database']): Promise<Rooms> {
	const ports = { clock: databaseClock, newId: () => uuidv7(), aheadMs: () => 0 };
	const keys = await openKeys(environment, database.read, tell);
	const record = recordingOwn(ports);
	const log = openLog('silent');
	return {
		...{ environment, keys, database, clock: ports.clock, newId: ports.newId },
		// The nodes look at the heads of their sites every 2 s: they find what was changed here.
		ring: () => {},
		devices: openDevices(database.read, ports),
		displays: openDisplays(database.read, { ...ports, recordCut: recordingCuts(ports) }),
		factors: openFactors(database, { ...ports, keys, log, record, demo: environment.demo }),
		oneTimeCodes: openOneTimeCodes(database, { ...ports, keys, record })
	};
}
