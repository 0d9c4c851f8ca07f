/** Sites, services, reasons, words and accounts are rows: no line of code may know one by name. */
import { readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { filesBelow, isTest, nodesBelow, programs } from './source-files.ts';

/** Words of the code that a row happens to have too: `file: word`, and why the code does not mean the row. */
const WHOM_A_VISIT_IS_FOR = 'a person or an animal: a subject, not the demo’s reason';
const HONEST_COLLISIONS: Record<string, string> = {
	'src/lib/domain/visit/events.ts: animal': 'a key of the visit that an absorbed one hands on',
	'src/lib/domain/visit/coming-with.ts: animal': WHOM_A_VISIT_IS_FOR,
	'src/lib/domain/visit/recheck.ts: animal': WHOM_A_VISIT_IS_FOR,
	'src/lib/domain/visit/register.ts: animal': WHOM_A_VISIT_IS_FOR,
	'src/lib/domain/visit/state.ts: animal': WHOM_A_VISIT_IS_FOR,
	'src/lib/server/commands/from-body.ts: animal': WHOM_A_VISIT_IS_FOR,
	'src/routes/milieu/company/AnimalVisit.svelte: animal': WHOM_A_VISIT_IS_FOR,
	'src/routes/milieu/company/CompanyAskForm.svelte: animal': WHOM_A_VISIT_IS_FOR,
	'src/routes/milieu/company/CompanyChips.svelte: animal': WHOM_A_VISIT_IS_FOR
};

interface Network {
	services: { id: string }[];
	reasons: { id: string }[];
	nouns: { noun: string }[];
	sites: { id: string; rooms: { id: string }[] }[];
	accounts: { id: string }[];
}

interface CareRows {
	signs: { id: string }[];
	helplines: { id: string; phone: string }[];
	tallies: { id: string }[];
}

function idsOfDemo(): Set<string> {
	const network = JSON.parse(readFileSync('db/demo/network.json', 'utf8')) as Network;
	const care = JSON.parse(readFileSync('db/demo/care-rows.json', 'utf8')) as CareRows;
	return new Set([
		...[...care.signs, ...care.helplines, ...care.tallies].map(({ id }) => id),
		...care.helplines.map(({ phone }) => phone),
		...[...network.services, ...network.reasons, ...network.accounts].map(({ id }) => id),
		...network.sites.flatMap(({ id, rooms }) => [id, ...rooms.map((room) => room.id)]),
		...network.nouns.map(({ noun }) => noun)
	]);
}

/** A key names a field and a module path names a file: neither is a value. */
function isKeyOrPath(node: ts.Node): boolean {
	const { parent } = node;
	if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
	const named = ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent);
	return (named || ts.isPropertyDeclaration(parent)) && parent.name === node;
}

function valuesOfProgram(path: string, text: string): string[] {
	return programs(path, text)
		.flatMap((program) => [...nodesBelow(program)])
		.filter((node) => ts.isStringLiteralLike(node) && !isKeyOrPath(node))
		.map((node) => (node as ts.StringLiteralLike).text);
}

/** Strings in the expressions of a template, and the plain attributes that it hands to a component. */
function valuesOfTemplate(path: string, text: string): string[] {
	if (!path.endsWith('.svelte')) return [];
	const values: string[] = [];
	JSON.stringify(parse(text, { modern: true }).fragment, (_key, node: unknown) => {
		if (!isNode(node)) return node;
		if (node.type === 'Literal' && typeof node.value === 'string') values.push(node.value);
		if (node.type === 'Component') {
			JSON.stringify(node.attributes, (_name, part: unknown) => {
				if (isNode(part) && part.type === 'Text') values.push(String(part.data));
				return part;
			});
		}
		return node;
	});
	return values;
}

interface TemplateNode {
	type: string;
	value?: unknown;
	data?: unknown;
	attributes?: unknown;
}
const isNode = (value: unknown): value is TemplateNode =>
	typeof value === 'object' && value !== null && 'type' in value;

function knownRows(path: string, text: string, ids: Set<string>): string[] {
	const values = [...valuesOfProgram(path, text), ...valuesOfTemplate(path, text)];
	const known = values.filter((value) => !value.includes('/') && ids.has(value));
	return [...new Set(known)].map((value) => `${path}: ${value}`);
}

it('no line of the code knows a site, service, reason, word or account of the demo by name', () => {
	const ids = idsOfDemo();
	const found = filesBelow('src')
		.filter((path) => !isTest(path) && !path.startsWith('src/lib/messages/'))
		.flatMap((path) => knownRows(path, readFileSync(path, 'utf8'), ids));
	expect(found.filter((place) => !(place in HONEST_COLLISIONS))).toEqual([]);
	const stale = Object.keys(HONEST_COLLISIONS).filter((place) => !found.includes(place));
	expect(stale, 'these collisions are gone: take them off the list').toEqual([]);
});

it('finds an id wherever code can hold one, and nothing in keys, paths and prose', () => {
	const ids = new Set(['dentaire', 'perron', 'Huard']);
	const code = `
		import x from 'perron';
		const labels = { dentaire: 1, 'perron': 2, address: '/sites/perron' };
		// dentaire
		if (visit.service === 'dentaire') call(\`perron\`);`;
	expect(knownRows('a.ts', code, ids)).toEqual(['a.ts: dentaire', 'a.ts: perron']);
	const component = `
		<script lang="ts">let word: string = 'Huard';</script>
		<p class="perron">perron</p>
		{#if word === 'perron'}<Card service="dentaire" />{/if}`;
	expect(knownRows('A.svelte', component, ids).sort()).toEqual([
		'A.svelte: Huard',
		'A.svelte: dentaire',
		'A.svelte: perron'
	]);
});
