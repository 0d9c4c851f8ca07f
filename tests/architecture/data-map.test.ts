/** The assessment's map of the data: a table that nobody thought about must not be in use. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('docs/efvp.md names each table of the schema, and none that is gone', () => {
	const schema = readFileSync('db/schema.sql', 'utf8');
	const tables = [...schema.matchAll(/^CREATE TABLE (\w+) \(/gm)].map(([, name]) => name);
	expect(tables.length).toBeGreaterThan(40);
	const map = /^## 2\. .*?(?=^## 3\. )/ms.exec(readFileSync('docs/efvp.md', 'utf8'))?.[0] ?? '';
	const named = [...map.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name);
	expect(tables.filter((table) => !named.includes(table))).toEqual([]);
	expect(named.filter((name) => !tables.includes(name))).toEqual([]);
});
