/** The OpenAPI 3.1 document, generated from the schemas that the calls themselves parse with. */
import { z } from 'zod';
import {
	blockAnswer,
	boardAnswer,
	displayTokenAnswer,
	approvedAnswer,
	entriesAnswer,
	fileAnswer,
	glassAnswer,
	personAnswer,
	pairingAnswer,
	sitesAnswer,
	visitAnswer
} from '#lib/contract/answers.ts';
import {
	acknowledgeBody,
	approveBody,
	blockBodies,
	breakGlassBody,
	callNextBody,
	displayTokenBody,
	emptyBody,
	entryBodies,
	personBodies,
	registerBody,
	visitBodies
} from '#lib/contract/commands.ts';
import { DOOR_CALLS, type Call } from '#lib/server/http/openapi-doors.ts';
import { LOOK_CALLS } from '#lib/server/http/openapi-looks.ts';
import { PEOPLE_CALLS } from '#lib/server/http/openapi-people.ts';
import { TEAM_CALLS } from '#lib/server/http/openapi-team.ts';

const steps = <T extends Record<string, z.ZodType>>(bodies: T, path: string, answer: z.ZodType): Call[] =>
	Object.entries(bodies).map(([step, body]) => ({
		method: 'post',
		path: `${path}/${step}`,
		summary: step,
		body,
		answers: { 200: answer }
	}));

const CALLS: Call[] = [
	...DOOR_CALLS,
	...LOOK_CALLS,
	...PEOPLE_CALLS,
	...TEAM_CALLS,
	{
		method: 'get',
		path: '/sites',
		summary: 'Sites that this account may see',
		answers: { 200: sitesAnswer }
	},
	{
		method: 'get',
		path: '/sites/{siteId}/board',
		summary: 'The view of an audience',
		query: ['audience'],
		answers: { 200: boardAnswer }
	},
	{
		method: 'post',
		path: '/sites/{siteId}/visits',
		summary: 'Register a visit',
		body: registerBody,
		answers: { 201: visitAnswer }
	},
	{
		method: 'post',
		path: '/sites/{siteId}/call-next',
		summary: 'Call the next person',
		body: callNextBody,
		answers: { 200: entriesAnswer, 204: null }
	},
	...steps(blockBodies, '/sites/{siteId}/blocks', blockAnswer),
	...steps(entryBodies, '/entries/{entryId}', entriesAnswer),
	...steps(visitBodies, '/visits/{visitId}', visitAnswer),
	...steps(personBodies, '/sites/{siteId}/people/{personId}', personAnswer),
	{
		method: 'get',
		path: '/visits/{visitId}',
		summary: 'One file; of an earlier block, for a purpose',
		query: ['purpose'],
		answers: { 200: fileAnswer }
	},
	{
		method: 'post',
		path: '/visits/{visitId}/break-glass',
		summary: 'Open for an hour a file that is closed to oneself: reviewed afterwards',
		body: breakGlassBody,
		answers: { 201: glassAnswer }
	},
	{
		method: 'get',
		path: '/sites/{siteId}/displays',
		summary: 'Screens of a site',
		answers: {
			200: z.object({
				displays: z.array(z.object({ id: z.string(), label: z.string(), approvedAt: z.string() }))
			})
		}
	},
	{
		method: 'delete',
		path: '/sites/{siteId}/displays/{displayId}',
		summary: 'Revoke a screen',
		answers: { 204: null }
	},
	{
		method: 'post',
		path: '/sites/{siteId}/displays/{displayId}/acknowledge',
		summary: 'The notice of a screen that was cut was seen',
		body: acknowledgeBody,
		answers: { 204: null }
	},
	{
		method: 'post',
		path: '/displays/pairings',
		summary: 'A screen asks to be paired',
		body: emptyBody,
		answers: { 201: pairingAnswer },
		open: true
	},
	{
		method: 'post',
		path: '/displays/pairings/{userCode}/approve',
		summary: 'Approve a screen for a site',
		body: approveBody,
		answers: { 200: approvedAnswer }
	},
	{
		method: 'post',
		path: '/displays/token',
		summary: 'Collect the token of an approved screen',
		body: displayTokenBody,
		answers: { 200: displayTokenAnswer },
		open: true
	}
];

const PROBLEM = {
	description: 'A refusal or a failure, with a stable code',
	content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
};

/** The whole document. */
export function openApiDocument(): object {
	const paths: Record<string, Record<string, object>> = {};
	for (const call of CALLS) (paths[`/api/v1${call.path}`] ??= {})[call.method] = operation(call);
	return {
		openapi: '3.1.0',
		info: { title: 'Halte', version: '1' },
		paths,
		components: {
			schemas: { Problem: problemSchema },
			securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'halte_session' } }
		}
	};
}

function operation({ path, summary, body, answers, query, open }: Call): object {
	const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => parameter(name ?? '', 'path'));
	const inQuery = (query ?? []).map((name) => parameter(name, 'query'));
	const responses: Record<string, object> = { default: PROBLEM };
	for (const [status, schema] of Object.entries(answers)) {
		responses[status] =
			schema === null
				? { description: 'Done, nothing to tell' }
				: { description: 'Done', content: jsonOf(schema, 'output') };
	}
	return {
		summary,
		parameters: [...inPath, ...inQuery],
		...(body && { requestBody: { required: true, content: jsonOf(body, 'input') } }),
		responses,
		security: open ? [] : [{ session: [] }]
	};
}

function parameter(name: string, where: 'path' | 'query'): object {
	return { name, in: where, required: where === 'path', schema: { type: 'string' } };
}

function jsonOf(schema: z.ZodType, io: 'input' | 'output'): object {
	const described: object = z.toJSONSchema(schema, { io });
	return { 'application/json': { schema: described } };
}

const problemSchema = {
	type: 'object',
	required: ['type', 'title', 'status', 'code', 'detail'],
	properties: {
		type: { type: 'string' },
		title: { type: 'string' },
		status: { type: 'integer' },
		code: { type: 'string' },
		detail: { type: 'string' },
		fields: {
			type: 'array',
			items: {
				type: 'object',
				properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } }
			}
		},
		by: { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } },
		errorId: { type: 'string' }
	}
};
