/** What a browser loads: our screens and whatever they call, without the packages that only the server needs. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { filesBelow, isTest, nodesBelow, programs } from './source-files.ts';

const isScreen = (path: string) =>
	/^src\/(lib\/(client|ui)|routes)\/.*\.svelte(\.ts)?$/.test(path) ||
	/^src\/lib\/(client|ui)\/.*\.ts$/.test(path) ||
	/\/\+(page|layout)\.ts$/.test(path) ||
	/^src\/hooks(\.client)?\.ts$/.test(path);

/** The names of what a file loads when it runs. `import { type X }` counts: bundlers keep it for what loading does. */
function loadedBy(path: string): string[] {
	return programs(path).flatMap((program) =>
		[...nodesBelow(program)].flatMap((node) => nameLoaded(node) ?? [])
	);
}

function nameLoaded(node: ts.Node): string | undefined {
	if (ts.isImportDeclaration(node) && node.importClause?.isTypeOnly !== true)
		return textOf(node.moduleSpecifier);
	if (ts.isExportDeclaration(node) && !node.isTypeOnly) return textOf(node.moduleSpecifier);
	if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
		return textOf(node.arguments[0]);
	return undefined;
}

const textOf = (node: ts.Node | undefined) =>
	node !== undefined && ts.isStringLiteral(node) ? node.text : undefined;

/** The file of ours behind a name; undefined for a package and for what is generated. */
function fileOf(name: string, from: string): string | undefined {
	const path = name.startsWith('#lib/')
		? join('src/lib', name.slice('#lib/'.length))
		: name.startsWith('.')
			? join(dirname(from), name)
			: undefined;
	return path !== undefined && !path.includes('/compiled/') && existsSync(path) ? path : undefined;
}

it('no screen loads zod, whatever it calls', () => {
	const queue = filesBelow('src').filter((path) => isScreen(path) && !isTest(path));
	expect(queue.length).toBeGreaterThan(150);
	const cameFrom = new Map<string, string | null>(queue.map((path) => [path, null]));
	const ways: string[] = [];
	for (const path of queue) {
		for (const name of loadedBy(path)) {
			if (name === 'zod' || name.startsWith('zod/')) ways.push(wayTo(path, cameFrom));
			const next = fileOf(name, path);
			if (next === undefined || cameFrom.has(next)) continue;
			cameFrom.set(next, path);
			queue.push(next);
		}
	}
	expect(ways, 'split what screens need from the schemas, as contract/question-codes.ts does').toEqual([]);
});

function wayTo(path: string, cameFrom: ReadonlyMap<string, string | null>): string {
	const before = cameFrom.get(path);
	return before == null ? path : `${wayTo(before, cameFrom)} → ${path}`;
}
