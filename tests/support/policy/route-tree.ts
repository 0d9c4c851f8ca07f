/** Every door of the server, read from the files of its routes: calls, pages, and what pages' forms post to. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { filesBelow, isTest, programs } from '../../architecture/source-files.ts';
import { STEPS } from './calls.ts';

const ROUTES = 'src/routes';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'fallback'];

/** « POST /api/v1/session »; what SvelteKit calls `fallback` is « ANY … ». */
export function callsOfRoutes(): string[] {
	return routeFiles('+server.ts').flatMap(({ file, route }) =>
		exportsOf(file)
			.filter((name) => METHODS.includes(name))
			.flatMap((name) => withSteps(route).map((one) => `${name === 'fallback' ? 'ANY' : name} ${one}`))
	);
}

/** A route whose last part is one of several steps is as many calls. */
function withSteps(route: string): string[] {
	if (!route.endsWith('/[step]')) return [route];
	const base = route.slice(0, -'/[step]'.length);
	return STEPS[base]?.map((step) => `${base}/${step}`) ?? [route];
}

/** « /milieux »: every folder with a page in it, be it only one that leads elsewhere. */
export function pagesOfRoutes(): string[] {
	const files = ['+page.svelte', '+page.ts', '+page.server.ts'].flatMap(routeFiles);
	return [...new Set(files.map(({ route }) => route))];
}

/** « POST /connexion?/default »: each form action of a page. */
export function actionsOfRoutes(): string[] {
	return routeFiles('+page.server.ts').flatMap(({ file, route }) =>
		actionsOf(file).map((name) => `POST ${route}?/${name}`)
	);
}

/** Each page's part on the server, as text. */
export function pageFiles(): [string, string][] {
	return routeFiles('+page.server.ts').map(({ file, route }) => [route, readFileSync(file, 'utf8')]);
}

/** « /administration/doublons », « milieu »: what is read of the query of an address, by route or by file. */
export function queriesOfRoutes(): [string, string][] {
	return filesBelow(ROUTES, 'src/lib/server')
		.filter((file) => file.endsWith('.ts') && !isTest(file))
		.flatMap((file) => {
			const text = readFileSync(file, 'utf8');
			const named = [...text.matchAll(/\bsearchParams\.\w+\('([\w-]+)'\)/g)];
			const uses = [...text.matchAll(/\bsearchParams\b(?!\s*}\s*=)/g)];
			if (uses.length > named.length) throw new Error(`${file} reads a query otherwise than by a name`);
			const [, folder] = /^src\/routes(.*)\/\+page\.server\.ts$/.exec(file) ?? [];
			const where = folder === undefined ? file : routeOf(folder);
			return named.map(([, name = '']): [string, string] => [where, name]);
		});
}

/** Files that serve requests in ways that this walk does not know. */
export function strangeFiles(): string[] {
	return filesBelow('src').filter((path) =>
		/\.remote\.(ts|js)$|\/\+server\.js$|\/\+page\.server\.js$/.test(path)
	);
}

function routeFiles(name: string): { file: string; route: string }[] {
	return filesBelow(ROUTES)
		.filter((file) => file.endsWith(`/${name}`))
		.map((file) => ({ file, route: routeOf(file.slice(ROUTES.length, -name.length - 1)) }));
}

/** Groups in parentheses are no part of an address. */
function routeOf(folder: string): string {
	return folder.replaceAll(/\/\([^)]*\)/g, '') || '/';
}

function exportsOf(file: string): string[] {
	return statementsOf(file).flatMap((node) => {
		const exported =
			ts.canHaveModifiers(node) &&
			ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
		if (ts.isExportDeclaration(node)) {
			throw new Error(`${file} exports by a list, which this reader does not follow`);
		}
		if (!exported) return [];
		if (ts.isFunctionDeclaration(node)) return node.name === undefined ? [] : [node.name.text];
		return declarationsOf(node).map(({ name }) => name.getText());
	});
}

function actionsOf(file: string): string[] {
	const declared = statementsOf(file)
		.flatMap(declarationsOf)
		.find(({ name }) => name.getText() === 'actions');
	if (declared === undefined) return [];
	const made = inner(declared.initializer);
	if (made === undefined || !ts.isObjectLiteralExpression(made)) {
		throw new Error(`${file}: actions must be written as an object, so that each can be found`);
	}
	return made.properties.map((property) => {
		if (property.name === undefined) throw new Error(`${file}: actions must be written one by one`);
		return property.name.getText().replaceAll(/['"]/g, '');
	});
}

const inner = (made: ts.Expression | undefined): ts.Expression | undefined =>
	made !== undefined && (ts.isSatisfiesExpression(made) || ts.isAsExpression(made)) ? made.expression : made;

const declarationsOf = (node: ts.Statement): readonly ts.VariableDeclaration[] =>
	ts.isVariableStatement(node) ? node.declarationList.declarations : [];

const statementsOf = (file: string): ts.Statement[] =>
	programs(file, readFileSync(file, 'utf8')).flatMap(({ statements }) => [...statements]);
