/** A story of the browser: what every one of them needs around it. */
import { test as base } from '@playwright/test';
import { useOnceItListens } from './listening.ts';

/**
 * Closes, after each story, every screen that it opened. Left open they would keep their sockets, clocks and
 * alarms, and the last story of a run would share two cores with the seventy screens of those before it.
 */
export const test = base.extend<{ screensClosed: void }>({
	page: async ({ page, javaScriptEnabled }, use) => {
		if (javaScriptEnabled !== false) await useOnceItListens(page);
		await use(page);
	},
	screensClosed: [
		async ({ browser }, use) => {
			await use();
			await Promise.all(browser.contexts().map((context) => context.close()));
		},
		{ auto: true }
	]
});
