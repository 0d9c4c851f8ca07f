/** The graph of the house: no circles, nothing that nobody calls. Rooms and packages: rooms.js. */
const ENTRIES = [
	'^src/[^/]+\\.(js|ts)$', // main, hooks, service worker, app.d.ts, the sockets of `vite dev`
	'^src/(routes|params)/', // called by SvelteKit
	'^src/commands/', // called by name: npm run admin, simulate
	'^src/lib/messages/', // read by the compiler of messages
	'^db/(migrations|demo)/',
	'\\.test\\.ts$',
	'\\.d\\.ts$'
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		{
			name: 'no-circular',
			comment: 'Each step names the next; none comes back. Types count too.',
			severity: 'error',
			from: {},
			to: { circular: true }
		},
		{
			name: 'no-orphans',
			comment: 'A file that nobody calls and that calls nobody.',
			severity: 'error',
			from: { orphan: true, pathNot: ENTRIES },
			to: {}
		},
		{
			name: 'no-unresolvable',
			comment: 'A path that leads nowhere.',
			severity: 'error',
			from: {},
			to: {
				couldNotResolve: true,
				// Made by SvelteKit or by the build of messages: no file of ours stands behind them.
				pathNot: ['^\\$(app|service-worker)', '^\\./\\$types(\\.js)?$', '^virtual:english$']
			}
		},
		{
			name: 'not-from-tests',
			comment: 'What runs does not lean on what tests it.',
			severity: 'error',
			from: { path: '^(src|db)/', pathNot: '\\.test\\.ts$' },
			to: { path: ['^tests/', '\\.test\\.ts$'] }
		},
		{
			name: 'no-development-packages',
			comment: 'Production has the dependencies of package.json only.',
			severity: 'error',
			from: { path: '^(src|db)/', pathNot: '\\.test\\.ts$' },
			to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] }
		}
	],
	options: {
		doNotFollow: { path: ['node_modules', '^src/lib/messages/compiled/'] },
		exclude: { path: ['^build/', '^\\.svelte-kit/'] },
		tsPreCompilationDeps: true, // imports of types are calls as well
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'svelte', 'node', 'default', 'types'],
			extensions: ['.ts', '.js', '.svelte', '.json', '.d.ts'],
			mainFields: ['module', 'main', 'types']
		},
		skipAnalysisNotInRules: true
	}
};
