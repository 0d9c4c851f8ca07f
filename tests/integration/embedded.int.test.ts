import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import postgres from 'postgres';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded, startEmbedded, type EmbeddedConnection } from '#lib/server/store/embedded.ts';

const log = () => {};
const cleanups: (() => Promise<unknown> | void)[] = [];
// Inside node_modules, so that the compiled module finds its packages and no tool looks at it.
const compiled = join(process.cwd(), 'node_modules', `.halte-embedded-${process.pid}`);

beforeAll(async () => {
	await build({
		configFile: false,
		logLevel: 'error',
		build: { ssr: 'src/lib/server/store/embedded.ts', outDir: compiled, target: 'node20' }
	});
});

afterAll(() => rm(compiled, { recursive: true, force: true }));

afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function dataFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-test-'));
	cleanups.push(() => rm(folder, { recursive: true, force: true }));
	return folder;
}

async function query(connection: EmbeddedConnection, text: string): Promise<unknown[][]> {
	const sql = postgres({ ...connection, max: 1, onnotice: () => {} });
	try {
		return await sql.unsafe(text).values();
	} finally {
		await sql.end();
	}
}

/** A process of its own that opens the data, says « open » and stays. */
async function otherProcess(folder: string): Promise<ChildProcess> {
	const script = `
		const { openEmbedded } = await import(${JSON.stringify(pathToFileURL(join(compiled, 'embedded.js')).href)});
		await openEmbedded({ dataFolder: ${JSON.stringify(folder)}, log: console.error });
		console.log('open');
		setInterval(() => {}, 60_000);`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
		stdio: ['ignore', 'pipe', 'ignore']
	});
	cleanups.push(() => void child.kill('SIGKILL'));
	const first = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
	expect(String(first[0]).trim()).toBe('open');
	return child;
}

async function kill(child: ChildProcess): Promise<void> {
	child.kill('SIGKILL');
	await once(child, 'exit');
}

async function postmasterPid(folder: string): Promise<number> {
	return Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

it('makes a UTF8 database at the first start, and says so once', async () => {
	const folder = await dataFolder();
	const first = await startEmbedded({ dataFolder: folder, log });
	cleanups.push(() => first.stop());
	expect(first.fresh).toBe(true);
	expect(await query(first.connection, 'show server_encoding')).toEqual([['UTF8']]);
	expect(await query(first.connection, "select current_database(), length('é')")).toEqual([['halte', 1]]);
	expect((await startEmbedded({ dataFolder: folder, log })).fresh).toBe(false);
});

it('keeps a row over a clean stop and a second start', async () => {
	const folder = await dataFolder();
	const first = await openEmbedded({ dataFolder: folder, log });
	await query(first.connection, 'create table kept as select 42 as n');
	await first.stop();
	await expect(postmasterPid(folder)).rejects.toThrow('ENOENT');

	const second = await openEmbedded({ dataFolder: folder, log });
	cleanups.push(() => second.stop());
	expect(second.fresh).toBe(false);
	expect(await query(second.connection, 'select n from kept')).toEqual([[42]]);
});

it('adopts the Postgres of a copy that was killed, and stops it', async () => {
	const folder = await dataFolder();
	const child = await otherProcess(folder);
	const orphan = await postmasterPid(folder);
	await kill(child);

	const next = await openEmbedded({ dataFolder: folder, log });
	expect(await postmasterPid(folder)).toBe(orphan);
	await query(next.connection, 'create table kept as select 7 as n');
	await next.stop();
	await expect(postmasterPid(folder)).rejects.toThrow('ENOENT');

	const last = await openEmbedded({ dataFolder: folder, log });
	cleanups.push(() => last.stop());
	expect(await query(last.connection, 'select n from kept')).toEqual([[7]]);
});

it('starts again after Postgres itself was killed, and after its number went to another program', async () => {
	const folder = await dataFolder();
	const first = await startEmbedded({ dataFolder: folder, log });
	await query(first.connection, 'create table kept as select 9 as n');
	process.kill(await postmasterPid(folder), 'SIGKILL');

	const second = await openEmbedded({ dataFolder: folder, log });
	const file = join(folder, 'postgres', 'postmaster.pid');
	const told = await readFile(file, 'utf8');
	await second.stop();
	await writeFile(file, told.replace(/^\d+/, String(process.pid)), { mode: 0o600 });

	const third = await openEmbedded({ dataFolder: folder, log });
	cleanups.push(() => third.stop());
	expect(await query(third.connection, 'select n from kept')).toEqual([[9]]);
});

describe('A Postgres that ends by itself', () => {
	const BACK = 'La base de données est de retour.';

	it('is started again with what was written, and is still this copy’s alone', async () => {
		const folder = await dataFolder();
		const { said, open } = await openAndListen(folder);
		await query(open.connection, 'create table kept as select 5 as n');
		await killPostmaster(folder);

		await expect.poll(() => said.at(-1)).toBe(BACK);
		expect(await query(open.connection, 'select n from kept')).toEqual([[5]]);
		const second = openEmbedded({ dataFolder: folder, log, patienceMs: 0 });
		await expect(second).rejects.toThrow(/déjà en marche/);
	});

	it('is started again after each time, also where it was left behind by a copy that was killed', async () => {
		const folder = await dataFolder();
		await kill(await otherProcess(folder));
		const { said, open } = await openAndListen(folder);
		for (const times of [1, 2]) {
			await killPostmaster(folder);
			await expect.poll(() => said.filter((sentence) => sentence === BACK)).toHaveLength(times);
			expect(await query(open.connection, 'select 1')).toEqual([[1]]);
		}
	});

	it('is tried again until what is in its way is gone; each thing is said once', async () => {
		const { said, folder, open, control } = await withoutControlFile();
		await expect.poll(() => said.join(' ')).toContain('Halte essaie encore.');
		await rename(`${control}.away`, control);
		await expect.poll(() => said.at(-1)).toBe(BACK);
		expect(await query(open.connection, 'select 1')).toEqual([[1]]);
		expect(said.map((sentence) => sentence.slice(0, 24))).toEqual([
			'La base de données s’est',
			'Halte redémarre la base ',
			'Postgres n’a pas démarré',
			'La base de données est d'
		]);
		await open.stop();
		await expect(postmasterPid(folder)).rejects.toThrow('ENOENT');
	});

	it('is not started any more once the copy was told to stop', async () => {
		const { said, folder, open, control } = await withoutControlFile();
		await expect.poll(() => said.join(' ')).toContain('Halte essaie encore.');
		await open.stop();
		await rename(`${control}.away`, control);
		const next = await openEmbedded({ dataFolder: folder, log });
		cleanups.push(() => next.stop());
		expect(await query(next.connection, 'select 1')).toEqual([[1]]);
		expect(said).not.toContain(BACK);
	});

	/** It was ended, and can't start while a file is away. */
	async function withoutControlFile() {
		const folder = await dataFolder();
		const { said, open } = await openAndListen(folder);
		const control = join(folder, 'postgres', 'global', 'pg_control');
		await rename(control, `${control}.away`);
		await killPostmaster(folder);
		return { said, folder, open, control };
	}

	async function openAndListen(folder: string) {
		const said: string[] = [];
		const open = await openEmbedded({ dataFolder: folder, log: (sentence) => said.push(sentence) });
		cleanups.push(() => open.stop());
		return { said, open };
	}

	async function killPostmaster(folder: string): Promise<void> {
		process.kill(await postmasterPid(folder), 'SIGKILL');
	}
});

it('refuses a second copy in a clear sentence, and the first goes on', async () => {
	const folder = await dataFolder();
	const first = await openEmbedded({ dataFolder: folder, log });
	cleanups.push(() => first.stop());
	await expect(openEmbedded({ dataFolder: folder, log })).rejects.toThrow(
		`Halte est déjà en marche sur ces données (dossier ${folder}). Arrêtez l’autre copie d’abord.`
	);
	expect(await query(first.connection, 'select 1')).toEqual([[1]]);
});

it('lets exactly one of two copies that start at the same moment have new data', async () => {
	const folder = await dataFolder();
	const both = await Promise.allSettled([otherProcess(folder), openEmbedded({ dataFolder: folder, log })]);
	const [child, here] = both;
	if (here.status === 'fulfilled') cleanups.push(() => here.value.stop());
	else cleanups.push(async () => (await startEmbedded({ dataFolder: folder, log })).stop());
	if (child.status === 'fulfilled') cleanups.push(() => kill(child.value));
	expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('refuses data of another major version and leaves them alone', async () => {
	const folder = await dataFolder();
	await mkdir(join(folder, 'postgres'));
	await writeFile(join(folder, 'postgres', 'PG_VERSION'), '15\n');
	await expect(openEmbedded({ dataFolder: folder, log })).rejects.toThrow(/Postgres 15.*Postgres 18/);
	expect(await readdir(join(folder, 'postgres'))).toEqual(['PG_VERSION']);
});

it('works in a folder whose path is too long for a socket, with spaces and accents', async () => {
	const folder = join(await dataFolder(), 'données de la clinique', 'x'.repeat(150));
	const open = await openEmbedded({ dataFolder: folder, log });
	cleanups.push(() => rm(dirname(open.connection.path), { recursive: true }));
	cleanups.push(() => open.stop());
	expect(Buffer.byteLength(open.connection.path)).toBeLessThanOrEqual(103);
	expect(await query(open.connection, 'select 1')).toEqual([[1]]);
});

it.runIf(process.platform === 'linux')('listens on no TCP port', async () => {
	const folder = await dataFolder();
	const open = await openEmbedded({ dataFolder: folder, log });
	cleanups.push(() => open.stop());
	const tcp =
		(await readFile('/proc/net/tcp', 'utf8')) + (await readFile('/proc/net/tcp6', 'utf8').catch(() => ''));
	const descriptors = `/proc/${await postmasterPid(folder)}/fd`;
	const targets = await Promise.all(
		(await readdir(descriptors)).map((fd) => readlink(join(descriptors, fd)).catch(() => ''))
	);
	const sockets = targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []);
	expect(sockets.length).toBeGreaterThan(0);
	expect(sockets.filter((inode) => new RegExp(`\\b${inode}\\b`).test(tcp))).toEqual([]);
});
