/** All that a request may name: the parts of every address, query, body, form and message that take a text. */
import { z } from 'zod';
import { openApiDocument } from '#lib/server/http/openapi.ts';
import { CALLS } from './calls.ts';
import { textsOfSchema, type JsonSchema } from './fields-of-schemas.ts';
import { FORMS } from './form-fields.ts';
import { PAGES } from './pages.ts';
import { events } from './received.ts';
import { queriesOfRoutes } from './route-tree.ts';

export interface Input {
	/** As the tables of calls and pages have it; « watch » for a message over a socket; a file that serves several. */
	readonly door: string;
	readonly at: 'path' | 'query' | 'body' | 'message';
	/** « siteId », « told[] », « answers[].question ». */
	readonly field: string;
}

/** Every one of them. */
export function inputs(): Input[] {
	const doors = [...Object.keys(CALLS), ...Object.keys(PAGES), ...FORMS.keys()];
	return [
		...doors.flatMap((door) =>
			[...door.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(
				([, field = '']) => ({ door, at: 'path', field }) as const
			)
		),
		...queriesOfRoutes().map(([door, field]) => ({ door, at: 'query', field }) as const),
		...bodies().flatMap(([door, schema]) =>
			textsOfSchema(schema).map((field) => ({ door, at: 'body', field }) as const)
		),
		...[...FORMS].flatMap(([door, fields]) =>
			textsOf(fields).map((field) => ({ door, at: 'body', field }) as const)
		),
		...[...events()].flatMap(([door, fields]) =>
			fields.map(({ path }) => ({ door, at: 'message', field: path }) as const)
		)
	];
}

/** The body of every call, from the very schemas of the OpenAPI document. */
export function bodies(): [string, JsonSchema][] {
	const { paths } = openApiDocument() as Document;
	return Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).flatMap(([method, { requestBody }]): [string, JsonSchema][] => {
			const schema = requestBody?.content['application/json']?.schema;
			const call = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, '[$1]')}`;
			return schema === undefined ? [] : [[call, schema]];
		})
	);
}

/** What a schema reads, as JSON. */
export function readBy(schema: z.ZodType): JsonSchema {
	return z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
}

const textsOf = (fields: z.ZodType | readonly string[]): readonly string[] =>
	fields instanceof z.ZodType ? textsOfSchema(readBy(fields)) : fields;

interface Document {
	readonly paths: Record<string, Record<string, Operation>>;
}
interface Operation {
	readonly requestBody?: { readonly content: Record<string, { readonly schema: JsonSchema }> };
}
