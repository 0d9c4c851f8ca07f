/** A wall screen is read from afar by people who cannot touch it: what is there stays where it is. */
import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { freshList } from './fresh-list.ts';
import { Console, openDisplay, openScreen, Reception, signIn, ticket } from './screens.ts';

/** What moved, and from where to where; empty when all stood still. */
interface Moves {
	moved: string[];
	/** Takes up what the browser has seen and not told yet. */
	takeUp: () => void;
}

/** Notes every move of every picture that is drawn, from the first one on. */
async function watchMoves(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const moved: string[] = [];
		const note = (list: PerformanceEntry[]) => {
			for (const entry of list as (PerformanceEntry & { sources: LayoutShiftAttribution[] })[])
				for (const { node, previousRect, currentRect } of entry.sources) {
					const at = ({ x, y }: DOMRectReadOnly) => `${Math.round(x)}, ${Math.round(y)}`;
					moved.push(`${node?.textContent?.trim()}: ${at(previousRect)} → ${at(currentRect)}`);
				}
		};
		const observer = new PerformanceObserver((list) => note(list.getEntries()));
		observer.observe({ type: 'layout-shift', buffered: true });
		Object.assign(globalThis, { moved, takeUp: () => note(observer.takeRecords()) });
	});
}

/** « 9 h 59 » becomes « 10 h », which is shorter and ends at the same place: the hour may strike in a story. */
const TIME = /^(à jour · )?\d+\sh(\s\d\d)?: /;

/** Until the picture is drawn as the page now is; then all that ever moved. */
async function movesOf(page: Page): Promise<string[]> {
	await drawn(page);
	const all = await page.evaluate(() => {
		const { moved, takeUp } = globalThis as unknown as Moves;
		takeUp();
		return moved;
	});
	return all.filter((move) => !TIME.test(move));
}

const drawn = (page: Page) =>
	page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The letters come after the page's scripts have worked and what they made was drawn. */
async function holdLetters(page: Page): Promise<void> {
	const atWork = page.waitForResponse('**/pictograms.svg').then(() => drawn(page));
	await page.route('**/*.woff2', async (route) => {
		await atWork;
		await route.continue();
	});
}

interface LayoutShiftAttribution {
	readonly node: Node | null;
	readonly previousRect: DOMRectReadOnly;
	readonly currentRect: DOMRectReadOnly;
}

for (const size of ['tv', 'tablet'] as const)
	test(`while a ${size} gets its code, and the letters to write it with, nothing moves`, async ({
		browser
	}) => {
		const display = await openScreen(browser, size);
		await watchMoves(display);
		await holdLetters(display);
		await display.goto('/ecran');
		await expect(display.getByText(/Ce code change/)).toBeVisible();
		await display.evaluate(() => document.fonts.ready);
		expect(await movesOf(display)).toEqual([]);
	});

test.describe(() => {
	test.beforeEach(async ({ request }) => {
		await freshList(request, 'tandem');
	});

	test('from the first picture of the waiting room to a call and its answer, nothing moves', async ({
		browser
	}) => {
		const tablet = await openScreen(browser, 'tablet');
		await signIn(tablet, 'pa1', '/milieu/tandem/accueil');
		const reception = new Reception(tablet);
		const display = await openDisplay(browser, reception, 'Atelier Tandem');
		await watchMoves(display);
		await holdLetters(display);
		await display.reload();
		await expect(display.getByText('Bienvenue')).toBeVisible();
		await display.evaluate(() => document.fonts.ready);
		expect(await movesOf(display), 'when the first view came').toEqual([]);

		const word = await reception.welcome('Plaie, peau');
		const phone = await openScreen(browser, 'phone');
		await signIn(phone, 'inf1', '/milieu/tandem/console');
		await new Console(phone).callNext('Salle 1');
		await expect(ticket(display, word)).toBeVisible();
		expect(await movesOf(display), 'when somebody was called').toEqual([]);
		await phone.getByRole('button', { name: 'Est là' }).click();
		await expect(display.getByText('Appels récents')).toBeVisible();
		expect(await movesOf(display), 'when they came').toEqual([]);
	});
});
