/** The fields of a JSON schema, as zod and the OpenAPI document write it. */
import { below, onceEach, type Field } from './field.ts';

export interface JsonSchema {
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly required?: readonly string[];
	readonly items?: JsonSchema;
	readonly prefixItems?: readonly JsonSchema[];
	readonly anyOf?: readonly JsonSchema[];
	readonly oneOf?: readonly JsonSchema[];
	readonly allOf?: readonly JsonSchema[];
	readonly additionalProperties?: JsonSchema | boolean;
	readonly type?: string | readonly string[];
	readonly $ref?: string;
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly format?: string;
}

interface Leaf extends Field {
	readonly schema: JsonSchema;
}

/** Every field, with `*` where any key is welcome. @throws at a reference, which nothing of ours makes. */
export function fieldsOfSchema(schema: JsonSchema): Field[] {
	return onceEach(walk(schema, '', false).map(({ path, optional }) => ({ path, optional })));
}

/** The fields that take a text of the sender's own, so that the id of something could stand there. */
export function textsOfSchema(schema: JsonSchema): string[] {
	const leaves = walk(schema, '', false);
	return [...new Set(leaves.filter(({ schema: leaf }) => takesAnyText(leaf)).map(({ path }) => path))];
}

function takesAnyText({ type = 'string', format = '', ...chosen }: JsonSchema): boolean {
	const isOneOf = chosen.enum !== undefined || chosen.const !== undefined;
	return [type].flat().includes('string') && !isOneOf && !['date', 'date-time'].includes(format);
}

function walk(schema: JsonSchema, at: string, optional: boolean): Leaf[] {
	if (schema.$ref !== undefined) throw new Error(`« ${at} » refers to ${schema.$ref}: follow it here first`);
	const ways = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
	if (ways.length > 0) {
		const filled = ways.filter(({ type }) => type !== 'null');
		return filled.flatMap((way) => walk(way, at, optional));
	}
	const items = [...(schema.prefixItems ?? []), ...(schema.items ? [schema.items] : [])];
	if (items.length > 0) return items.flatMap((item) => walk(item, `${at}[]`, optional));
	const named = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
		walk(inner, below(at, name), optional || !(schema.required ?? []).includes(name))
	);
	const more = schema.additionalProperties;
	const open = typeof more === 'object' || more === true;
	if (open) return [...named, ...walk(typeof more === 'object' ? more : {}, below(at, '*'), true)];
	return named.length > 0 || schema.type === 'object' ? named : [{ path: at, optional, schema }];
}
