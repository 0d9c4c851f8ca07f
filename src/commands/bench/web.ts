/** `npm run bench -- web`: the first load of the door's screens, and how fast they answer a finger. */
import { chromium } from '@playwright/test';
import { figuresOf, shown, table } from './figures.ts';
import { slowestTouch } from './interaction.ts';
import { startBenchNode, type BenchNode } from './node-process.ts';
import { scriptWeight } from './page-weight.ts';
import { vitalsOf } from './vitals.ts';

const RUNS = 5;
const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update'
];

interface Screen {
	readonly name: string;
	readonly path: string;
	/** Who looks at it; null for a screen on a wall. */
	readonly who: string | null;
	/** kB of script that the page may cost. */
	readonly goal: number;
}

/** The list is the intake's first load: it opens there without another request. */
async function screensOf(node: BenchNode): Promise<Screen[]> {
	const who = 'pa1';
	const response = await fetch(`${node.url}/api/v1/sites`, { headers: { cookie: await node.cookieOf(who) } });
	const { sites } = (await response.json()) as { sites: { id: string }[] };
	const [site] = sites;
	if (site === undefined) throw new Error('the demo has no site');
	return [
		{ name: 'accueil', path: `/milieu/${site.id}/accueil`, who, goal: 100 },
		{ name: 'écran', path: '/ecran', who: null, goal: 60 }
	];
}

/** Measures, and gives the tables to print. */
export async function benchWeb(): Promise<string> {
	const node = await startBenchNode();
	const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
	try {
		const rows: string[][] = [];
		for (const screen of await screensOf(node)) rows.push(await measured(node, screen, browser));
		return [
			`Premier chargement (processeur ÷ 6, 9/3 Mb/s, 100 ms) ; médiane (min–max) de ${RUNS} ; geste : processeur ÷ 4`,
			table(
				['page', 'JS gzip kB', 'but', 'fichiers', 'LCP ms', 'TBT ms', 'CLS', 'geste le plus lent ms'],
				rows
			)
		].join('\n\n');
	} finally {
		await browser.close();
		await node.stop();
	}
}

type Browser = Awaited<ReturnType<typeof chromium.launch>>;

async function measured(
	node: BenchNode,
	{ name, path, who, goal }: Screen,
	browser: Browser
): Promise<string[]> {
	const cookie = who === null ? null : await node.cookieOf(who);
	const address = node.url + path;
	const { bytes, files } = await scriptWeight(browser, address, cookie);
	const vitals = [];
	for (let run = 0; run < RUNS; run++) vitals.push(await vitalsOf(address, cookie, CHROMIUM));
	const touches: number[] = [];
	for (let run = 0; run < RUNS && cookie !== null; run++)
		touches.push(await slowestTouch(browser, address, cookie));
	return [
		name,
		(bytes / 1000).toFixed(1),
		`≤ ${goal}`,
		String(files),
		shown(figuresOf(vitals.map(({ lcp }) => lcp))),
		shown(figuresOf(vitals.map(({ tbt }) => tbt))),
		shown(figuresOf(vitals.map(({ cls }) => cls)), 3),
		touches.length === 0 ? '–' : shown(figuresOf(touches))
	];
}
