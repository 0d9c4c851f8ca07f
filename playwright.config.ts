import { defineConfig } from '@playwright/test';

/** Another one lets two checkouts be tried on one machine at once. */
const PORT = Number(process.env['E2E_PORT'] ?? 4317);

/** Real browsers on a real node with its own new database; the machine's Chromium, since none can be fetched. */
export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.e2e.ts',
	globalSetup: './tests/e2e/global-setup.ts',
	forbidOnly: true,
	// The stories share one node; each has a site of its own. Two cores carry one story at a time.
	workers: 1,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	use: {
		baseURL: `http://localhost:${PORT}`,
		locale: 'fr-CA',
		timezoneId: 'America/Toronto',
		hasTouch: true,
		actionTimeout: 10_000,
		launchOptions: {
			executablePath: '/usr/bin/chromium',
			args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']
		},
		screenshot: 'only-on-failure'
	},
	webServer: {
		command: 'node tests/e2e/start-node.js',
		env: { PORT: String(PORT) },
		url: `http://localhost:${PORT}/readyz`,
		timeout: 60_000,
		gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 }
	}
});
