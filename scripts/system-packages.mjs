import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NEEDED = ['redis-server', 'haproxy', 'nginx', 'chromium', 'postgresql'];
/** Debian keeps its Postgres out of PATH, one folder for each version. */
const POSTGRES = '/usr/lib/postgresql';

/**
 * Makes sure that the programs of the tests are there: as root through apt, else it says how to get them
 * and ends the process with 1.
 */
export function ensureSystemPackages() {
	const missing = NEEDED.filter((program) => !isInstalled(program));
	if (missing.length === 0) return;
	const packages = missing.join(' ');
	if (process.getuid?.() !== 0) {
		console.error(
			`Il manque ${packages} pour les essais. Sous Debian : sudo apt-get install --no-install-recommends ${packages}`
		);
		process.exit(1);
	}
	console.log(`Installation de ${packages} par apt…`);
	apt('update');
	apt('install', '-y', '--no-install-recommends', ...missing);
}

function isInstalled(program) {
	if (program === 'postgresql') return hasPostgres();
	// A plain `su` leaves the sbin folders out of PATH.
	const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin'];
	return folders.some((folder) => existsSync(join(folder, program)));
}

function hasPostgres() {
	if (!existsSync(POSTGRES)) return false;
	return readdirSync(POSTGRES).some((version) => existsSync(join(POSTGRES, version, 'bin', 'postgres')));
}

function apt(...args) {
	const done = spawnSync('apt-get', ['-q', ...args], {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		encoding: 'utf8'
	});
	if (done.status === 0) return;
	console.error(done.stdout ?? '', done.stderr ?? '', done.error?.message ?? '');
	console.error(`apt-get ${args[0]} a échoué ; installez ${NEEDED.join(', ')} à la main.`);
	process.exit(1);
}
