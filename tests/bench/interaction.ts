/** How long a page takes to answer a touch, on a slow processor: the slowest of a whole way through it. */
import type { Browser, Page } from '@playwright/test';

/** INP is reported under four times slower. */
const CPU_TIMES = 4;

/** A way through a page, by position and not by words: a bench must not fail over a sentence. */
export type Way = (page: Page) => Promise<void>;

/** The longest time in ms from a touch to the picture that answers it. */
export async function slowestTouch(
	browser: Browser,
	address: string,
	cookie: string,
	way: Way
): Promise<number> {
	const context = await browser.newContext({
		extraHTTPHeaders: { cookie },
		viewport: { width: 820, height: 1180 },
		hasTouch: true
	});
	const page = await context.newPage();
	await page.addInitScript(() => {
		const slowest = { ms: 0 };
		Reflect.set(window, 'slowestTouch', slowest);
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) slowest.ms = Math.max(slowest.ms, entry.duration);
		}).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
	});
	await page.goto(address, { waitUntil: 'networkidle' });
	const debug = await context.newCDPSession(page);
	await debug.send('Emulation.setCPUThrottlingRate', { rate: CPU_TIMES });
	await way(page);
	const { ms } = await page.evaluate(() => Reflect.get(window, 'slowestTouch') as { ms: number });
	await context.close();
	return ms;
}

/** Somebody is put on the list at the desk. */
export const atTheDesk: Way = async (page) => {
	await page.locator('footer a').last().tap();
	const reasons = page.getByRole('group').getByRole('button');
	await reasons.nth(0).tap();
	await reasons.nth(3).tap();
	await page.locator('footer .main').last().tap();
	await page.getByRole('status').getByRole('heading').waitFor();
};

/** Somebody alone with the screen picks the first language and a picture, and takes a place. */
export const alone: Way = async (page) => {
	await page.locator('main form button').first().tap();
	await page.getByRole('checkbox').first().tap({ force: true });
	await page.locator('button.main').last().tap();
	await page.locator('bdi').waitFor();
};
