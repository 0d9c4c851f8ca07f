/** Every address of the house, as the files under src/routes answer it. */
import { readFileSync } from 'node:fs';
import { filesBelow } from '../architecture/source-files.ts';

export interface Route {
	/** The folder below src/routes, such as `/milieu/[siteId]/accueil`. */
	readonly id: string;
	readonly kind: 'page' | 'endpoint';
	/** What it answers otherwise than with 405; HEAD goes with GET. */
	readonly methods: readonly string[];
	/** A page whose data the browser may ask for alone. */
	readonly hasData: boolean;
}

const ROUTES = 'src/routes';
const METHODS = /^export const (GET|POST|PUT|PATCH|DELETE|fallback)\b/gm;
const ACTIONS = /^export const actions\b/m;
const ALL_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** All routes; a folder that has both a page and an endpoint would be listed twice. */
export function routesOfTheHouse(): Route[] {
	const files = filesBelow(ROUTES);
	const folders = [...new Set(files.map((file) => file.replace(/\/[^/]*$/, '')))];
	return folders.flatMap((folder): Route[] => {
		const id = folder.slice(ROUTES.length).replaceAll(/\/\([^)]+\)/g, '') || '/';
		const has = (name: string) => files.includes(`${folder}/${name}`);
		const read = (name: string) => (has(name) ? readFileSync(`${folder}/${name}`, 'utf8') : '');
		const found: Route[] = [];
		if (has('+server.ts')) {
			const named = [...read('+server.ts').matchAll(METHODS)].map(([, method = '']) => method);
			const methods = named.includes('fallback') ? ALL_METHODS : named;
			found.push({ id, kind: 'endpoint', methods, hasData: false });
		}
		if (has('+page.svelte') || has('+page.server.ts')) {
			const methods = ACTIONS.test(read('+page.server.ts')) ? ['GET', 'POST'] : ['GET'];
			found.push({ id, kind: 'page', methods, hasData: has('+page.server.ts') });
		}
		return found;
	});
}

export type Names = Readonly<Record<string, string>>;

/** The address with its parameters filled in, `{name}` or `[name]`; throws when `values` lacks one. */
export function addressOf(id: string, values: Names): string {
	return id.replaceAll(/\[{1,2}(?:\.\.\.)?(\w+)(?:=\w+)?\]{1,2}|\{(\w+)\}/g, (_, inFile, inDocument) => {
		const name = String(inFile ?? inDocument);
		const value = values[name];
		if (value === undefined) throw new Error(`no test knows what goes for [${name}] in ${id}`);
		return encodeURIComponent(value);
	});
}

/** The names of the parameters in an address. */
export function parametersOf(id: string): string[] {
	const names: string[] = [];
	addressOf(id, new Proxy({}, { get: (_, name) => (names.push(String(name)), 'x') }));
	return names;
}
