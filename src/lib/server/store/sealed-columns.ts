/** Where sealed values and keyed hashes stand, and under which key each row is. */
import { normalAlias } from '#lib/domain/identity/alias.ts';
import type { Purpose } from '#lib/server/keys/key-ring.ts';
import type { Db } from '#lib/server/store/database.ts';

/** A table whose rows can be written anew under another key. */
export interface SealedTable {
	readonly name: string;
	/** Its key, to which the values are bound. */
	readonly key: string;
	/** What each sealed column is sealed for; null: the row's `field` tells. */
	readonly sealed: Readonly<Record<string, Purpose | null>>;
	/** Columns to find rows by, made from an opened column. */
	readonly indexes: Readonly<
		Record<string, { of: string; purpose: Purpose; text: (value: string) => string }>
	>;
}

export const SEALED_TABLES: readonly SealedTable[] = [
	{
		name: 'visit_personal',
		key: 'visit_id',
		sealed: { alias_sealed: 'alias', note_sealed: 'note', contact_sealed: 'contact' },
		indexes: {}
	},
	{
		name: 'person_personal',
		key: 'person_id',
		sealed: {
			alias: 'alias',
			contact: 'contact',
			legal_name: 'legal_name',
			health_number: 'health_number'
		},
		indexes: {
			alias_index: { of: 'alias', purpose: 'alias_index', text: normalAlias }
		}
	},
	{ name: 'person_rectification', key: 'id', sealed: { former: null }, indexes: {} },
	{ name: 'broken_glass', key: 'id', sealed: { words: 'justification' }, indexes: {} },
	{ name: 'block_debrief', key: 'block_id', sealed: { note: 'note' }, indexes: {} },
	{ name: 'welcome_arrangement', key: 'id', sealed: { words: 'note' }, indexes: {} },
	{ name: 'quick_look', key: 'id', sealed: { words_sealed: 'note' }, indexes: {} },
	{ name: 'totp', key: 'account_id', sealed: { secret: 'totp' }, indexes: {} }
];

/** Append-only: what stands there stays under the key that wrote it. */
export const SEALED_FOR_GOOD = [
	['access_review', 'remark'],
	['disclosure', 'justification'],
	['incident', 'content']
] as const;

/** Hashes of what nobody keeps as text: they stay under their key, and look-ups try every key. */
const HASHED_FOR_GOOD = [
	['person_personal', 'word_index'],
	['person_personal', 'card_index'],
	['memory_code', 'index'],
	['account', 'pin_hash'],
	['recovery_code', 'code_hash'],
	['one_time_code', 'code_hash'],
	['command', 'body_hmac']
] as const;

/** Rows of one column under one key. */
export interface KeyUse {
	readonly column: string;
	readonly version: number;
	readonly rows: number;
	/** False for what a rotation leaves as it is. */
	readonly movable: boolean;
}

/** How many rows need which key: no key that is named here may leave the ring. */
export async function readKeyUses(sql: Db): Promise<KeyUse[]> {
	const columns = [
		...SEALED_TABLES.flatMap(({ name, sealed, indexes }) => [
			...Object.keys(sealed).map((column) => ({ name, column, kind: 'sealed', movable: true })),
			...Object.keys(indexes).map((column) => ({ name, column, kind: 'hashed', movable: true }))
		]),
		...SEALED_FOR_GOOD.map(([name, column]) => ({ name, column, kind: 'sealed', movable: false })),
		...HASHED_FOR_GOOD.map(([name, column]) => ({ name, column, kind: 'hashed', movable: false }))
	];
	const uses = await Promise.all(
		columns.map(async ({ name, column, kind, movable }) => {
			const version =
				kind === 'sealed'
					? sql`('x' || encode(substring(${sql(column)} from 1 for 4), 'hex'))::bit(32)::int`
					: sql`substring(${sql(column)} from '^([0-9]+):')::int`;
			const rows = await sql<{ version: number; rows: number }[]>`
				select version, count(*)::int as rows from (select ${version} as version from ${sql(name)}) as used
				where version is not null group by version order by version`;
			return rows.map((row) => ({ ...row, column: `${name}.${column}`, movable }));
		})
	);
	return uses.flat();
}
