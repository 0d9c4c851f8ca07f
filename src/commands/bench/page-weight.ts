/** How much script a page loads before anybody has touched it. */
import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';

/** Bytes of JavaScript of the first load, each file as gzip sends it, and how many files they are. */
export async function scriptWeight(
	browser: Browser,
	address: string,
	cookie: string | null
): Promise<{ bytes: number; files: number }> {
	const context = await browser.newContext({
		extraHTTPHeaders: cookie === null ? {} : { cookie },
		viewport: { width: 820, height: 1180 }
	});
	const page = await context.newPage();
	const bodies: Promise<Buffer>[] = [];
	page.on('response', (response) => {
		if (response.request().resourceType() === 'script') bodies.push(response.body());
	});
	await page.goto(address, { waitUntil: 'load' });
	const files = await Promise.all(bodies);
	await context.close();
	return { bytes: files.reduce((sum, body) => sum + gzipSync(body).length, 0), files: files.length };
}
