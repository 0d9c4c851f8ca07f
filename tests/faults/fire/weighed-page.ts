/** A page in a real browser, put on the scales. */
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { atEnd } from '../../support/at-end.ts';

export interface Weight {
	/** Bytes in use after a collection. */
	readonly heap: number;
	readonly nodes: number;
	readonly listeners: number;
}

/** The machine's Chromium, closed after the file. */
export async function openChromium(): Promise<Browser> {
	const browser = await chromium.launch({
		executablePath: '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']
	});
	atEnd(() => browser.close());
	return browser;
}

export class WeighedPage {
	private constructor(
		readonly page: Page,
		readonly cdp: CDPSession
	) {}

	/** A browser of its own at this address, with this cookie (`name=value`) where somebody is signed in. */
	static async open(browser: Browser, address: string, cookie = ''): Promise<WeighedPage> {
		const context = await browser.newContext({ reducedMotion: 'reduce' });
		const [name = '', value = ''] = cookie.split('=');
		if (cookie !== '') await context.addCookies([{ name, value, url: new URL(address).origin }]);
		const page = await context.newPage();
		await page.goto(address);
		const cdp = await context.newCDPSession(page);
		await cdp.send('Performance.enable');
		return new WeighedPage(page, cdp);
	}

	async weigh(): Promise<Weight> {
		// What the first collection lets go of may hold what the second one takes.
		for (let i = 0; i < 2; i += 1) await this.cdp.send('HeapProfiler.collectGarbage');
		const { metrics } = await this.cdp.send('Performance.getMetrics');
		const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
		return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
	}
}
