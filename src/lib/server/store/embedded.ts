import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { findBinaries, type Binaries } from './embedded-binaries.ts';
import { ensureCluster, PORT, socketFolder, socketIn } from './embedded-folders.ts';
import { keepRunning } from './embedded-keeper.ts';
import { launch } from './embedded-launch.ts';
import { findPostmaster, stopPostmaster, type Postmaster } from './embedded-postmaster.ts';
import { chooseRunner } from './embedded-runner.ts';
import { AlreadyRunning, claim } from './single-copy.ts';

/** What postgres.js takes to reach the embedded database. */
export interface EmbeddedConnection {
	path: string;
	port: number;
	database: 'halte';
	username: 'halte';
}

/** A running embedded Postgres. */
export interface EmbeddedPostgres {
	connection: EmbeddedConnection;
	/** The database `halte` was made by this very start. */
	fresh: boolean;
	/** Stops Postgres without loss, within some 30 s. Close every pool first. */
	stop(): Promise<void>;
}

/** `log` gets whole French sentences for the person at the terminal. */
export interface EmbeddedOptions {
	dataFolder: string;
	log(sentence: string): void;
	/** How long to wait for another copy to end, in ms. */
	patienceMs?: number;
	/** How long to launch Postgres again when it ends at once, in ms. */
	launchMs?: number;
	/** Another Postgres than the one that npm brought. */
	binaries?: Binaries;
}

const READY_MS = 60_000;
const LAUNCH_MS = 5_000;

/**
 * Starts the embedded Postgres on `dataFolder` (made when absent), or adopts the one that already runs there,
 * waits until it answers and makes the database `halte` when absent. Does not look whether another copy of
 * Halte uses it: `openEmbedded` does. Throws an Error whose message is a sentence for the operator.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
	const { postmaster, stop } = await run(options);
	return { connection: connectionOf(postmaster), fresh: await ensureDatabase(postmaster), stop };
}

/**
 * Starts or adopts the embedded Postgres and takes these data for this process alone. Until `stop`, a Postgres that ends
 * by itself is started again. Throws AlreadyRunning when another copy has the data, and then leaves Postgres as it is,
 * since the other copy works with it.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
	const first = await hold(options);
	try {
		const fresh = await ensureDatabase(first.postmaster);
		const { stop } = keepRunning(first, { again: () => hold({ ...options, launchMs: 0 }), log: options.log });
		return { connection: connectionOf(first.postmaster), fresh, stop };
	} catch (error) {
		await first.release();
		throw error;
	}
}

/** Starts or adopts it with the sign that the data are this process's alone. Throws as `openEmbedded` does. */
async function hold(options: EmbeddedOptions) {
	const { postmaster, stop } = await run(options);
	// The sign stands in the database `postgres`, so that it is taken before `halte` is looked for or made.
	const sign = connectTo(postmaster);
	try {
		await claim(sign, resolve(options.dataFolder), options.patienceMs);
	} catch (error) {
		await sign.end({ timeout: 0 });
		if (!(error instanceof AlreadyRunning)) await stop();
		throw error;
	}
	const release = async () => {
		await sign.end({ timeout: 0 });
		await stop();
	};
	return { postmaster, alive: postmaster.alive, release };
}

/**
 * Works with data that another copy may be using: beside it, on the Postgres that it runs, or, when there is none,
 * alone on one that `stop` ends again. Never makes data: null when the folder holds none.
 */
export async function visitEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres | null> {
	const cluster = join(resolve(options.dataFolder), 'postgres');
	if (!existsSync(join(cluster, 'PG_VERSION'))) return null;
	try {
		return await openEmbedded({ ...options, patienceMs: 0 });
	} catch (error) {
		if (!(error instanceof AlreadyRunning)) throw error;
		const home = await realpath(options.dataFolder);
		const postmaster = await findPostmaster(join(home, 'postgres'), join(home, 'socket'));
		if (postmaster === undefined) throw error;
		return { connection: connectionOf(postmaster), fresh: false, stop: async () => {} };
	}
}

async function run({ dataFolder, log, launchMs = LAUNCH_MS, binaries: given }: EmbeddedOptions) {
	await mkdir(dataFolder, { recursive: true, mode: 0o700 });
	const home = await realpath(dataFolder);
	const cluster = join(home, 'postgres');
	const logFile = join(home, 'postgres.log');
	const binaries = given ?? (await findBinaries());
	const runner = await chooseRunner(home, cluster, binaries.postgres);
	await ensureCluster(cluster, binaries, runner);
	const usualSocketFolder = await socketFolder(home, runner);

	let serving: Postmaster | null = null;
	const launched = (): Postmaster => {
		const onEnd = () => {
			if (serving === postmaster) log(`La base de données s’est arrêtée d’elle-même ; voir ${logFile}.`);
		};
		const where = { cluster, socketFolder: usualSocketFolder, logFile };
		const postmaster = launch({ postgres: binaries.postgres, runner, ...where, onEnd });
		return postmaster;
	};
	const deadline = Date.now() + launchMs;
	for (;;) {
		const found = await findPostmaster(cluster, usualSocketFolder);
		const postmaster = found ?? launched();
		const answered = await answers(postmaster);
		// At one socket another copy's may have answered for ours, which is about to end since it came second.
		if (answered && (await findPostmaster(cluster, usualSocketFolder))?.pid === postmaster.pid) {
			serving = postmaster;
			const stop = () => {
				serving = null;
				return stopPostmaster(postmaster);
			};
			return { postmaster, stop };
		}
		// It ended first. Another copy was quicker, an orphan was just stopping, or processes of one that was
		// killed still hold its memory: all of these pass, so look again for a while.
		if (Date.now() > deadline) throw new Error(await notStarted(logFile));
		await pause(100);
	}
}

/** Waits until it answers; false when it ended first. A repair after a power cut may take its time. */
async function answers(postmaster: Postmaster): Promise<boolean> {
	const deadline = Date.now() + READY_MS;
	while (postmaster.alive()) {
		const sql = connectTo(postmaster);
		const ready = await sql`select 1`.then(
			() => true,
			() => false
		);
		await sql.end({ timeout: 0 });
		if (ready) return true;
		if (Date.now() > deadline) throw new Error('La base intégrée ne répond pas après 60 secondes.');
		await pause(20);
	}
	return false;
}

async function ensureDatabase(postmaster: Postmaster): Promise<boolean> {
	const sql = connectTo(postmaster);
	try {
		if ((await sql`select 1 from pg_database where datname = 'halte'`).length > 0) return false;
		await sql`create database halte`;
		return true;
	} finally {
		await sql.end();
	}
}

function connectTo(postmaster: Postmaster): Sql {
	const forever = { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {} };
	return postgres({ ...connectionOf(postmaster), database: 'postgres', ...forever });
}

function connectionOf(postmaster: Postmaster): EmbeddedConnection {
	return { path: socketIn(postmaster.socketFolder), port: PORT, database: 'halte', username: 'halte' };
}

async function notStarted(logFile: string): Promise<string> {
	const lines = (await readFile(logFile, 'utf8').catch(() => '')).split('\n');
	const cause = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? 'sans en dire la cause';
	return `Postgres n’a pas démarré (${cause.trim()}). Voir ${logFile}.`;
}
