/** A page is used once it listens: on a busy machine its first picture stands there seconds before its scripts do. */
import type { Page } from '@playwright/test';

/** With scripts of ours, whose effects have not run yet (`+layout.svelte`). */
const DEAF = 'html:has(link[rel="modulepreload"]):not([data-listening])';
/** A page whose scripts can't be had is looked at all the same. */
const PATIENCE_MS = 10_000;

/**
 * From now on whatever is done on this page, and looked for, waits until it listens. What works before that, and
 * without scripts, has stories of its own (`javaScriptEnabled: false`).
 */
export async function useOnceItListens(page: Page): Promise<void> {
	const deaf = page.locator(DEAF);
	const listens = () => deaf.waitFor({ state: 'detached', timeout: PATIENCE_MS }).catch(() => {});
	await page.addLocatorHandler(deaf, listens, { noWaitAfter: true });
}
