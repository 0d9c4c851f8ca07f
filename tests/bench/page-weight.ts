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
	const answer = await page.goto(address, { waitUntil: 'networkidle' });
	const named = namedIn(`${answer?.headers()['link']} ${await answer?.text()}`);
	const weight = { first: 0, files: 0, after: 0 };
	for (const [url, body] of scripts) {
		const bytes = gzipSync(await body).length;
		if (named.has(new URL(url).pathname)) {
			weight.first += bytes;
			weight.files += 1;
		} else weight.after += bytes;
	}
	await context.close();
	return weight;
}

/** The scripts that a page names in its header `link` and in its source: all that its first picture needs. */
function namedIn(source: string): ReadonlySet<string> {
	return new Set([...source.matchAll(/_app\/immutable\/[\w./-]+\.js/g)].map(([path]) => `/${path}`));
}
