import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { Console, openDisplay, openScreen, Reception, signIn, ticket } from './screens.ts';

const PRACTICE = '/milieu/bac-a-sable';
const BAND = 'Exercice : rien ne compte, personne n’est sur la vraie liste';

/** Sites, and sums over all of them, as coordination sees them. */
async function counted(network: Page): Promise<{ cards: number; sums: string }> {
	const sites = network.getByRole('list', { name: /^Les milieux/ }).locator(':scope > li');
	await expect(sites).not.toHaveCount(0);
	return {
		cards: await sites.count(),
		sums: await network.getByText(/accueillies? .*à reprendre/).innerText()
	};
}

test('a new helper does a whole visit for practice, and the network counts nobody more', async ({
	browser
}) => {
	const network = await openScreen(browser, 'laptop');
	await signIn(network, 'coo1', '/reseau');
	const before = await counted(network);
	expect(before.cards).toBe(7);
	await expect(network.getByText('Bac à sable')).toHaveCount(0);

	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa1', '/milieux');
	await tablet.getByRole('link', { name: 'S’exercer' }).click();
	await expect(tablet).toHaveURL(`${PRACTICE}/accueil`);
	await expect(tablet.getByText(BAND)).toBeVisible();
	const reception = new Reception(tablet);
	const display = await openDisplay(browser, reception, 'Bac à sable');
	await expect(display.getByText(BAND)).toBeVisible();
	const word = await reception.welcome('Plaie, peau');
	await expect(tablet.getByText(BAND)).toBeVisible();
	await reception.backToTheList();

	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf1', `${PRACTICE}/console`);
	await expect(phone.getByText(BAND)).toBeVisible();
	await new Console(phone).callNext('Salle 1');
	await expect(ticket(display, word)).toBeVisible();
	await phone.getByRole('button', { name: 'Est là' }).click();
	await phone.getByRole('button', { name: 'Terminer' }).click();
	await expect(ticket(tablet, word)).toBeHidden();

	await reception.welcome('Douleur');
	await reception.backToTheList();
	await tablet.getByRole('button', { name: 'Recommencer' }).click();
	await expect(tablet.getByText('Tout est vide : on recommence.')).toBeVisible();
	await expect(tablet.getByRole('link', { name: 'Accueillir quelqu’un' })).toBeVisible();

	await network.reload();
	expect(await counted(network)).toEqual(before);
	await expect(network.getByText('Bac à sable')).toHaveCount(0);
});

test('the tablet’s menu leads to practice, and a real site has no band', async ({ browser }) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa1', '/milieu/perron/accueil');
	await expect(tablet.getByRole('heading', { name: 'La liste', exact: true })).toBeVisible();
	await expect(tablet.getByText(BAND)).toHaveCount(0);
	await expect(tablet.getByText(/^à jour · \d+\sh(\s\d\d)?$/)).toBeVisible();
	await tablet.getByRole('button', { name: /^Menu de/ }).click();
	await tablet.getByRole('button', { name: 'S’exercer' }).click();
	await expect(tablet.getByText(BAND)).toBeVisible();
	await tablet.getByRole('button', { name: /^Menu de/ }).click();
	await expect(tablet.getByRole('dialog').getByRole('button', { name: 'S’exercer' })).toHaveCount(0);
});
