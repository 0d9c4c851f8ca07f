import { expect, test } from '@playwright/test';
import { openDisplay, openScreen, Reception, signIn } from './screens.ts';

test('a peer helper welcomes two people, the nurse calls both, and the waiting-room screen says so', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa1', '/milieu/perron/accueil');
	const reception = new Reception(tablet);
	const display = await openDisplay(browser, reception, 'Le Perron bleu');
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf1', '/milieu/perron/console');

	const first = await reception.welcome('Plaie, peau');
	await expect(phone.getByText(first)).toBeVisible();
	await tablet.getByRole('button', { name: 'Encore quelqu’un' }).click();
	await tablet.getByRole('button', { name: 'Douleur' }).click();
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	const second = await reception.wordShown();
	expect(second).not.toBe(first);
	await reception.backToTheList();
	await expect(tablet.getByText(second)).toBeVisible();

	await phone.getByRole('button', { name: 'Appeler la personne suivante' }).click();
	await expect(display.getByText(first)).toBeVisible();
	await expect(display.getByText(second)).toBeHidden();
	await phone.getByRole('button', { name: 'Est là' }).click();
	await phone.getByRole('button', { name: 'Terminer' }).click();

	await phone.getByRole('button', { name: 'Appeler la personne suivante' }).click();
	await expect(display.getByText(second)).toBeVisible();
	await expect(tablet.getByText('C’est son tour').first()).toBeVisible();
});

test('a discreet call is on the team’s screens and not on the waiting-room screen', async ({ browser }) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa1', '/milieu/tandem/accueil');
	const reception = new Reception(tablet);
	const display = await openDisplay(browser, reception, 'Atelier Tandem');
	const discreet = await reception.welcome('Plaie, peau');
	await tablet.getByRole('button', { name: 'Plus de détails' }).click();
	await tablet.getByText('discret : aller voir la personne').click();
	await tablet.getByRole('button', { name: 'Enregistrer' }).click();

	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf1', '/milieu/tandem/console');
	await phone.getByRole('button', { name: 'Appeler la personne suivante' }).click();
	await expect(phone.getByRole('button', { name: 'Est là' })).toBeVisible();

	// A second, ordinary call proves that the screen is up to date when it does not show the first.
	await tablet.goto('/milieu/tandem/accueil');
	const ordinary = await reception.welcome('Matériel');
	const helper = await openScreen(browser, 'phone');
	await signIn(helper, 'pa1', '/milieu/tandem/console');
	await helper.getByRole('button', { name: 'Appeler la personne suivante' }).click();
	await expect(display.getByText(ordinary)).toBeVisible();
	await expect(display.getByText(discreet)).toHaveCount(0);
});
