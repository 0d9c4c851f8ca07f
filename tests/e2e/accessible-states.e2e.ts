/** What a page shows once somebody works with it: the same for those who see little, press with a knuckle, or use no mouse. */
import { expect, type Browser, type Page } from '@playwright/test';
import { test } from './story.ts';
import { v7 as newId } from 'uuid';
import { Findings } from './accessible.ts';
import { Console, openDisplay, openScreen, Reception, signIn, ticket } from './screens.ts';

const SITE = 'escale';
const SITE_NAME = 'Refuge L’Escale des Trois-Lunes';
/** As many as a cold snap brings. */
const MANY = 40;

/** Puts this many people on the list, as the tablet does. */
async function fill(page: Page, count: number): Promise<void> {
	for (let made = 0; made < count; made++) {
		const answer = await page.request.post(`/api/v1/sites/${SITE}/visits`, { data: { id: newId() } });
		expect(answer.status()).toBe(201);
	}
}

test('the tablet, in each of its states, with forty people on the list', async ({ browser }) => {
	test.setTimeout(180_000);
	const findings = new Findings();
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', `/milieu/${SITE}/accueil`);
	await fill(tablet, MANY);
	const reception = new Reception(tablet);
	await expect(tablet.getByText(/\d\d personnes/).first()).toBeVisible();
	await findings.look(tablet, 'forty people');

	await tablet.getByRole('button', { name: /^Menu de/ }).click();
	await findings.look(tablet, 'the menu');
	await tablet.keyboard.press('Escape');
	await tablet.getByRole('button', { name: 'Trouver' }).click();
	await findings.look(tablet, 'looking for somebody');
	await tablet.keyboard.press('Escape');

	await tablet.getByRole('link', { name: 'Accueillir quelqu’un' }).click();
	await tablet.getByRole('button', { name: 'Douleur' }).click();
	await findings.look(tablet, 'the intake');
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	const word = await reception.wordShown();
	await findings.look(tablet, 'the ticket');
	await tablet.getByRole('button', { name: 'Plus de détails' }).click();
	await findings.look(tablet, 'the details');
	await tablet.keyboard.press('Escape');
	await reception.backToTheList();

	await ticket(tablet, word).click();
	await expect(tablet.getByRole('dialog').getByRole('heading', { level: 2 }).first()).toBeVisible();
	await findings.look(tablet, 'a person’s card');
	await tablet.keyboard.press('Escape');
	await tablet.getByRole('button', { name: 'Cacher l’écran' }).click();
	await findings.look(tablet, 'hidden');
	await tablet.keyboard.press('Enter');

	await tablet.context().setOffline(true);
	await expect(tablet.getByText(/Connexion perdue/)).toBeVisible({ timeout: 20_000 });
	await findings.look(tablet, 'without network');
	findings.expectNone();
});

test('console, host’s page, network board and waiting-room screen, while somebody is called', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const findings = new Findings();
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', `/milieu/${SITE}/accueil`);
	await fill(tablet, 3);
	const display = await openDisplay(browser, new Reception(tablet), SITE_NAME);
	await findings.look(display, 'the screen, with nobody called');

	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf1', `/milieu/${SITE}/console`);
	await findings.look(phone, 'the console’s line');
	await new Console(phone).callNext('Salle 1');
	await findings.look(phone, 'the console, somebody called');
	const word = (await phone.getByRole('article').first().getAttribute('aria-label')) ?? '';
	await expect(ticket(display, word)).toBeVisible();
	await findings.look(display, 'the screen, somebody called');
	await phone.getByRole('button', { name: 'Est là' }).click();
	await findings.look(phone, 'the console, somebody met');

	await lookAt(browser, findings, 'hot2', `/milieu/${SITE}/hote`);
	await lookAt(browser, findings, 'coo1', '/reseau');
	findings.expectNone();
});

async function lookAt(browser: Browser, findings: Findings, who: string, path: string): Promise<void> {
	const page = await openScreen(browser, 'tablet');
	await signIn(page, who, path);
	await findings.look(page, path);
	await page.context().close();
}

test('colours that the system forces leave every word and every choice to be seen', async ({ browser }) => {
	const findings = new Findings();
	const tablet = await openScreen(browser, 'tablet');
	await tablet.emulateMedia({ forcedColors: 'active' });
	await signIn(tablet, 'pa2', `/milieu/${SITE}/accueil`);
	await findings.look(tablet, 'the list in forced colours');
	await tablet.getByRole('link', { name: 'Accueillir quelqu’un' }).click();
	const choice = tablet.getByRole('button', { name: 'Douleur' });
	const before = await choice.evaluate((element) => getComputedStyle(element).borderTopWidth);
	await choice.click();
	await findings.look(tablet, 'the intake in forced colours');
	// A tint is gone in forced colours: what is chosen is told by its border.
	await expect(choice).toHaveAttribute('aria-pressed', 'true');
	expect(await choice.evaluate((element) => getComputedStyle(element).borderTopWidth)).not.toBe(before);
	findings.expectNone();
});

test('who wants no motion gets none', async ({ browser }) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', `/milieu/${SITE}/accueil`);
	await tablet.getByRole('button', { name: /^Menu de/ }).click();
	const longest = await tablet.evaluate(() =>
		Math.max(
			...[...document.querySelectorAll('*')].flatMap((element) => {
				const { animationDuration, transitionDuration } = getComputedStyle(element);
				return [animationDuration, transitionDuration].flatMap((all) => all.split(',').map(parseFloat));
			})
		)
	);
	expect(longest).toBeLessThan(0.001);
});
