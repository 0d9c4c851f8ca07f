/** The lint rules bite: a file that breaks them is refused, a good one is not. */
import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it, vi } from 'vitest';
import { rooms } from '../../rooms.js';

vi.setConfig({ testTimeout: 180_000 }); // the first one with types reads the whole program

/** These files do not exist: they are linted without their types, which also is much faster. */
const untyped = new ESLint({
	overrideConfig: [
		tseslint.configs.disableTypeChecked,
		{ languageOptions: { parserOptions: { projectService: false } } }
	]
});
const typed = new ESLint();

/** The names of the rules that a text breaks, each once. */
async function broken(filePath: string, text: string, eslint = untyped): Promise<string[]> {
	const results = await eslint.lintText(`${text}\n`, { filePath });
	expect(results, `${filePath} is not linted`).toHaveLength(1);
	return [...new Set(results[0]?.messages.map((message) => message.ruleId ?? message.message))];
}

const DOMAIN = 'src/lib/domain/visit/made-up.ts';
const uses = (path: string): string => `import * as it from '${path}';\nexport const used = it;`;
const inSvelte = (script: string): string => `<script lang="ts">\n\t${script}\n</script>`;

describe('a room', () => {
	it.each([
		['src/lib/domain/visit/made-up.ts', '#lib/server/store/embedded.ts'],
		['src/lib/domain/visit/made-up.ts', '#lib/contract/views.ts'],
		['src/lib/domain/visit/made-up.ts', 'zod'],
		['src/lib/domain/visit/made-up.ts', 'node:crypto'],
		['src/lib/contract/made-up.ts', '#lib/server/store/embedded.ts'],
		['src/lib/contract/made-up.ts', '#lib/messages/fr/problems.json'],
		['src/lib/contract/made-up.ts', 'node:crypto'],
		['db/schema/made-up.ts', '#lib/server/store/embedded.ts'],
		['src/lib/server/store/made-up.ts', 'socket.io'],
		['src/lib/server/commands/made-up.ts', 'drizzle-orm'],
		['src/lib/server/commands/made-up.ts', 'postgres'],
		['src/lib/server/views/made-up.ts', 'lucia'],
		['src/lib/server/auth/made-up.ts', 'ioredis'],
		['src/lib/server/realtime/made-up.ts', '@node-rs/argon2'],
		['src/lib/client/made-up.svelte.ts', '#lib/domain/visit/state.ts'],
		['src/lib/client/made-up.svelte.ts', '#lib/server/store/embedded.ts'],
		['src/routes/made-up/+page.server.ts', 'drizzle-orm'],
		['src/routes/made-up/+page.server.ts', 'drizzle-orm/pg-core'],
		['src/routes/made-up/+page.server.ts', '#lib/server/store/embedded.ts'],
		['src/lib/server/store/made-up.ts', '#lib/server/store/embedded.test.ts'],
		['src/lib/server/store/made-up.ts', '#lib/nowhere/at-all.ts']
	])('%s may not use %s', async (file, path) => {
		expect(await broken(file, uses(path))).toEqual(['boundaries/dependencies']);
	});

	it('a component may not use socket.io-client', async () => {
		const text = inSvelte("import { io } from 'socket.io-client';\n\tio();");
		expect(await broken('src/lib/ui/MadeUp.svelte', text)).toEqual(['boundaries/dependencies']);
	});

	it.each([
		"export { z } from 'zod';",
		"export type { ZodType } from 'zod';",
		"export const load = () => import('zod');"
	])('no other way of importing gets round the rule: %s', async (text) => {
		expect(await broken(DOMAIN, text)).toEqual(['boundaries/dependencies']);
	});

	it('a file in no room is refused', async () => {
		expect(await broken('src/lib/nowhere/made-up.ts', 'export const one = 1;')).toEqual([
			'boundaries/no-unknown-files'
		]);
	});

	it.each([
		['src/lib/domain/visit/made-up.ts', '#lib/domain/visit/state.ts'],
		['src/lib/contract/made-up.ts', 'zod'],
		['src/lib/contract/made-up.ts', '#lib/domain/visit/state.ts'],
		['src/lib/server/store/made-up.ts', 'drizzle-orm/postgres-js'],
		['src/lib/server/store/made-up.ts', '#lib/domain/visit/state.ts'],
		['src/lib/server/commands/made-up.ts', '#lib/server/store/embedded.ts'],
		['src/lib/server/realtime/made-up.ts', '@socket.io/redis-streams-adapter'],
		['src/lib/client/made-up.svelte.ts', '#lib/contract/views.ts'],
		['src/routes/made-up/+page.server.ts', '@sveltejs/kit'],
		['src/routes/made-up/+page.server.ts', '$app/state'],
		['src/lib/server/app.ts', '#lib/server/store/embedded.ts'],
		['src/hooks.server.ts', 'socket.io'],
		['tests/integration/made-up.int.test.ts', 'drizzle-orm']
	])('%s may use %s', async (file, path) => {
		expect(await broken(file, uses(path))).toEqual([]);
	});
});

it('the table names only rooms and packages that there are', () => {
	const names = rooms.map((room) => room.name);
	const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };
	for (const { name, sees, packages } of rooms) {
		if (sees !== 'all') expect(names, `seen by ${name}`).toEqual(expect.arrayContaining(sees));
		if (packages !== 'all') {
			expect(Object.keys(manifest.dependencies), `used by ${name}`).toEqual(expect.arrayContaining(packages));
		}
	}
});

describe('a habit', () => {
	it.each([
		['no-restricted-globals', DOMAIN, 'export const now = () => new Date();'],
		['no-restricted-globals', DOMAIN, 'export const now = () => Date.now();'],
		['no-restricted-globals', DOMAIN, 'export const id = () => crypto.randomUUID();'],
		['no-restricted-properties', DOMAIN, 'export const chance = () => Math.random();'],
		['no-restricted-syntax', DOMAIN, 'export const later = async () => 1;'],
		['@typescript-eslint/no-explicit-any', DOMAIN, 'export let anything: any;'],
		[
			'@typescript-eslint/consistent-type-imports',
			DOMAIN,
			"import { Visit } from '#lib/domain/visit/state.ts';\nexport let visit: Visit;"
		],
		['no-warning-comments', DOMAIN, '// TODO later\nexport const one = 1;'],
		['no-console', 'src/lib/server/store/made-up.ts', "console.log('x');"],
		['max-lines', DOMAIN, 'export const list = [\n' + '\t1,\n'.repeat(250) + '\t1\n];'],
		[
			'no-restricted-syntax',
			'tests/integration/made-up.int.test.ts',
			'await new Promise((resolve) => setTimeout(resolve, 100));'
		],
		[
			'halte/described-disable',
			'src/lib/server/store/made-up.ts',
			'export const same = (a: unknown) => a == 1; // eslint-disable-line eqeqeq'
		],
		[
			'halte/described-disable',
			'src/lib/ui/MadeUp.svelte',
			'<!-- eslint-disable svelte/no-at-html-tags -->\n{@html "<b></b>"}'
		]
	])('%s is refused in %s', async (rule, file, text) => {
		expect(await broken(file, text)).toEqual([rule]);
	});

	it('a switch over a union has every case and no default', async () => {
		const switchWith = (cases: string): string => `
			const state = 'here' as 'here' | 'left';
			switch (state) {
				case 'here': break;
				${cases}
			}`;
		const asThisFile = (cases: string) =>
			broken('tests/architecture/rooms.test.ts', switchWith(cases), typed);
		const rule = '@typescript-eslint/switch-exhaustiveness-check';
		expect(await asThisFile('')).toEqual([rule]);
		expect(await asThisFile("case 'left': break;\ndefault: break;")).toEqual([rule]);
		expect(await asThisFile("case 'left': break;")).toEqual([]);
	});
});
