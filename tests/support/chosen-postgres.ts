/** Which Postgres the integration tests run on: the one that npm brought, or with HALTE_TEST_POSTGRES=15 Debian's. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findBinaries, type Binaries } from '#lib/server/store/embedded-binaries.ts';

/** The binaries of the chosen version; a node with an embedded database uses those of npm in any case. */
export async function chosenBinaries(version = process.env['HALTE_TEST_POSTGRES']): Promise<Binaries> {
	if (version === undefined || version === '') return findBinaries();
	const bin = join('/usr/lib/postgresql', version, 'bin');
	const binaries = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major: version };
	if (!existsSync(binaries.postgres))
		throw new Error(`Postgres ${version} is not here: apt-get install postgresql (looked in ${bin})`);
	return binaries;
}
