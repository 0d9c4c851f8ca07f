import type { KnipConfig } from 'knip';

/** No dead files, exports or packages. SvelteKit's, Vitest's and Playwright's entries knip finds itself. */
export default {
	entry: [
		'vite.commands.config.ts', // scripts/prepare.mjs names it
		'src/commands/*.ts', // npm run admin, simulate
		'src/lib/server/http/alone/to-record.ts', // scripts/voices.mjs loads it by its path
		'scripts/*.mjs'
	],
	project: [
		'*.{js,ts}',
		'src/**/*.{js,ts,svelte}',
		'!src/lib/messages/**/compiled/**',
		'db/**/*.ts',
		'scripts/**',
		'tests/**'
	],
	// A type that stands in the signature of an exported function of its file has a use.
	ignoreExportsUsedInFile: { interface: true, type: true },
	ignoreDependencies: [
		'@inlang/plugin-message-format', // project.inlang/settings.json names it by path
		'@fontsource/noto-emoji', // scripts/pictograms.mjs reads its files by path
		'svelte-check' // started by scripts, by name
	],
	ignoreBinaries: ['apt-get', 'strace'] // the machine's own
} satisfies KnipConfig;
