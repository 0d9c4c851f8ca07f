/** How much script the screens of the door load before anybody has touched them: bytes of files, no timing. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { signIn } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { freshDatabase } from '../support/test-database.ts';

const CLIENT = '.svelte-kit/output/client/';
type Manifest = Record<string, { file: string; imports?: string[] }>;

let node: HalteNode;
let cookie: string;
beforeAll(async () => {
	node = await startNode({ database: await freshDatabase() });
	({ cookie } = await signIn(node, 'pa1'));
});

/** The files that a page names in its source, and all that they import without being asked. */
async function firstLoad(path: string): Promise<string[]> {
	const answer = await fetch(node.url + path, { headers: { cookie } });
	const html = await answer.text();
	expect(html, `${path} is a page`).toContain('</html>');
	// SvelteKit names what a page needs in the header `link`, and how it starts in the page.
	const source = `${answer.headers.get('link')} ${html}`;
	const manifest = JSON.parse(readFileSync(`${CLIENT}.vite/manifest.json`, 'utf8')) as Manifest;
	const files = new Map(Object.entries(manifest).map(([name, { file }]) => [file, name]));
	const names = new Set(
		[...source.matchAll(/_app\/immutable\/[\w./-]+\.js/g)].map(([file]) => files.get(file) ?? file)
	);
	for (const name of names) for (const imported of manifest[name]?.imports ?? []) names.add(imported);
	return [...names].map((name) => manifest[name]?.file ?? name);
}

const weightOf = (files: readonly string[]) =>
	files.reduce((sum, file) => sum + gzipSync(readFileSync(CLIENT + file)).length, 0);

it.each([
	['the list with its intake', '/milieu/perron/accueil', 100_000],
	['the waiting-room screen', '/ecran', 60_000]
])('%s costs no more script than a cheap tablet bears', async (_, path, most) => {
	const files = await firstLoad(path);
	expect(files.length).toBeGreaterThan(10);
	const weight = weightOf(files);
	expect(weight).toBeGreaterThan(40_000); // Svelte and SvelteKit alone: less means that nothing was counted
	expect(
		weight,
		'fetch what is not needed for the first picture later, as accueil/parts.ts does'
	).toBeLessThan(most);
});

it('the shortest intake needs no script', async () => {
	expect(await firstLoad('/milieu/perron/accueil/nouveau')).toEqual([]);
});
