/** No text of a request is forgotten by the walk with ids of another site (`tests/integration/foreign-ids`). */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '#lib/server/http/openapi.ts';
import { fieldsOfSchema } from '../support/policy/fields-of-schemas.ts';
import { FORMS } from '../support/policy/form-fields.ts';
import { bodies, inputs, readBy } from '../support/policy/inputs.ts';
import { strayNames, thingNamed } from '../support/policy/named-things.ts';
import { actionsOfRoutes, pageFiles } from '../support/policy/route-tree.ts';

/** Of the contract, and no form or body by themselves: parts of others, messages, and a file at the terminal. */
const NO_REQUEST = [
	...['madePasskey', 'shownPasskey', 'answersBody', 'questionShown', 'answerShown', 'companyNoted'],
	...['notedOverBody', 'notedShown'],
	...['watchMessage', 'keptMessage', 'questionFile']
];

const all = inputs();

it('of every field of a request it is said what it names', () => {
	const unsaid = all.filter((input) => thingNamed(input) === undefined);
	expect(unsaid, 'tests/support/policy/named-things.ts has a place for each').toEqual([]);
	expect(all.filter(thingNamed).length).toBeGreaterThan(150);
});

it('and of no field that is gone', () => {
	expect(strayNames(all)).toEqual([]);
});

it('every form of a page has its fields, and every row its form', () => {
	expect([...FORMS.keys()].map((form) => `POST ${form}`).sort()).toEqual(actionsOfRoutes().sort());
});

it('a form that is read without a schema has the names that its page reads', () => {
	const read = pageFiles().flatMap(([page, text]) =>
		[...text.matchAll(/\b(?:form(?:Data\(\)\))?\.get|typed)\('(\w+)'\)|\bform\['(\w+)'\]/g)].map(
			([, got, named]) => [page, got ?? named]
		)
	);
	const fields = all.map(({ door, field }) => [door.replace(/\?.*/, ''), field]);
	expect(read.length).toBeGreaterThan(15);
	expect(fields).toEqual(expect.arrayContaining(read));
});

it('every schema of the contract is that of a call, a form or an answer that is known', () => {
	const modules = import.meta.glob<Record<string, unknown>>(['/src/lib/contract/*.ts', '!**/*.test.ts'], {
		eager: true
	});
	const known = new Set([
		...bodies().map(([, schema]) => written(schema)),
		...[...FORMS.values()].flatMap((fields) =>
			fields instanceof z.ZodType ? [written(readBy(fields))] : []
		),
		...answers()
	]);
	const schemas = Object.values(modules)
		.flatMap((exported) => Object.entries(exported).flatMap(([name, value]) => schemasIn(name, value)))
		.filter(([, schema]) => fieldsOfSchema(readBy(schema)).some(({ path }) => path !== ''));
	const strange = schemas.filter(
		([name, schema]) =>
			!NO_REQUEST.some((one) => name.split('.')[0] === one) &&
			!known.has(written(readBy(schema))) &&
			!known.has(written(told(schema)))
	);
	expect(strange.map(([name]) => name)).toEqual([]);
	expect(schemas.length).toBeGreaterThan(80);
});

/** A schema, or those of a table of schemas. */
function schemasIn(name: string, value: unknown): [string, z.ZodType][] {
	if (value instanceof z.ZodType) return [[name, value]];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		inner instanceof z.ZodType ? schemasIn(`${name}.${key}`, inner) : []
	);
}

const written = (schema: unknown) => JSON.stringify(schema);
const told = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });

function answers(): string[] {
	const { paths } = openApiDocument() as Document;
	return Object.values(paths).flatMap((methods) =>
		Object.values(methods).flatMap(({ responses }) =>
			Object.values(responses).map(({ content }) => written(content?.['application/json']?.schema))
		)
	);
}

interface Document {
	readonly paths: Record<
		string,
		Record<string, { responses: Record<string, { content?: Record<string, { schema: unknown }> }> }>
	>;
}
