/** Which Postgres the integration tests run on: the one that npm brought, or with HALTE_TEST_POSTGRES=15 Debian's. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findBinaries, type Binaries } from '#lib/server/store/embedded-binaries.ts';

const DEBIAN = '/usr/lib/postgresql';

/** The binaries of the chosen version; a node with an embedded database uses those of npm in any case. */
export async function chosenBinaries(version = process.env['HALTE_TEST_POSTGRES'] ?? ''): Promise<Binaries> {
	return version === '' ? findBinaries() : binariesOf(version);
}

/** Debian's newest, with all its programs: npm brings none for copies of a running server. */
export async function debianBinaries(): Promise<Binaries> {
	const versions = await readdir(DEBIAN).catch(() => []);
	return binariesOf(versions.sort((a, b) => Number(a) - Number(b)).at(-1) ?? 'of Debian');
}

function binariesOf(version: string): Binaries {
	const bin = join(DEBIAN, version, 'bin');
	const binaries = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major: version };
	if (!existsSync(binaries.postgres))
		throw new Error(`Postgres ${version} is not here: apt-get install postgresql (looked in ${bin})`);
	return binaries;
}
