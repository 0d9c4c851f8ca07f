/** HAProxy or nginx of Debian as a process, with the files of deploy/; who starts it ends it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

export const BALANCERS = ['haproxy', 'nginx'] as const;
export type BalancerName = (typeof BALANCERS)[number];

export interface Balancer {
	/** What browsers are told. */
	readonly url: string;
	/** Lines that are open are cut. */
	stop(): Promise<void>;
}

interface BalancerOptions {
	readonly port: number;
	/** Ports of the nodes, four at most. */
	readonly nodes: readonly number[];
	/** Where it may write; it is the caller's to remove. */
	readonly folder: string;
	/** In a group of its own: a terminal's Ctrl-C does not reach it. */
	readonly detached?: boolean;
}

interface Launch {
	readonly args: readonly string[];
	readonly variables: Readonly<Record<string, string>>;
}

const HOST = '127.0.0.1';
const START_MS = 20_000;

/** Where the program is, or null. A plain `su` leaves the sbin folders, where Debian has both, out of PATH. */
export function findProgram(name: string): string | null {
	const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/sbin'];
	return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** Starts it and waits until a node answers through it. @throws Error with what it said when it does not. */
export async function startBalancer(name: BalancerName, options: BalancerOptions): Promise<Balancer> {
	const { args, variables } = name === 'haproxy' ? haproxy(options) : await nginx(options);
	const child = spawn(findProgram(name) ?? name, args, {
		detached: options.detached ?? false,
		stdio: ['ignore', 'ignore', 'pipe'],
		env: { PATH: process.env['PATH'], ...variables }
	});
	let said = '';
	let running = true;
	child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
	child.once('error', (error) => (said += error.message));
	const ended = once(child, 'close').then(() => (running = false));
	const stop = async () => {
		child.kill('SIGTERM');
		await ended;
	};
	const url = `http://${HOST}:${options.port}`;
	const until = performance.now() + START_MS;
	while (!(await isReady(url))) {
		if (running && performance.now() < until) continue;
		await stop();
		throw new Error(`${name} did not serve:\n${said}`);
	}
	return { url, stop };
}

function haproxy({ port, nodes }: BalancerOptions): Launch {
	const places = nodes.map((at, index) => [`HALTE_NODE_${index + 1}`, `${HOST}:${at}`] as const);
	return {
		args: ['-db', '-f', 'deploy/haproxy.cfg'],
		variables: Object.fromEntries([['HALTE_BIND', `${HOST}:${port}`] as const, ...places])
	};
}

/** Everything around the template that Debian's own nginx.conf would say, in a folder of its own. */
async function nginx({ port, nodes, folder }: BalancerOptions): Promise<Launch> {
	const home = join(folder, `nginx-${port}`);
	await mkdir(home);
	// As root its workers are another user, and what it keeps for them must be theirs to reach.
	await chmod(folder, 0o711);
	const template = await readFile('deploy/nginx.conf.template', 'utf8');
	const words = {
		HALTE_BIND: `${HOST}:${port}`,
		HALTE_SERVERS: nodes.map((at) => `server ${HOST}:${at} max_fails=0;`).join(' ')
	};
	const site = Object.entries(words).reduce(
		(text, [word, value]) => text.replaceAll(`\${${word}}`, value),
		template.replaceAll(/^#.*\n/gm, '')
	);
	const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
	const temporary = kinds.map((kind) => `\t${kind}_temp_path ${home}/${kind};`);
	const around = [
		...['daemon off;', `pid ${home}/nginx.pid;`, 'events {}', 'http {'],
		...[...temporary, `\tinclude ${home}/halte.conf;`, '}', '']
	];
	await writeFile(join(home, 'halte.conf'), site);
	await writeFile(join(home, 'nginx.conf'), around.join('\n'));
	return { args: ['-p', home, '-c', join(home, 'nginx.conf'), '-e', 'stderr'], variables: {} };
}

function isReady(url: string): Promise<boolean> {
	return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
		({ ok }) => ok,
		() => false
	);
}
