import { expect } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, signIn } from './screens.ts';

const PASSWORD = 'trois canots sous la lune';

test('an administrator makes an account on a phone, and its owner comes in with the code', async ({
	browser
}) => {
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'adm1', '/administration');
	await phone.getByRole('link', { name: 'Comptes' }).click();
	await phone.getByRole('link', { name: 'Nouveau compte' }).click();
	await phone.getByLabel('Nom affiché').fill('Noémie Larivière');
	await phone.getByLabel('Titre').fill('Infirmière');
	await phone.getByLabel('Nom d’utilisateur').fill('PA1');
	const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Toronto' }).format();
	await phone.getByLabel('Date de la dernière formation').fill(today);
	await phone.getByRole('radio', { name: 'Soins' }).check();
	await phone.getByRole('checkbox', { name: 'Maison Aubépine-sur-Rive' }).check();
	await phone.getByRole('checkbox', { name: 'Soins infirmiers' }).check();
	await phone.getByRole('button', { name: 'Créer le compte' }).click();
	await expect(phone.getByRole('alert')).toContainText('déjà pris');
	await expect(phone.getByRole('checkbox', { name: 'Soins infirmiers' })).toBeChecked();
	await expect(phone.getByLabel('Date de la dernière formation')).toHaveValue(today);
	await phone.getByLabel('Nom d’utilisateur').fill('noemie');
	await phone.getByRole('button', { name: 'Créer le compte' }).click();
	const told = phone.getByRole('status').filter({ hasText: 'Code à usage unique' });
	await expect(told).toContainText('10 minutes');
	const code = /[0-9A-Z]{3} [0-9A-Z]{3} [0-9A-Z]{3}/.exec(await told.innerText())?.[0] ?? '';
	await phone.reload();
	await expect(phone.getByText(code)).toBeHidden();

	const hers = await openScreen(browser, 'phone');
	await hers.goto('/connexion');
	await hers.getByRole('link', { name: 'J’ai reçu un code' }).click();
	await expect(hers).toHaveURL(/\/connexion\/code$/);
	await hers.getByLabel('Nom d’utilisateur').fill('noemie');
	await hers.getByLabel('Code reçu').fill(code);
	await hers.getByLabel('Nouveau mot de passe').fill(PASSWORD);
	await hers.getByLabel('Le même, encore une fois').fill(PASSWORD);
	await hers.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
	await hers.waitForURL('**/milieux');
	await expect(hers.getByRole('heading', { name: 'Maison Aubépine-sur-Rive' })).toBeVisible();
	await hers.goto('/administration');
	await expect(hers.getByText('Cette page n’est pas pour votre rôle')).toBeVisible();
});

test('a coordinator names a room anew, an open console shows it at once, and so it does when it is taken back', async ({
	browser
}) => {
	const console = await openScreen(browser, 'phone');
	await signIn(console, 'inf3', '/milieu/aubepine/console');
	await expect(console.getByText(/Salle 1/)).toBeVisible();

	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'coo1', '/milieux');
	await tablet.getByRole('link', { name: /^Administration/ }).click();
	await tablet.getByRole('link', { name: 'Maison Aubépine-sur-Rive' }).click();
	const room = tablet.getByRole('listitem').filter({ hasText: 'Salle 1' });
	await room.getByLabel('Changer Salle 1').click();
	await room.getByLabel('Nom de la salle').fill('Salle des fougères');
	await room.getByRole('button', { name: 'Enregistrer' }).click();
	await expect(console.getByText(/Salle des fougères/)).toBeVisible();

	await tablet.goto('/administration/historique');
	const line = tablet
		.getByRole('listitem')
		.filter({ hasText: 'Salle 1 s’appelle maintenant Salle des fougères' });
	await line.getByRole('button', { name: /^Annuler ce changement/ }).click();
	await expect(console.getByText(/Salle 1/)).toBeVisible();
	await expect(console.getByText(/fougères/)).toBeHidden();
	await expect(line.getByText('Annulé depuis')).toBeVisible();
});

test('a name is looked for on the screen alone, and a dangerous step asks once more', async ({ browser }) => {
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'adm1', '/administration/comptes');
	await phone.getByLabel('Chercher un nom').fill('emile');
	await expect(phone.getByRole('link', { name: 'Ouvrir le compte de Émile Gauvreau' })).toHaveCount(2);
	await expect(phone.getByText('Maude Pellerin')).toBeHidden();
	expect(phone.url()).toMatch(/\/administration\/comptes$/);
	await phone.getByRole('link', { name: 'Ouvrir le compte de Émile Gauvreau' }).first().click();
	await expect(phone).toHaveTitle('Compte · Halte');
	await expect(phone.getByRole('button', { name: 'Désactiver le compte' })).toBeHidden();
	await phone.locator('summary', { hasText: 'Désactiver le compte' }).click();
	await phone.getByRole('button', { name: 'Désactiver le compte' }).click();
	await expect(phone.getByText('Désactivé', { exact: true })).toBeVisible();
	await phone.getByRole('button', { name: /^Annuler ce changement/ }).click();
	await expect(phone.getByText('Désactivé', { exact: true })).toBeHidden();
});
