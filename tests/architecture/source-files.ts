/** The files that we write, and the program inside each of them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import ts from 'typescript';

const NOT_OURS = /(^|\/)(node_modules|compiled|migrations)(\/|$)/;

/** Paths from the root, with `/`, of all files below these folders. */
export function filesBelow(...folders: string[]): string[] {
	return folders
		.flatMap((folder) =>
			readdirSync(folder, { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
		)
		.filter((path) => !NOT_OURS.test(path))
		.sort();
}

export const isTest = (path: string): boolean => path.endsWith('.test.ts');

/** The program of a file as syntax trees: one for .ts and .js, one per script for .svelte. */
export function programs(path: string, text = readFileSync(path, 'utf8')): ts.SourceFile[] {
	if (path.endsWith('.svelte')) return scripts(parse(text, { modern: true }), text).map((s) => tree(path, s));
	return /\.[jt]s$/.test(path) ? [tree(path, text)] : [];
}

function scripts(root: AST.Root, text: string): string[] {
	return [root.module, root.instance].flatMap((script) => {
		if (!script) return [];
		const { start, end } = script.content as unknown as { start: number; end: number };
		return [text.slice(start, end)];
	});
}

const tree = (path: string, text: string): ts.SourceFile =>
	ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);

/** All nodes below this one. */
export function* nodesBelow(node: ts.Node): Iterable<ts.Node> {
	for (const child of node.getChildren()) {
		yield child;
		yield* nodesBelow(child);
	}
}
