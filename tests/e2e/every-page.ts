/** Every page of the house, each opened as somebody whom it is for. */
import { expect, type Browser, type Page } from '@playwright/test';
import { addressOf, routesOfTheHouse } from '../support/addresses.ts';
import { openScreen, signIn } from './screens.ts';

/** The page of a person holds nothing of them before somebody has said what for. */
const NOBODY = '00000000-0000-4000-8000-000000000000';
/** Stands for an incident until one is in the register. */
const INCIDENT = '00000000-0000-4000-8000-000000000001';
const NAMES = { siteId: 'perron', accountId: 'med1', personId: NOBODY, incidentId: INCIDENT };
/** Somebody at the door, and one of each kind who works there. */
const WHO = [null, 'pa1', 'inf1', 'hot1', 'coo1', 'adm1'] as const;
const PAGES = routesOfTheHouse()
	.filter(({ kind }) => kind === 'page')
	.map(({ id }) => addressOf(id, NAMES));
/** The front door only leads on; the components are shown where they are made. */
const FOR_NOBODY = ['/', '/styleguide'];
/** Shown in the middle of coming in, or on a shared tablet: in other stories, whose browsers are watched alike. */
const ON_THE_WAY = [
	'/connexion/deuxieme-etape',
	'/langue',
	'/milieu/perron/seul',
	'/premiere-fois',
	'/tablette',
	'/tablette/nip'
];

/** Whose training is over: one page opens, that says so. */
const UNTRAINED = 'sta2';

/** Sees to it that there is somebody whose training is over, and an incident in the register; its id. */
async function untrainedAndIncident(browser: Browser): Promise<string> {
	const page = await openScreen(browser, 'laptop');
	await signIn(page, 'adm1', '/administration');
	const send = (path: string, form: Record<string, string>) =>
		page.request.post(path, { form, headers: { accept: 'text/html' }, maxRedirects: 0 });
	const past = await send(`/administration/comptes/${UNTRAINED}?/train`, { trainedOn: '2020-01-15' });
	expect(past.status()).toBe(200);
	const recorded = await send('/administration/incidents/nouveau?/record', {
		...{ information: 'Deux surnoms', circumstances: 'Une feuille oubliée', from: '2020-11-02' },
		...{ awareOn: '2020-11-03', persons: '2', reasoning: 'Retrouvée', serious: 'no', measures: 'Détruite' }
	});
	expect(recorded.status()).toBe(303);
	await page.context().close();
	return recorded.headers()['location']?.split('/').at(-1) ?? '';
}

/** The pages that one of the team is the first to see, and how they come in. */
interface Round {
	readonly who: string | null;
	readonly paths: readonly string[];
	/** Signs them in on a page of the caller's own. */
	signedIn(page: Page): Promise<void>;
}

/** Goes round once for each of the team; fails when a page was left that nobody could open. */
export async function openEveryPage(browser: Browser, visit: (round: Round) => Promise<void>): Promise<void> {
	const incident = await untrainedAndIncident(browser);
	const pages = PAGES.map((path) => path.replace(INCIDENT, incident));
	const opened = new Set<string>();
	for (const who of [...WHO, UNTRAINED]) {
		const lands = who === UNTRAINED ? '/formation' : '/milieux';
		const signedIn = async (page: Page) => {
			if (who !== null) await signIn(page, who, lands, `**${lands}`);
		};
		const paths = await pathsFor(
			browser,
			signedIn,
			pages.filter((path) => !opened.has(path))
		);
		await visit({ who, paths, signedIn });
		for (const path of paths) opened.add(path);
	}
	const unopened = pages.filter((path) => !opened.has(path));
	expect(unopened.toSorted()).toEqual([...FOR_NOBODY, ...ON_THE_WAY].toSorted());
}

/** Those that answer, and lead nowhere else. */
async function pathsFor(
	browser: Browser,
	signedIn: (page: Page) => Promise<void>,
	pages: readonly string[]
): Promise<string[]> {
	const page = await openScreen(browser, 'laptop');
	await signedIn(page);
	const paths: string[] = [];
	for (const path of pages) {
		const asked = await page.request.get(path);
		if (asked.ok() && new URL(asked.url()).pathname === path) paths.push(path);
	}
	await page.context().close();
	return paths;
}
