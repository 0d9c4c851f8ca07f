/** Redis as docs/operations.md wants it: with TLS, nobody without a name, and the users that an operator copies from there. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RedisOptions } from 'ioredis';
import { atEnd } from './at-end.ts';

const run = promisify(execFile);

export interface Certificate {
	readonly cert: string;
	readonly key: string;
}

/** The password of every documented user here; as it stands in an address it is `SECRET_IN_ADDRESS`. */
export const SECRET = 'geheim:1';
export const SECRET_IN_ADDRESS = encodeURIComponent(SECRET);

/** The test's own user, which may do everything. */
const WATCHER = 'watcher on >watching ~* &* +@all';
export const WATCHING: RedisOptions = {
	...{ username: 'watcher', password: 'watching' },
	tls: { rejectUnauthorized: false }
};

/** A certificate that is its own authority, for such names as `DNS:localhost`; it goes away after the file. */
export async function certificateFor(...names: readonly string[]): Promise<Certificate> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-tls-'));
	atEnd(() => rm(folder, { recursive: true, force: true }));
	const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
	const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=halte'];
	const alternatives = ['-addext', `subjectAltName=${names.join()}`];
	await run('openssl', ['req', ...kind, ...alternatives, '-keyout', files.key, '-out', files.cert]);
	return files;
}

/** TLS alone at this port, and also where Redis is the client of another one. */
export function tlsAt(port: number, { cert, key }: Certificate): string[][] {
	return [
		['port', '0'],
		['tls-port', String(port)],
		['tls-auth-clients', 'no'],
		['tls-replication', 'yes'],
		...[
			['tls-cert-file', cert],
			['tls-key-file', key],
			['tls-ca-cert-file', cert]
		]
	];
}

/** Directives of redis.conf as flags. */
export function asFlags(directives: readonly (readonly string[])[]): string[] {
	return directives.flatMap(([name, ...values]) => [`--${name ?? ''}`, ...values]);
}

/** The line of the page for this user, and what some kind of Redis wants beyond it; nobody else comes in. */
export async function usersOf(names: readonly string[], beyond: readonly string[] = []): Promise<string[][]> {
	const page = await readFile('docs/operations.md', 'utf8');
	const lines = names.map((name) => {
		const line = new RegExp(`^user (${name} on .*)$`, 'm').exec(page)?.[1];
		if (line === undefined) throw new Error(`docs/operations.md has no user ${name}`);
		return [line.replace('>PASSWORD', `>${SECRET}`), ...(name === 'halte' ? beyond : [])].join(' ');
	});
	return ['default off', ...lines, WATCHER].map((line) => ['user', ...line.split(' ')]);
}

/** What the page says that the user of Halte may do beyond its line when Redis is a cluster. */
export async function rightsInCluster(): Promise<string> {
	const page = await readFile('docs/operations.md', 'utf8');
	const rights = /A cluster also\s+wants `([^`]*)`/.exec(page)?.[1];
	if (rights === undefined) throw new Error('docs/operations.md does not say what a cluster wants');
	return rights;
}
