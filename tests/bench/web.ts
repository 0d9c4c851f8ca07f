/** `npm run bench -- web`: the first load of the door's screens, and how fast they answer a finger. */
import { chromium, type Browser } from '@playwright/test';
import { figuresOf, shown, table } from './figures.ts';
import { alone, atTheDesk, slowestTouch, type Way } from './interaction.ts';
import type { Setting } from './measure.ts';
import { startBenchNode, type BenchNode } from './node-process.ts';
import { scriptWeight } from './page-weight.ts';
import { loadPerCore, surroundings } from './surroundings.ts';
import { vitalsOf, LIGHTHOUSE } from './vitals.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update'
];
const HEAD = [
	'page',
	'script, kB',
	'goal',
	'files',
	'follows, kB',
	'LCP, ms',
	'TBT, ms',
	'CLS',
	'slowest touch, ms'
];

interface Screen {
	readonly name: string;
	readonly path: string;
	/** Null for a screen on a wall. */
	readonly cookie: string | null;
	/** kB of script that the page may cost, where somebody set it. */
	readonly goal: number | null;
	/** What a finger does there; null where no script answers it. */
	readonly way: Way | null;
}

/** The list is the intake's first load: it opens there without another request. */
async function screensOf(node: BenchNode): Promise<Screen[]> {
	const cookie = await node.cookieOf('pa1');
	const response = await fetch(`${node.url}/api/v1/sites`, { headers: { cookie } });
	const { sites } = (await response.json()) as { sites: { id: string }[] };
	const [site] = sites;
	if (site === undefined) throw new Error('the demo has no site');
	const at = `/milieu/${site.id}`;
	return [
		{ name: 'reception, with its intake', path: `${at}/accueil`, cookie, goal: 100, way: atTheDesk },
		{ name: 'shortest intake', path: `${at}/accueil/nouveau`, cookie, goal: 0, way: null },
		{
			name: 'somebody alone',
			path: `${at}/seul`,
			cookie: await node.aloneCookie('pa1', site.id),
			goal: null,
			way: alone
		},
		{ name: 'waiting-room screen', path: '/ecran', cookie: null, goal: 60, way: null }
	];
}

/** Measures, and gives the section of docs/performance.md. */
export async function benchWeb({ runs }: Setting): Promise<string> {
	const load = loadPerCore();
	const node = await startBenchNode();
	const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
	try {
		const rows: string[][] = [];
		for (const screen of await screensOf(node)) rows.push(await measured(node, screen, { browser, runs }));
		const versions = { Chromium: browser.version(), Lighthouse: LIGHTHOUSE };
		return [table(HEAD, rows), surroundings(versions, load)].join('\n\n');
	} finally {
		await browser.close();
		await node.stop();
	}
}

async function measured(
	node: BenchNode,
	{ name, path, cookie, goal, way }: Screen,
	{ browser, runs }: { browser: Browser; runs: number }
): Promise<string[]> {
	const address = node.url + path;
	const { first, files, after } = await scriptWeight(browser, address, cookie);
	const vitals = [];
	for (let run = 0; run < runs; run++) vitals.push(await vitalsOf(address, cookie, CHROMIUM));
	const touches: number[] = [];
	for (let run = 0; run < runs && way !== null && cookie !== null; run++)
		touches.push(await slowestTouch(browser, address, cookie, way));
	return [
		name,
		(first / 1000).toFixed(1),
		goal === null ? '–' : `≤ ${goal}`,
		String(files),
		(after / 1000).toFixed(1),
		shown(figuresOf(vitals.map(({ lcp }) => lcp))),
		shown(figuresOf(vitals.map(({ tbt }) => tbt))),
		shown(figuresOf(vitals.map(({ cls }) => cls)), 3),
		touches.length === 0 ? '–' : shown(figuresOf(touches))
	];
}
