import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SEALED_FOR_GOOD, SEALED_TABLES } from '#lib/server/store/sealed-columns.ts';

/** Bytes that are no secret. */
const IN_CLEAR = ['passkey.public_key'];

it('A rotation knows every column of sealed bytes that the database has', () => {
	const tables = readFileSync('db/schema.sql', 'utf8').matchAll(/^CREATE TABLE (\w+) \(\n([^;]*)^\);/gm);
	const inSchema = [...tables].flatMap(([, table, columns]) =>
		[...(columns ?? '').matchAll(/^\t"?(\w+)"? bytea/gm)].map(([, column]) => `${table}.${column}`)
	);
	const known = [
		...SEALED_TABLES.flatMap(({ name, sealed }) => Object.keys(sealed).map((column) => `${name}.${column}`)),
		...SEALED_FOR_GOOD.map(([name, column]) => `${name}.${column}`),
		...IN_CLEAR
	];
	expect(inSchema.length).toBeGreaterThan(15);
	expect(known.sort()).toEqual(inSchema.sort());
});
