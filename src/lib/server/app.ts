/** The composition root: which database, which bell, and how the rooms of the house meet. */
import { randomBytes, randomInt } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { recordingCuts } from '#lib/server/administration/cut-screens.ts';
import { recordingOwn } from '#lib/server/administration/own-changes.ts';
import { openAudit, type Audit } from '#lib/server/audit/audit.ts';
import { isSecure } from '#lib/server/auth/cookie.ts';
import { openDisplays, type Displays } from '#lib/server/auth/displays.ts';
import { openDevices, type Devices } from '#lib/server/auth/devices.ts';
import { openFactors, type Factors } from '#lib/server/auth/factors.ts';
import { openOneTimeCodes, type OneTimeCodes } from '#lib/server/auth/one-time-codes.ts';
import { openPins, type Pins } from '#lib/server/auth/pins.ts';
import { openSessions, type Sessions } from '#lib/server/auth/sessions.ts';
import { openDueBlocks } from '#lib/server/commands/block-keeper.ts';
import { openDoor, type Door } from '#lib/server/commands/execute.ts';
import { KEPT_MS } from '#lib/server/commands/record.ts';
import { prepareDatabase } from '#lib/server/demo/prepare-database.ts';
import { readEnvironment, type Environment } from '#lib/server/environment.ts';
import { openKeysForServing } from '#lib/server/keys/open-for-serving.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { Draining } from '#lib/server/http/draining.ts';
import { standingHeaders } from '#lib/server/http/headers.ts';
import { openLimits, type Limits } from '#lib/server/limits/limits.ts';
import type { LimitsTable } from '#lib/server/limits/table.ts';
import { openLog, traceOf, type Log } from '#lib/server/observability/log.ts';
import { openMetrics, type Metrics } from '#lib/server/observability/metrics.ts';
import { readHealth, type Health } from '#lib/server/observability/health.ts';
import { REQUEST_ID, requestIdFrom } from '#lib/server/observability/request-id.ts';
import { openRealtime } from '#lib/server/realtime/realtime.ts';
import { findActor } from '#lib/server/store/accounts.ts';
import { readPlans } from '#lib/server/store/calendar.ts';
import type { Moved } from '#lib/server/store/change-site.ts';
import { databaseClock, type Clock } from '#lib/server/store/clock.ts';
import { forgetCommands } from '#lib/server/store/command-log.ts';
import { openDatabase, type Connection, type Database } from '#lib/server/store/database.ts';
import { openEmbedded } from '#lib/server/store/embedded.ts';
import { readHeads } from '#lib/server/store/head.ts';
import { learnNewestKeys } from '#lib/server/store/newest-keys.ts';
import { watchPools } from '#lib/server/store/watch-pools.ts';
import { openKeeper, type Keeper } from '#lib/server/retention/keeper.ts';
import { openBoards, type Boards } from '#lib/server/views/boards.ts';
import { welcomeText } from '#lib/server/demo/welcome.ts';

export interface App {
	readonly environment: Environment;
	readonly database: Database;
	readonly clock: Clock;
	readonly door: Door;
	readonly boards: Boards;
	readonly keys: KeyRing;
	readonly limits: Limits;
	readonly sessions: Sessions;
	readonly devices: Devices;
	readonly pins: Pins;
	readonly factors: Factors;
	readonly oneTimeCodes: OneTimeCodes;
	/** Writes what somebody changed of their own way in into the history. */
	readonly record: ReturnType<typeof recordingOwn>;
	readonly displays: Displays;
	/** Writes down reads of identifying data before they are shown. */
	readonly audit: Audit;
	/** Forgets what is due, at night. */
	readonly retention: Keeper;
	readonly log: Log;
	readonly metrics: Metrics;
	readonly newId: () => string;
	/** Serves sockets beside the pages. */
	attach(server: Server): void;
	/** Rings after a change that went through `changeSite`; the door rings by itself. */
	ring(bell: Moved): void;
	/**
	 * Gives a request its number, and its answer the headers it starts from (headers.ts): the first listener, in front
	 * of the sockets too.
	 */
	dress(request: IncomingMessage, response: ServerResponse): void;
	/** What to print once the server listens on `port`. */
	welcome(port?: number): string;
	/** Runs a request so that stopping waits for it. */
	serving<R>(serve: () => Promise<R>): Promise<R>;
	/** False while stopping, so that a balancer sends nobody here. */
	ready(): boolean;
	/** What this node reaches now. */
	health(): Promise<Health>;
	newRequestId(): string;
	/** Opens the blocks that are due now. */
	keepBlocks(): Promise<void>;
	/** Drains, then closes sockets, pools and, last, the embedded Postgres. */
	stop(): Promise<void>;
}

/** What tests and simulations may replace; production gives nothing here. */
export interface InjectedPorts {
	readonly clock?: Clock;
	readonly random?: () => number;
	/** How far ahead of the database's clock sessions, tiles and codes think they are, in ms. */
	readonly aheadMs?: () => number;
	readonly limits?: LimitsTable;
}

const KEEP_BLOCKS_EVERY_MS = 20_000;
/** How long a node may go on writing with the key before a rotation; look-ups learn at once. */
const LEARN_KEYS_EVERY_MS = 5_000;
/** A command takes milliseconds, a board too; whoever takes longer has lost its database. */
const DRAIN_MS = 8_000;
const FORGET_EVERY_MS = 60 * 60_000;

/** Starts a node: database, migrations, demo data when wanted, door, sockets, calendar. */
export async function startApp(
	variables: Record<string, string | undefined>,
	ports: InjectedPorts = {}
): Promise<App> {
	const environment = readEnvironment(variables);
	const log = openLog(environment.logLevel);
	const { connection, stopDatabase } = await openConnection(environment);
	try {
		await prepareDatabase(connection, environment);
	} catch (error) {
		await stopDatabase();
		throw error;
	}
	const database = openDatabase(connection);
	const clock = ports.clock ?? databaseClock;
	const newId = () => uuidv7();
	const metrics = openMetrics();
	watchPools(database, metrics);
	const aheadMs = ports.aheadMs ?? (() => 0);
	const sealing = { newSalt, tell: tellOperator };
	const keys = await openKeysForServing(environment, database.write, sealing).catch(async (error) => {
		await database.close();
		await stopDatabase();
		throw error;
	});
	const boards = openBoards(database.read, { clock, keys });
	const limits = openLimits({
		redis: environment.redis,
		mac: (text) => keys.mac('limit', text),
		log,
		table: ports.limits
	});
	const sessions = openSessions(database.read, { newId, aheadMs });
	const devices = openDevices(database.read, { newId, aheadMs });
	const record = recordingOwn({ clock, newId });
	const pins = openPins(database.read, keys, { aheadMs, record });
	const { demo } = environment;
	const factors = openFactors(database, { keys, aheadMs, log, record, demo });
	const oneTimeCodes = openOneTimeCodes(database, { keys, aheadMs, record });
	const displays = openDisplays(database.read, { clock, newId, recordCut: recordingCuts({ newId }) });
	const audit = openAudit(database.write, clock, log);
	const realtime = openRealtime({
		environment,
		boards,
		watchLog: audit.watchLog,
		sessions,
		displays,
		log,
		metrics,
		findActor: (accountId, siteId) => findActor(database.read, accountId, siteId),
		readHeads: (siteIds) => readHeads(database.read, siteIds),
		now: () => clock(database.read)
	});
	const ring = (bell: Moved) => realtime.ring(bell);
	const door = openDoor(
		database.write,
		{ clock, newId, random: ports.random ?? drawEvenly, newSalt, keys },
		ring
	);

	const keepBlocks = async () => {
		const at = await clock(database.read);
		await openDueBlocks(door, await readPlans(database.read, at), at, { demo: environment.demo, newId });
	};
	let stopping = false;
	const tell = (what: string) => (error: unknown) => {
		if (!stopping) log.error({ error: traceOf(error) }, what);
	};
	const keepingBlocks = () => keepBlocks().catch(tell('blocks could not be opened'));
	let retention: Keeper;
	try {
		const file = resolve(environment.tombstones);
		retention = await openKeeper({ database, clock, newId, ring, log, file });
		// One site that can't be opened now keeps no other one shut: it is tried again with all, soon.
		await keepingBlocks();
	} catch (error) {
		realtime.close();
		limits.close();
		await database.close();
		await stopDatabase();
		throw error;
	}
	const draining = new Draining();
	const repeat = (work: () => Promise<unknown>, ms: number, what: string) =>
		setInterval(() => void work().catch(tell(what)), ms).unref();
	const timers = [
		setInterval(() => void keepingBlocks(), KEEP_BLOCKS_EVERY_MS).unref(),
		repeat(() => learnNewestKeys(database.read, keys), LEARN_KEYS_EVERY_MS, 'a key could not be learned'),
		repeat(
			async () => forgetCommands(database.write, (await clock(database.read)) - KEPT_MS),
			FORGET_EVERY_MS,
			'old commands could not be forgotten'
		),
		repeat(() => sessions.forget(), FORGET_EVERY_MS, 'sessions that are over could not be forgotten')
	];

	return {
		environment,
		database,
		clock,
		door,
		boards,
		keys,
		limits,
		sessions,
		devices,
		pins,
		factors,
		oneTimeCodes,
		record,
		displays,
		audit,
		retention,
		log,
		metrics,
		newId,
		attach: (server) => realtime.attach(server),
		ring,
		dress: ({ headers }, response) => {
			standingHeaders(response, { secure: isSecure(headers.host ?? null, environment) });
			if (stopping) response.setHeader('connection', 'close');
			// Whatever number came along is somebody else's.
			response.setHeader(REQUEST_ID, (headers[REQUEST_ID] = newRequestId()));
		},
		welcome: (port = environment.port) => welcomeText(environment, port),
		serving: (serve) => draining.serving(serve),
		ready: () => !stopping,
		health: () =>
			readHealth({
				stopping: () => stopping,
				reachDatabase: () => Promise.all([clock(database.read), database.write`select 1`]),
				bellTravels: () => realtime.bellTravels()
			}),
		newRequestId,
		keepBlocks,
		async stop() {
			if (stopping) return;
			stopping = true;
			timers.forEach((timer) => clearInterval(timer));
			await draining.empty(DRAIN_MS);
			await door.idle();
			// Before the audit, which ends all watches: forgetting may take a while yet.
			realtime.close();
			await audit.close();
			await retention.stop();
			limits.close();
			await database.close();
			await stopDatabase();
		}
	};
}

function tellOperator(sentence: string): void {
	process.stderr.write(`${sentence}\n`);
}

async function openConnection(
	environment: Environment
): Promise<{ connection: Connection; stopDatabase: () => Promise<void> }> {
	const { databaseUrl, dataFolder } = environment;
	if (databaseUrl !== null) return { connection: { url: databaseUrl }, stopDatabase: async () => {} };
	const embedded = await openEmbedded({ dataFolder: resolve(dataFolder), log: tellOperator });
	return { connection: embedded.connection, stopDatabase: () => embedded.stop() };
}

/** In [0, 1), from the system's randomness: a word must not tell when its person came. */
function drawEvenly(): number {
	return randomInt(2 ** 47) / 2 ** 47;
}

function newRequestId(): string {
	return requestIdFrom(randomBytes(8));
}

function newSalt(): string {
	return randomBytes(18).toString('base64url');
}
