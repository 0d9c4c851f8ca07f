/** Every call of the interface, as it describes itself (openapi.int.test.ts proves that none is missing). */
import { newId } from './client.ts';
import type { HalteNode } from './node-process.ts';

export interface Call {
	readonly method: string;
	/** Below `/api/v1`, such as `/sites/{siteId}/visits`. */
	readonly path: string;
	/** What its body looks like; null when it takes none. */
	readonly body: BodySchema | null;
}

export interface BodySchema {
	readonly properties: Readonly<Record<string, FieldSchema>>;
	readonly required?: readonly string[];
}

interface FieldSchema {
	readonly type?: string;
	readonly format?: string;
	readonly const?: unknown;
	readonly enum?: readonly unknown[];
	readonly minItems?: number;
	readonly minimum?: number;
	readonly items?: FieldSchema;
	readonly anyOf?: readonly FieldSchema[];
	readonly properties?: Readonly<Record<string, FieldSchema>>;
	readonly required?: readonly string[];
}

type AnySchema = BodySchema & {
	readonly anyOf?: readonly BodySchema[];
	readonly oneOf?: readonly BodySchema[];
};

interface Document {
	paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: AnySchema }> } }>>;
}

/** All calls of this node. */
export async function callsOf(node: HalteNode): Promise<Call[]> {
	const { paths } = (await (await fetch(`${node.url}/api/v1/openapi.json`)).json()) as Document;
	// Of several forms that a body may have, the first: one is enough to get past its reading.
	const formOf = (schema: AnySchema | undefined) =>
		schema?.oneOf?.[0] ?? schema?.anyOf?.[0] ?? schema ?? null;
	return Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, { requestBody }]) => ({
			method: method.toUpperCase(),
			path: path.replace('/api/v1', ''),
			body: formOf(requestBody?.content['application/json']?.schema)
		}))
	);
}

/** A body with all that is required and the fields that `known` names; one that fits, as far as a schema can tell. */
export function bodyFor(schema: BodySchema, known: Readonly<Record<string, unknown>> = {}): object {
	const fields = Object.entries(schema.properties);
	return Object.fromEntries(
		fields.flatMap(([name, field]) => {
			if (name in known) return [[name, known[name]]];
			return schema.required?.includes(name) === true ? [[name, valueFor(field)]] : [];
		})
	);
}

function valueFor(field: FieldSchema): unknown {
	if (field.const !== undefined) return field.const;
	if (field.enum !== undefined) return field.enum[0];
	if (field.format === 'date') return '2030-01-15';
	if (field.format === 'uuid') return newId();
	if (field.anyOf !== undefined) return valueFor(field.anyOf[0] ?? {});
	if (field.type === 'boolean') return true;
	if (field.type === 'integer' || field.type === 'number') return field.minimum ?? 1;
	if (field.type === 'array')
		return Array.from({ length: field.minItems ?? 0 }, () => valueFor(field.items ?? {}));
	if (field.type === 'object') {
		return bodyFor({ properties: field.properties ?? {}, required: field.required });
	}
	return 'infirmier';
}

/** The fields of a body that take a text, or a list of texts. */
export function textFieldsOf({ properties }: BodySchema): string[] {
	return Object.keys(properties).filter((name) => JSON.stringify(properties[name]).includes('"string"'));
}
