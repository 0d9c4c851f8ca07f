/** The environment, checked at start: each mistake is one clear sentence for the operator. */
import { z } from 'zod';
import { readRedisAddress, type RedisAddress } from '#lib/server/redis/address.ts';

export interface Environment {
	readonly host: string;
	readonly port: number;
	/** Public addresses, such as https://halte.example.org; the first is the one to print. */
	readonly origins: readonly string[];
	readonly databaseUrl: string | null;
	readonly redis: RedisAddress | null;
	/** Where the embedded database lives. */
	readonly dataFolder: string;
	/** The file of what was erased, outside the database and its backups. */
	readonly tombstones: string;
	/** Load the fictional network and open a block for every day. */
	readonly demo: boolean;
	/** The key ring as text; null when it is kept beside the embedded database. */
	readonly keys: string | null;
	readonly metricsToken: string | null;
	readonly logLevel: (typeof LOG_LEVELS)[number];
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

const blank = (value: unknown) => (value === '' ? undefined : value);
const url = (schemes: string[], sentence: string) =>
	z.preprocess(
		blank,
		z
			.string()
			.refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), sentence)
			.optional()
	);

const schema = z.object({
	HOST: z.preprocess(blank, z.string().default('127.0.0.1')),
	PORT: z.preprocess(
		blank,
		z.coerce.number('PORT doit être un nombre de 0 à 65535.').int().min(0).max(65535).default(3000)
	),
	ORIGIN: z.preprocess(
		blank,
		z
			.string()
			.default('')
			.transform((list) => list.split(/[\s,]+/).filter((text) => text !== ''))
			.refine(
				(list) => list.every((text) => URL.canParse(text) && new URL(text).origin === text),
				'ORIGIN doit être une liste d’adresses comme https://halte.exemple.org, sans barre à la fin.'
			)
	),
	DATABASE_URL: url(['postgres:', 'postgresql:'], 'DATABASE_URL doit commencer par postgres://.'),
	REDIS_URL: z.preprocess(
		blank,
		z
			.string()
			.refine(
				(text) => readRedisAddress(text) !== null,
				'REDIS_URL doit commencer par redis:// ou rediss://, ou nommer des sentinelles ou une grappe : redis+sentinel://a,b/nom, redis+cluster://a,b.'
			)
			.optional()
	),
	HALTE_DATA: z.preprocess(blank, z.string().default('./data')),
	HALTE_TOMBSTONES: z.preprocess(
		blank,
		z
			.string()
			.regex(/^[^\0]*[^/\0]$/, 'HALTE_TOMBSTONES doit nommer un fichier, comme /var/lib/halte/tombstones.')
			.optional()
	),
	HALTE_DEMO: z.preprocess(blank, z.enum(['0', '1'], 'HALTE_DEMO doit être 0 ou 1.').optional()),
	HALTE_KEYS: z.preprocess(blank, z.string().optional()),
	HALTE_LOG: z.preprocess(
		blank,
		z.enum(LOG_LEVELS, `HALTE_LOG doit être un de ces mots : ${LOG_LEVELS.join(', ')}.`).default('warn')
	),
	HALTE_METRICS_TOKEN: z.preprocess(
		blank,
		z.string().min(16, 'HALTE_METRICS_TOKEN doit compter au moins 16 caractères.').optional()
	)
});

/**
 * Reads the variables that docs/operations.md lists. Without DATABASE_URL the demo is on unless
 * HALTE_DEMO=0; with it, it is off unless HALTE_DEMO=1.
 * @throws Error with one sentence per mistake.
 */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
	const parsed = schema.safeParse(variables);
	if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => issue.message).join('\n'));
	const v = parsed.data;
	return {
		host: v.HOST,
		port: v.PORT,
		origins: v.ORIGIN,
		databaseUrl: v.DATABASE_URL ?? null,
		redis: v.REDIS_URL === undefined ? null : readRedisAddress(v.REDIS_URL),
		dataFolder: v.HALTE_DATA,
		tombstones: v.HALTE_TOMBSTONES ?? `${v.HALTE_DATA}/tombstones`,
		demo: v.HALTE_DEMO === undefined ? v.DATABASE_URL === undefined : v.HALTE_DEMO === '1',
		keys: v.HALTE_KEYS ?? null,
		metricsToken: v.HALTE_METRICS_TOKEN ?? null,
		logLevel: v.HALTE_LOG
	};
}
