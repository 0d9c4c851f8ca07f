/** The schema as the catalog knows it, as text: what a reviewer sees change. Always in the same order. */
import type { Sql } from 'postgres';

interface Line {
	owner: string;
	text: string;
}

/** Functions, tables with their columns, constraints, indexes and triggers, and views of the schema `public`. */
export async function dumpSchema(sql: Sql): Promise<string> {
	const [columns, constraints, indexes, functions, triggers, views] = await Promise.all([
		sql<Line[]>`
			select c.relname as owner, format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
				case when a.attnotnull then ' NOT NULL' else '' end,
				coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')) as text
			from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
			left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
			where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
			order by c.relname collate "C", a.attnum`,
		// Postgres 18 lists NOT NULL as a constraint too; the columns say it already.
		sql<Line[]>`
			select c.relname as owner, format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)) as text
			from pg_constraint k join pg_class c on c.oid = k.conrelid
			where k.connamespace = 'public'::regnamespace and k.contype <> 'n'
			order by c.relname collate "C", k.contype, k.conname collate "C"`,
		sql<Line[]>`
			select tablename as owner, indexdef as text from pg_indexes i
			where schemaname = 'public' and not exists (
				select 1 from pg_constraint k where k.connamespace = 'public'::regnamespace and k.conname = i.indexname)
			order by tablename collate "C", indexname collate "C"`,
		sql<Line[]>`
			select proname as owner, pg_get_functiondef(oid) as text from pg_proc
			where pronamespace = 'public'::regnamespace order by proname collate "C"`,
		sql<Line[]>`
			select c.relname as owner, pg_get_triggerdef(t.oid) as text
			from pg_trigger t join pg_class c on c.oid = t.tgrelid
			where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
			order by c.relname collate "C", t.tgname collate "C"`,
		sql<Line[]>`
			select viewname as owner, format(E'CREATE VIEW %I AS\n%s', viewname, definition) as text
			from pg_views where schemaname = 'public' order by viewname collate "C"`
	]);
	const tables = [...new Set(columns.map(({ owner }) => owner))].map((table) => {
		const of = (lines: readonly Line[]) => lines.filter(({ owner }) => owner === table);
		const inside = [...of(columns), ...of(constraints)].map(({ text }) => `\t${text}`);
		const statements = [...of(indexes), ...of(triggers)].map(({ text }) => `${text};`);
		return [`CREATE TABLE ${table} (\n${inside.join(',\n')}\n);`, ...statements].join('\n');
	});
	const parts = [
		...functions.map(({ text }) => `${text.trim()};`),
		...tables,
		...views.map(({ text }) => text)
	];
	return `-- What the migrations make, read from the catalog. Compared by tests/integration/schema.int.test.ts;\n-- \`UPDATE_SCHEMA=1 npm test -- integration\` writes it anew.\n\n${parts.join('\n\n')}\n`;
}
