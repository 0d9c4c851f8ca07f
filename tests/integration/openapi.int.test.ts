/** The document that outsiders build on says what the server really does. */
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { blockBodies, entryBodies, personBodies, visitBodies } from '#lib/contract/commands.ts';
import { lookBodies } from '#lib/contract/looks.ts';
import { Client, firstEntry, newId, signIn } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { freshDatabase } from '../support/test-database.ts';

interface Operation {
	summary: string;
	parameters: { name: string; in: string; required: boolean; schema: object }[];
	requestBody?: { content: Record<string, { schema: object }> };
	responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
	security: object[];
}
interface Document {
	openapi: string;
	info: { title: string; version: string };
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

let node: HalteNode;
let peer: Client;
let document: Document;
let operations: [string, string, Operation][];

beforeAll(async () => {
	node = await startNode({ database: await freshDatabase() });
	peer = await signIn(node, 'pa1');
	document = (await new Client(node).get<Document>('/openapi.json')).body;
	operations = Object.entries(document.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
			method.toUpperCase(),
			path,
			operation
		])
	);
});

const STEPS: Record<string, object> = {
	'/entries/{entryId}': entryBodies,
	'/visits/{visitId}': visitBodies,
	'/looks/{lookId}': lookBodies,
	'/sites/{siteId}/people/{personId}': personBodies,
	'/sites/{siteId}/blocks': blockBodies
};
/** The document itself, and the place where what does not exist ends up. */
const UNSPOKEN = ['/openapi.json', '/[...unknown]'];

/** « POST /sites/{siteId}/visits », … as the files under src/routes/api/v1 answer them. */
async function callsOfTheFiles(): Promise<string[]> {
	const folder = 'src/routes/api/v1';
	const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('+server.ts'));
	return files.flatMap((file) => {
		const path = `/${file.replace(/\/?\+server\.ts$/, '')}`;
		if (UNSPOKEN.includes(path)) return [];
		const code = readFileSync(`${folder}/${file}`, 'utf8');
		const methods = [...code.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm)].map(
			([, method]) => method
		);
		const named = path.replaceAll(/\[(\w+)\]/g, '{$1}');
		const [, before = '', step] = /^(.*)\/\{step\}$/.exec(named) ?? [];
		const paths =
			step === undefined && before === ''
				? [named]
				: Object.keys(STEPS[before] ?? {}).map((s) => `${before}/${s}`);
		return methods.flatMap((method) => paths.map((one) => `${method} /api/v1${one}`));
	});
}

it('has every call that the server answers, and no other', async () => {
	const described = operations.map(([method, path]) => `${method} ${path}`);
	expect(described.sort()).toEqual((await callsOfTheFiles()).sort());
	expect(described.length).toBeGreaterThan(30);
});

describe('Every call that it describes', () => {
	it('names its parameters, its answers and what goes wrong', () => {
		expect(document.openapi).toMatch(/^3\.1\./);
		for (const [method, path, { parameters, responses, summary, requestBody }] of operations) {
			const call = `${method} ${path}`;
			const inPath = parameters.filter((p) => p.in === 'path').map(({ name }) => name);
			expect(inPath, call).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
			expect(summary, call).toBeTruthy();
			expect(Object.keys(responses).filter((status) => /^2\d\d$/.test(status)).length, call).toBeGreaterThan(
				0
			);
			expect(responses['default']?.content, call).toHaveProperty(['application/problem+json']);
			expect(requestBody !== undefined, call).toBe(method === 'POST');
		}
	});

	it('refers only to what is in the document', () => {
		const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '');
		expect(refs.length).toBeGreaterThan(0);
		for (const ref of refs) {
			const target = ref
				.replace('#/', '')
				.split('/')
				.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], document);
			expect(target, ref).toBeTruthy();
		}
	});

	it('asks for a session exactly where the server does', async () => {
		for (const [method, path, { security }] of operations) {
			const filled = path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, newId());
			const body = method === 'POST' ? '{}' : undefined;
			const { status } = await new Client(node).send(method, filled, body);
			expect(status === 401, `${method} ${path} answered ${status}`).toBe(security.length > 0);
		}
	});

	it.each(['PUT', 'PATCH'])('answers %s with a problem, and says what it does answer', async (method) => {
		const reply = await peer.send(method, '/sites/perron/visits', '{}');
		expect([reply.status, reply.body.code]).toEqual([405, 'method_not_allowed']);
		expect(reply.type).toBe('application/problem+json');
	});
});

it('the answers of a whole encounter have the fields that it promises', async () => {
	const nurse = await signIn(node, 'inf1');
	const required = (method: string, path: string, status: number): string[] => {
		const answer = document.paths[`/api/v1${path}`]?.[method]?.responses[status];
		const schema = answer?.content?.['application/json']?.schema as { required?: string[] } | undefined;
		return schema?.required ?? [];
	};
	const visit = await peer.tryTo<object>('/sites/perron/visits', { services: ['infirmier'] });
	expect(Object.keys(visit.body)).toEqual(
		expect.arrayContaining(required('post', '/sites/{siteId}/visits', 201))
	);
	const called = await nurse.tryTo<object>('/sites/perron/call-next');
	expect(Object.keys(called.body).sort()).toEqual(required('post', '/sites/{siteId}/call-next', 200).sort());
	const { id } = (visit.body as { visit: { id: string } }).visit;
	const entry = firstEntry((visit.body as { visit: Parameters<typeof firstEntry>[0] }).visit);
	const started = await nurse.tryTo<object>(`/entries/${entry}/start`);
	expect(Object.keys(started.body).sort()).toEqual(required('post', '/entries/{entryId}/start', 200).sort());
	const file = await nurse.get<object>(`/visits/${id}`);
	expect(Object.keys(file.body).sort()).toEqual(required('get', '/visits/{visitId}', 200).sort());
	const board = await nurse.get<object>('/sites/perron/board');
	expect(Object.keys(board.body).sort()).toEqual(required('get', '/sites/{siteId}/board', 200).sort());
});
