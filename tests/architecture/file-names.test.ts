/** A file is named after the one thing that it holds, and holds no more than one can read at once. */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect, it } from 'vitest';
import { filesBelow } from './source-files.ts';

const MOST_LINES = 250;
const MOST_LINES_OF_THE_MEDIAN = 100;

const code = filesBelow('src', 'db/schema', 'scripts', 'tests').filter((path) =>
	/\.(ts|js|mjs|svelte|css)$/.test(path)
);

const SAYS_NOTHING = /^(utils?|helpers?|common|managers?|misc|shared|lib)$|-(utils?|helpers|managers?|misc)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(svelte|server|remote|d|test|int|e2e))*\.(ts|js|mjs|css)$/;
const COMPONENT = /^[A-Z][A-Za-z0-9]*\.svelte$/;
const ROUTE_FILE = /^\+(page|layout|error|server)(@.*)?(\.server)?\.(svelte|ts)$/;
const FOLDER = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ROUTE_FOLDER =
	/^(\([a-z-]+\)|\[{1,2}(\.\.\.)?[a-z][A-Za-z]*(=[a-z-]+)?\]{1,2}|\.?[a-z0-9]+([.-][a-z0-9]+)*)$/;

const stem = (name: string): string => name.replace(/\..*$/, '');
const foldersOf = (path: string): string[] => dirname(path).split('/');

it('no file and no folder has a name that says nothing', () => {
	const bad = code.filter((path) => {
		const folders = foldersOf(path.replace(/^src\/lib\//, ''));
		return [stem(basename(path)), ...folders].some((name) => SAYS_NOTHING.test(name));
	});
	expect(bad).toEqual([]);
});

it('files are written in kebab-case, components in PascalCase, routes as SvelteKit wants them', () => {
	const bad = code.filter((path) => {
		const name = basename(path);
		const inRoutes = path.startsWith('src/routes/');
		const folder = inRoutes ? ROUTE_FOLDER : FOLDER;
		if (!foldersOf(path).every((part) => folder.test(part))) return true;
		if (inRoutes && ROUTE_FILE.test(name)) return false;
		if (/^src\/hooks\.(client|server)\.ts$/.test(path)) return false;
		return !(name.endsWith('.svelte') ? COMPONENT : KEBAB).test(name);
	});
	expect(bad).toEqual([]);
});

/** Lines that hold code: neither blank nor only a comment. */
function linesOfCode(path: string): number {
	const lines = readFileSync(path, 'utf8').split('\n');
	return lines.filter((line) => !/^\s*($|\/\/|\/\*|\*|<!--)/.test(line)).length;
}

it(`no file has more than ${MOST_LINES} lines of code`, () => {
	const long = code.filter((path) => linesOfCode(path) > MOST_LINES);
	expect(long.map((path) => `${path}: ${linesOfCode(path)}`)).toEqual([]);
});

it('most files can be read on one page', () => {
	const sizes = code.map(linesOfCode).sort((a, b) => a - b);
	const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
	expect(median, `the median file has ${median} lines of code`).toBeLessThanOrEqual(MOST_LINES_OF_THE_MEDIAN);
});
