import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { messagePlugins } from './scripts/message-plugins.mjs';

const onRealServers = {
	pool: 'forks',
	// The build, one real Postgres and its template databases, once for all files.
	globalSetup: 'tests/support/global-setup.ts',
	setupFiles: 'tests/support/file-setup.ts',
	// The files start servers of their own and race them; two at once would race each other.
	maxWorkers: 1,
	// A first start makes a whole database; on a busy machine that takes its time.
	testTimeout: 60_000,
	hookTimeout: 60_000,
	// What is written beside an answer may wait for a slow disk; a second is not enough for that.
	expect: { poll: { timeout: 20_000 } }
} as const;

export default defineConfig({
	plugins: [...messagePlugins(), sveltekit()],
	test: {
		maxWorkers: 2,
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: [
						'src/**/*.test.ts',
						'tests/{architecture,bench,cluster,faults/checker,faults/fire,faults/table}/**/*.test.ts'
					],
					// Reading every source file takes a while on a busy machine.
					testTimeout: 180_000
				}
			},
			{
				extends: true,
				test: {
					name: 'integration',
					include: ['tests/integration/**/*.int.test.ts', 'tests/faults/selection/*.int.test.ts'],
					...onRealServers
				}
			},
			{
				extends: true,
				test: {
					// `npm run faults`: the whole of what the selection above shows a little of, and the long cases.
					name: 'faults',
					include: ['tests/faults/{selection,long}/*.int.test.ts'],
					...onRealServers,
					env: { HALTE_FAULTS: 'full' }
				}
			}
		]
	}
});
