import { expect } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, signIn } from './screens.ts';

const LEAVES_WITHIN_MS = 5_000;

test('a forgotten phone is signed out from the tablet, and its console leaves within five seconds', async ({
	browser
}) => {
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'psy1', '/milieu/aubepine/console');
	await expect(phone.getByRole('button', { name: 'Appeler la personne suivante' })).toBeVisible();

	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'psy1', '/milieu/aubepine/console');
	await tablet.getByRole('button', { name: /^Mon poste/ }).click();
	await tablet.getByRole('dialog').getByRole('button', { name: 'Mon compte' }).click();
	const sessions = tablet.getByRole('region', { name: 'Mes connexions' }).getByRole('listitem');
	await expect(sessions).toHaveCount(2);
	const other = sessions.filter({ hasNotText: 'Cet appareil' });
	await other.getByRole('button', { name: /^Terminer/ }).click();

	await expect(tablet.getByRole('status').getByText('La connexion est terminée.')).toBeVisible();
	await expect(phone).toHaveURL(/\/connexion$/, { timeout: LEAVES_WITHIN_MS });
	await expect(sessions).toHaveCount(1);
	await phone.goto('/milieux');
	await expect(phone).toHaveURL(/\/connexion$/);
});

test('« Terminer partout » signs this browser out too, and Back shows nothing of its pages', async ({
	browser
}) => {
	const [phone, tablet] = [await openScreen(browser, 'phone'), await openScreen(browser, 'tablet')];
	await signIn(phone, 'psy1', '/milieu/aubepine/console');
	await signIn(tablet, 'psy1', '/compte');
	const name = await tablet.getByRole('main').locator('b').first().innerText();
	await tablet.getByRole('button', { name: 'Terminer partout' }).click();
	await expect(tablet).toHaveURL(/\/connexion$/);
	await expect(phone).toHaveURL(/\/connexion$/, { timeout: LEAVES_WITHIN_MS });
	await tablet.goBack();
	await expect(tablet).toHaveURL(/\/connexion$/);
	await expect(tablet.getByText(name)).toHaveCount(0);
});

test('a new password is chosen on the phone, after one that anybody would try was refused', async ({
	browser
}) => {
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'sf1', '/compte/mot-de-passe');
	const [password, again] = [phone.getByLabel('Nouveau mot de passe'), phone.getByLabel('Le même')];
	await password.fill('motdepasse123');
	await again.fill('motdepasse123');
	await phone.getByRole('button', { name: 'Enregistrer' }).click();
	await expect(phone.getByRole('alert')).toContainText('un des premiers');
	await password.fill('trois canots sous la lune');
	await again.fill('trois canots sous la lune');
	await phone.getByRole('button', { name: 'Enregistrer' }).click();
	await expect(phone.getByRole('status').getByText('Le nouveau mot de passe est enregistré')).toBeVisible();
	await expect(phone.getByText('Cet appareil')).toBeVisible();
});
