// Runs before `npm start`, `npm test` and `npm run dev`, on a machine that may have nothing but Node and npm:
// it installs the packages and builds, when that is needed. It uses no package itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileFingerprint, sourceFingerprint } from './fingerprint.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LOCK_STAMP = join(ROOT, 'node_modules', '.halte-lock.json');
const BUILD_STAMP = join(ROOT, 'build', '.stamp.json');
const options = process.argv.slice(2);

checkNode();
install();
if (options.includes('--test')) (await import('./system-packages.mjs')).ensureSystemPackages();
if (!options.includes('--install-only')) build();

function checkNode() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major > 20 || (major === 20 && minor >= 19)) return;
	stop(`Halte demande Node 20.19 ou plus récent ; ici, c'est ${process.versions.node}.`);
}

function install() {
	// Packages hold binaries, so those of another machine or system do not count.
	const wanted = `${process.platform}-${process.arch} ${fileFingerprint(join(ROOT, 'package-lock.json'))}`;
	if (stampIn(LOCK_STAMP) === wanted) return;
	console.log('Installation des paquets (une minute ou deux la première fois)…');
	// npm leaves its own path to what it starts; then no shell and no PATH is needed. With NODE_ENV=production
	// npm would leave out what the build needs.
	const npm = process.env.npm_execpath;
	const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
	if (npm?.endsWith('.js')) run(process.execPath, [npm, ...args]);
	else run('npm', args);
	writeFileSync(LOCK_STAMP, JSON.stringify({ stamp: wanted }));
}

function build() {
	// Taken before the build: what changes meanwhile makes the next start build again.
	const wanted = sourceFingerprint(ROOT);
	if (stampIn(BUILD_STAMP) === wanted) return;
	console.log('Construction de Halte…');
	const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
	run(process.execPath, [vite, 'build']);
	const commands = 'vite.commands.config.ts';
	if (existsSync(join(ROOT, commands))) run(process.execPath, [vite, 'build', '--config', commands]);
	writeFileSync(BUILD_STAMP, JSON.stringify({ stamp: wanted }));
}

function stampIn(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8')).stamp;
	} catch {
		return undefined;
	}
}

/** Quiet unless it fails; then all that the program said is shown. */
function run(command, args) {
	const done = spawnSync(command, args, {
		cwd: ROOT,
		env: { ...process.env, NODE_ENV: 'production' },
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
		maxBuffer: 64 * 1024 * 1024
	});
	if (done.status === 0) return;
	console.error(done.stdout ?? '', done.stderr ?? '', done.error?.message ?? '');
	stop(`Échec de : ${[command, ...args].join(' ').replaceAll(ROOT, '')}`);
}

function stop(sentence) {
	console.error(sentence);
	process.exit(1);
}
