/** `npm run admin -- backup` and `restore`: the whole database as one sealed file, and back. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { verifyLogs } from '#lib/server/audit/verify.ts';
import { verifyBackup, writeBackup } from '#lib/server/backup/backup-file.ts';
import { restore } from '#lib/server/backup/restore.ts';
import type { Manifest } from '#lib/server/backup/records.ts';
import { takeBackup } from '#lib/server/backup/take-backup.ts';
import { readEnvironment, type Environment } from '#lib/server/environment.ts';
import { presentRing } from '#lib/server/keys/open-keys.ts';
import { applyTombstones } from '#lib/server/retention/apply-tombstones.ts';
import { openTombstones } from '#lib/server/retention/tombstones.ts';
import { openDatabase, openPlainConnection, type Connection } from '#lib/server/store/database.ts';
import { refuseLossy } from '#lib/server/store/durability.ts';
import { Failure, Misuse } from './failure.ts';
import { reach, type openHouse } from './house.ts';

function fileIn(args: readonly string[], command: string): string {
	const [file, ...more] = args;
	if (file === undefined || file.startsWith('-') || more.length > 0)
		throw new Misuse(`${command} demande un fichier, et rien d’autre.`);
	return resolve(file);
}

/** Writes the file, then reads it from end to end. */
export async function runBackup(args: readonly string[], open: typeof openHouse): Promise<string> {
	const file = fileIn(args, 'backup');
	return open(async ({ database, keys }) => {
		await takeBackup(database.read, await version(), (records) => writeBackup(file, keys, records));
		const manifest = await verifyBackup(file, keys);
		return [
			`Sauvegarde écrite et relue : ${file}`,
			`${told(manifest)}, chiffrées avec la clé ${keys.active} du trousseau.`,
			'Gardez ailleurs : le trousseau, et le registre des effacements de chaque jour. Sans le trousseau, elle ne s’ouvre pas.'
		].join('\n');
	});
}

/** Of this Halte, as its package says; commands run from the root of the repository, like the server. */
async function version(): Promise<string> {
	const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
	return version;
}

const told = ({ at, tables }: Manifest) =>
	`${tables.length} tables, ${tables.reduce((sum, { rows }) => sum + rows, 0)} lignes au ${at}`;

/** @throws Failure, or an Error with a sentence, and then the database is as empty as it was. */
export async function runRestore(args: readonly string[]): Promise<string> {
	const file = fileIn(args, 'restore');
	const environment = readEnvironment(process.env);
	// All that is needed is looked for before anything is touched.
	const keys = await presentRing(environment);
	const tombstones = resolve(environment.tombstones);
	if (!existsSync(tombstones)) {
		throw new Failure(
			`Le registre des effacements ${tombstones} manque : mettez-y le plus récent, sans quoi reviendrait qui a été oublié. ` +
				'S’il est perdu, créez un fichier vide à sa place.'
		);
	}
	const { connection, leave } = await reach(environment, true);
	try {
		const setup = openPlainConnection(connection);
		let manifest: Manifest;
		try {
			await refuseLossy(setup);
			manifest = await restore(setup, { file, keys, migrations: resolve('db/migrations') });
		} finally {
			await setup.end({ timeout: 5 });
		}
		return await finish(connection, environment, manifest);
	} finally {
		await leave();
	}
}

/** Erases again who was forgotten since, and proves the logs. */
async function finish(connection: Connection, environment: Environment, manifest: Manifest): Promise<string> {
	const database = openDatabase(connection, { patient: true });
	try {
		const tombstones = await openTombstones(resolve(environment.tombstones));
		const again = await applyTombstones(database.write, tombstones);
		const { faults } = await verifyLogs(database.read, manifest.heads);
		if (faults.length > 0) {
			throw new Failure(
				'Les tables sont revenues comme elles étaient, mais le journal y était déjà modifié : voyez verify-log.'
			);
		}
		return [
			`Restauré et vérifié : ${told(manifest)}. Les journaux sont intacts.`,
			`Effacé de nouveau, d’après le registre : ${again.visits} visites, ${again.people} personnes.`,
			'Tout le monde se reconnecte ; ce qui a été changé depuis cette sauvegarde (comptes, écrans) est à refaire.'
		].join('\n');
	} finally {
		await database.close();
	}
}
