/**
 * How many pages of 8 kB the statements of a piece of work touch. The statements are the product's own: they are
 * heard while the work runs, which is then taken back, and told again one by one behind EXPLAIN (ANALYZE, BUFFERS).
 * A count does not know how busy the machine is.
 */
import postgres, { type Sql } from 'postgres';
import { PLANNING, type Connection, type Db, type Tx } from '#lib/server/store/database.ts';

export interface CountedStatement {
	readonly text: string;
	readonly buffers: number;
}

interface Heard {
	readonly text: string;
	readonly parameters: readonly unknown[];
	readonly types: readonly number[];
}

const READS_OR_WRITES = /^\s*(select|with|insert|update|delete)\b/i;
const JSONB = 3802;
/** Thrown to take back what a transaction did. */
const TAKEN_BACK = Symbol('taken back');

type Begin = (...words: [...string[], (tx: Tx) => Promise<unknown>]) => Promise<unknown>;

/** Runs `work` on a connection of its own, in one transaction; nothing of it stays. */
export async function buffersOf(
	connection: Connection,
	work: (db: Db) => Promise<unknown>
): Promise<CountedStatement[]> {
	const heard: Heard[] = [];
	let isListening = true;
	const options = {
		...{ max: 1, onnotice: () => {}, connection: { TimeZone: 'UTC', ...PLANNING } },
		debug: (_connection: number, text: string, parameters: unknown[], types: unknown[]) => {
			if (isListening && READS_OR_WRITES.test(text))
				heard.push({ text, parameters: [...parameters], types: types as number[] });
		}
	};
	const sql =
		'url' in connection ? postgres(connection.url, options) : postgres({ ...options, ...connection });
	try {
		// The types of arrays are asked for by the driver itself, once.
		await sql`select 1`;
		heard.length = 0;
		const begin = sql.begin.bind(sql) as Begin;
		const takingBack: Begin = (...words) => {
			if (!isListening) return Promise.reject(new Error('only the first transaction is heard'));
			const run = words.pop() as (tx: Tx) => Promise<unknown>;
			return begin(...(words as string[]), async (tx) => {
				await run(tx);
				isListening = false;
				throw new Error('taken back', { cause: TAKEN_BACK });
			});
		};
		const alone = (words: TemplateStringsArray, ...values: never[]) => sql(words, ...values);
		await work(Object.assign(alone, { begin: takingBack }) as unknown as Db).catch((error: unknown) => {
			if (isListening) throw error;
		});
		return await explained(sql, heard);
	} finally {
		await sql.end({ timeout: 5 });
	}
}

async function explained(sql: Sql, heard: readonly Heard[]): Promise<CountedStatement[]> {
	const counted: CountedStatement[] = [];
	await sql
		.begin(async (tx) => {
			for (const { text, parameters, types } of heard) {
				const values = parameters.map((value, index) =>
					types[index] === JSONB ? tx.json(value as never) : (value as string)
				);
				const [row] = await tx.unsafe<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(
					`explain (analyze, buffers, timing off, format json) ${text}`,
					values
				);
				const plan = row?.['QUERY PLAN'][0].Plan;
				if (plan === undefined) throw new Error(`no plan of ${text}`);
				counted.push({ text, buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] });
			}
			throw new Error('taken back', { cause: TAKEN_BACK });
		})
		.catch((error: unknown) => {
			if ((error as Error).cause !== TAKEN_BACK) throw error;
		});
	return counted;
}

interface Plan {
	'Shared Hit Blocks': number;
	'Shared Read Blocks': number;
}

/** All of them together. */
export function sumOf(counted: readonly CountedStatement[]): number {
	return counted.reduce((sum, { buffers }) => sum + buffers, 0);
}
