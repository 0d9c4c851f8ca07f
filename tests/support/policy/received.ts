/** All that anybody can receive: each view and each answer with its fields, and the rule for each role. */
import { z } from 'zod';
import * as answersOfContract from '#lib/contract/answers.ts';
import * as answersOfLooks from '#lib/contract/looks.ts';
import * as answersOfPeople from '#lib/contract/people.ts';
import * as copiesOfPeople from '#lib/contract/person-copy.ts';
import * as answersOfTeam from '#lib/contract/team-answers.ts';
import { AUDIENCES, type Rule } from '#lib/domain/policy/policy.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { openApiDocument } from '#lib/server/http/openapi.ts';
import { ruleOf, ruleOfAudience, type Asks } from './asks.ts';
import { CALLS } from './calls.ts';
import { CONDITIONS } from './conditions.ts';
import { isWithin, type Field } from './field.ts';
import { fieldsOfSchema, type JsonSchema } from './fields-of-schemas.ts';
import { typesOf } from './fields-of-types.ts';

export interface Received {
	/** An audience, the name of an answer in the contract, or the call when the answer has no name. */
	readonly name: string;
	readonly fields: readonly Field[];
	/** The calls that answer with it; none for a view. */
	readonly calls: readonly string[];
	/** Also to somebody without a session. */
	readonly isForAnybody: boolean;
	/** By which rules a role gets it; empty when never. */
	rulesFor(role: Role): Rule[];
}

/** A view for each audience, from the types that the server must fill. */
export function views(): Received[] {
	const byAudience = typesOf('src/lib/contract/views.ts').membersOf('ViewOf');
	return AUDIENCES.map((audience) => ({
		name: audience,
		fields: byAudience.get(audience) ?? [],
		calls: [],
		isForAnybody: false,
		rulesFor: (role) => [ruleOfAudience(audience, role)].filter((rule) => rule !== null)
	}));
}

/** What goes over the sockets besides, from its types. */
export function messages(): Map<string, Field[]> {
	return typesOf('src/lib/contract/realtime.ts').membersOf('ServerToClient');
}

/** What a client may send over them. */
export function events(): Map<string, Field[]> {
	return typesOf('src/lib/contract/realtime.ts').membersOf('ClientToServer');
}

interface Document {
	readonly paths: Record<string, Record<string, Operation>>;
	readonly components: { readonly schemas: { readonly Problem: JsonSchema } };
}
interface Operation {
	readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: JsonSchema }> }>;
}

const NEEDS_A_PERSON: readonly Asks['of'][] = ['signed_in', 'act', 'board', 'audience'];

/** Every answer of a call that says yes, from the very schemas of the OpenAPI document. */
export function answers(): Received[] {
	const { paths } = openApiDocument() as Document;
	const named = new Map(
		Object.entries({
			...answersOfContract,
			...answersOfLooks,
			...answersOfPeople,
			...copiesOfPeople,
			...answersOfTeam
		}).flatMap(([name, schema]) =>
			schema instanceof z.ZodType ? [[written(z.toJSONSchema(schema, { io: 'output' })), name] as const] : []
		)
	);
	const grouped = new Map<string, { schema: JsonSchema; calls: string[] }>();
	for (const [path, methods] of Object.entries(paths)) {
		for (const [method, { responses }] of Object.entries(methods)) {
			const call = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, '[$1]')}`;
			for (const { content } of Object.values(responses)) {
				const schema = content?.['application/json']?.schema;
				if (schema === undefined) continue;
				const group = grouped.get(written(schema)) ?? { schema, calls: [] };
				grouped.set(written(schema), { schema, calls: [...group.calls, call] });
			}
		}
	}
	return [...grouped].map(([text, { schema, calls }]) => ({
		name: named.get(text) ?? calls.join(', '),
		fields: fieldsOfSchema(schema),
		calls,
		isForAnybody: calls.some((call) => !NEEDS_A_PERSON.includes(asksOf(call)?.of ?? 'signed_in')),
		rulesFor: (role) => [
			...new Set(
				calls.flatMap((call) => {
					const asks = asksOf(call);
					return (asks && ruleOf(asks, role)) ?? [];
				})
			)
		]
	}));
}

/** What every call answers when it says no. */
export function problem(): Received {
	const { components } = openApiDocument() as Document;
	return {
		name: 'problem',
		fields: fieldsOfSchema(components.schemas.Problem),
		calls: [],
		isForAnybody: true,
		rulesFor: () => ['yes']
	};
}

/** The paths that a role may find there. */
export function pathsFor({ name, fields, rulesFor }: Received, role: Role): string[] {
	if (rulesFor(role).length === 0) return [];
	const denied = CONDITIONS.filter(({ of, never }) => of === name && never?.includes(role));
	return fields.map(({ path }) => path).filter((path) => !denied.some((one) => isWithin(path, one.path)));
}

/** What a call asks; null when it has no row yet, which a test of its own tells. */
const asksOf = (call: string): Asks | null => CALLS[call]?.asks ?? null;

const written = (schema: unknown) => JSON.stringify(schema);
