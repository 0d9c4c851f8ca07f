/** How much script a page loads before anybody has touched it. */
import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';

export interface Weight {
	/** Bytes of JavaScript that the page itself names, each file as gzip sends it. */
	readonly first: number;
	/** How many files they are. */
	readonly files: number;
	/** Bytes that follow by themselves, once the page is there. */
	readonly after: number;
}

/** Loads the page once and waits until nothing more comes. */
export async function scriptWeight(
	browser: Browser,
	address: string,
	cookie: string | null
): Promise<Weight> {
	const context = await browser.newContext({
		extraHTTPHeaders: cookie === null ? {} : { cookie },
		viewport: { width: 820, height: 1180 }
	});
	const page = await context.newPage();
	const scripts = new Map<string, Promise<Buffer>>();
	page.on('response', (response) => {
		if (response.request().resourceType() === 'script') scripts.set(response.url(), response.body());
	});
	const html = await (await page.goto(address, { waitUntil: 'networkidle' }))?.text();
	const named = namedIn(html ?? '', address);
	const weight = { first: 0, files: 0, after: 0 };
	for (const [url, body] of scripts) {
		const bytes = gzipSync(await body).length;
		if (named.has(url)) {
			weight.first += bytes;
			weight.files += 1;
		} else weight.after += bytes;
	}
	await context.close();
	return weight;
}

/** The scripts of a page's source: SvelteKit names all that its first picture needs. */
function namedIn(html: string, address: string): ReadonlySet<string> {
	return new Set(
		[...html.matchAll(/["']([^"']+\.js)["']/g)].map(([, path]) => new URL(path ?? '', address).href)
	);
}
