/** What Lighthouse tells of one load on a cheap tablet over bad wifi. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

/** 9/3 Mbps and 100 ms there and back, on a processor six times slower than this one. */
const THROTTLING = {
	requestLatencyMs: 100,
	downloadThroughputKbps: 9_000,
	uploadThroughputKbps: 3_000,
	cpuSlowdownMultiplier: 6,
	rttMs: 100,
	throughputKbps: 9_000
};

/** Its version. */
export const LIGHTHOUSE: string = (
	JSON.parse(readFileSync(createRequire(import.meta.url).resolve('lighthouse/package.json'), 'utf8')) as {
		version: string;
	}
).version;

export interface Vitals {
	/** When the largest thing is there, in ms. */
	readonly lcp: number;
	/** How long the page could not answer while it loaded, in ms. */
	readonly tbt: number;
	/** How much the layout moved; 0 is none. */
	readonly cls: number;
}

/** Loads the page once, with nothing kept from before. */
export async function vitalsOf(address: string, cookie: string | null, chromium: string): Promise<Vitals> {
	const chrome = await launch({
		chromePath: chromium,
		chromeFlags: [
			'--headless',
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update'
		]
	});
	try {
		const result = await lighthouse(address, {
			port: chrome.port,
			output: 'json',
			logLevel: 'silent',
			onlyAudits: ['largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'],
			formFactor: 'mobile',
			screenEmulation: { mobile: true, width: 820, height: 1180, deviceScaleFactor: 1, disabled: false },
			throttlingMethod: 'devtools',
			throttling: THROTTLING,
			...(cookie !== null && { extraHeaders: { cookie } })
		});
		const value = (id: string) => {
			const number = result?.lhr.audits[id]?.numericValue;
			if (number === undefined) throw new Error(`Lighthouse says nothing of ${id} at ${address}`);
			return number;
		};
		return {
			lcp: value('largest-contentful-paint'),
			tbt: value('total-blocking-time'),
			cls: value('cumulative-layout-shift')
		};
	} finally {
		chrome.kill();
	}
}
