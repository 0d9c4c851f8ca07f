/** Files for containers can't be run here; at least they name only what is there. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readEnvironment } from '#lib/server/environment.ts';

const source = readFileSync('compose.yaml', 'utf8');
const dockerfile = readFileSync('Dockerfile', 'utf8');
const page = readFileSync('docs/operations.md', 'utf8');
const environment = readFileSync('src/lib/server/environment.ts', 'utf8');

const service = z.object({
	image: z.string(),
	build: z.string().optional(),
	stop_grace_period: z.string().optional(),
	environment: z.record(z.string(), z.string()).optional(),
	volumes: z.array(z.string()).optional(),
	command: z.union([z.string(), z.array(z.string())]).optional(),
	depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional()
});
const compose = z
	.object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
	.parse(parse(source, { merge: true }));
const { services } = compose;
const nodes = Object.entries(services).filter(([, { build }]) => build !== undefined);

/** As compose does with the file .env. */
const filled = (text: string) => text.replaceAll(/\$\{\w+:\?\}/g, 'x');

describe('compose.yaml', () => {
	it('says at its top that it was not tried, as the Dockerfile does', () => {
		for (const text of [source, dockerfile]) expect(text.split('\n', 3).join('\n')).toContain('NOT TRIED');
	});

	it('gives two nodes only variables that are read, with values that are accepted', () => {
		expect(nodes.map(([name]) => name)).toEqual(['node-1', 'node-2']);
		for (const [, { environment: given = {} }] of nodes) {
			for (const name of Object.keys(given)) expect(environment).toContain(`\t${name}: `);
			const origin = { ORIGIN: 'https://halte.example.org' };
			const texts = Object.entries(given).map(([name, text]) => [name, filled(text)] as const);
			const values: Record<string, string> = { ...Object.fromEntries(texts), ...origin };
			expect(() => readEnvironment(values)).not.toThrow();
		}
	});

	it('asks only for what .env.example names', () => {
		const named = [...readFileSync('.env.example', 'utf8').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
		const asked = [...source.matchAll(/\$\{(\w+):\?\}/g)].map(([, name]) => name);
		expect(new Set(asked)).toEqual(new Set(named));
	});

	it('brings nodes to services that are there, and the proxy to each node', () => {
		for (const [, { environment: given = {}, depends_on: needed = {} }] of nodes) {
			for (const name of ['DATABASE_URL', 'REDIS_URL'])
				expect(Object.keys(services)).toContain(new URL(filled(given[name] ?? '')).hostname);
			for (const name of Object.keys(needed)) expect(Object.keys(services)).toContain(name);
		}
		const proxied = services['proxy']?.environment ?? {};
		const places = Object.entries(proxied).filter(([name]) => name.startsWith('HALTE_NODE_'));
		expect(places.map(([, at]) => at)).toEqual(nodes.map(([name]) => `${name}:3000`));
		const file = readFileSync('deploy/haproxy.cfg', 'utf8');
		for (const name of Object.keys(proxied)) expect(file).toContain(`"\${${name}}"`);
	});

	it('mounts files and volumes that are there', () => {
		const sources = Object.values(services).flatMap(({ volumes = [] }) =>
			volumes.map((line) => line.split(':')[0] ?? '')
		);
		for (const from of sources)
			expect(from.startsWith('./') ? existsSync(from) : from in compose.volumes, from).toBe(true);
	});

	it('gives the user of Redis what the page tells, and a node the time to drain', () => {
		const rule = /^user halte on >PASSWORD (.*)$/m.exec(page)?.[1] ?? 'none';
		expect(services['redis']?.command).toContain(` --user halte on >\${REDIS_PASSWORD:?} ${rule}`);
		for (const [, { stop_grace_period: grace }] of nodes) expect(grace).toBe('30s');
	});
});

describe('The Dockerfile', () => {
	it('runs files that are there or that the build makes, on a Node that is new enough', () => {
		const commands = [...dockerfile.matchAll(/(?:node |"node", ")([\w./-]+\.m?js)/g)].map(([, file]) => file);
		expect(commands).toEqual(['scripts/prepare.mjs', 'src/main.js']);
		for (const file of commands) expect(existsSync(file ?? '')).toBe(true);
		for (const [, major] of dockerfile.matchAll(/^FROM node:(\d+)/gm))
			expect(Number(major)).toBeGreaterThan(20);
	});

	it('sets only variables that are read', () => {
		const [, line = ''] = /^ENV (.*)$/m.exec(dockerfile) ?? [];
		for (const pair of line.split(' ').filter((text) => !text.startsWith('NODE_ENV')))
			expect(environment).toContain(`\t${pair.split('=')[0]}: `);
	});
});
