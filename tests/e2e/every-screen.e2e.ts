import { expect } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, Reception, signIn, ticket } from './screens.ts';

test('one control hides everything on the tablet, and only a deliberate gesture brings it back', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', '/milieu/entresol/accueil');
	const word = await new Reception(tablet).welcome('Contraception');
	await new Reception(tablet).backToTheList();
	await expect(ticket(tablet, word)).toBeVisible();

	await tablet.getByRole('button', { name: 'Cacher l’écran' }).click();
	await expect(ticket(tablet, word)).toBeHidden();
	const cover = tablet.getByRole('button', { name: /Touchez deux fois/ });
	await cover.click();
	await expect(ticket(tablet, word)).toBeHidden();
	await cover.dblclick();
	await expect(ticket(tablet, word)).toBeVisible();
});

test('without network a screen says so, and shows what happened meanwhile once it is back', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa3', '/milieu/nichee/accueil');
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf3', '/milieu/nichee/console');
	await expect(phone.getByText('Personne n’attend pour vous')).toBeVisible();

	await phone.context().setOffline(true);
	await expect(phone.getByText(/Connexion perdue/)).toBeVisible({ timeout: 20_000 });
	const word = await new Reception(tablet).welcome('Bébé, enfant');
	await expect(ticket(phone, word)).toBeHidden();
	await phone.context().setOffline(false);
	await expect(ticket(phone, word)).toBeVisible({ timeout: 20_000 });
	await expect(phone.getByText(/Connexion perdue/)).toBeHidden();
});

test('coordination sees an arrival on the network board at once', async ({ browser }) => {
	const laptop = await openScreen(browser, 'laptop');
	await signIn(laptop, 'coo1', '/reseau');
	await expect(laptop.getByRole('heading', { level: 2 })).toHaveCount(7);
	const site = laptop.getByRole('listitem').filter({ hasText: 'Collectif Halo' });
	await expect(site.getByText(/^0\s*en attente/)).toBeVisible();

	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa4', '/milieu/halo/accueil');
	await new Reception(tablet).welcome('Médicaments');
	await expect(site.getByText(/^1\s*en attente/)).toBeVisible();
});

test('a wrong password says so without saying which of the two is wrong', async ({ browser }) => {
	const phone = await openScreen(browser, 'phone');
	await phone.goto('/connexion');
	await phone.getByLabel('Nom d’utilisateur').fill('pa1');
	await phone.getByLabel('Mot de passe').fill('autre chose');
	await phone.getByRole('button', { name: 'Entrer' }).click();
	await expect(phone.getByRole('alert').filter({ hasText: 'ne vont pas ensemble' })).toBeVisible();
});

test('a host worker’s page does not receive why anybody came', async ({ browser }) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', '/milieu/escale/accueil');
	const word = await new Reception(tablet).welcome('Plaie, peau');
	const host = await openScreen(browser, 'tablet');
	await signIn(host, 'hot2', '/milieu/escale/hote');
	await expect(ticket(host, word)).toBeVisible();
	expect(await host.content()).not.toMatch(/plaie|Soins infirmiers|infirmier/i);
	await host.goto('/milieu/escale/accueil');
	await expect(ticket(host, word)).toHaveCount(0);
});
