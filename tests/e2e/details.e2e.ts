/** Alias, contact and note: typed at two tablets at once, nothing is replaced unseen and nothing typed is lost. */
import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, Reception, signIn } from './screens.ts';

const LIST = '/milieu/escale/accueil';
const fields = (page: Page) => ({
	alias: page.getByRole('textbox', { name: /qu’on (t’appelle|vous appelle)/ }),
	note: page.getByRole('textbox', { name: 'Note pour l’équipe' }),
	save: page.getByRole('button', { name: 'Enregistrer', exact: true })
});

test('two tablets write about the same person: the second sees what the first wrote, keeps its own words, and chooses', async ({
	browser
}) => {
	const [desk, phone] = [await openScreen(browser, 'tablet'), await openScreen(browser, 'phone')];
	await signIn(desk, 'pa2', LIST);
	const word = await new Reception(desk).welcome('Plaie, peau');
	await signIn(phone, 'coo1', LIST);
	const opensTheForm = async () => {
		await phone.getByRole('button', { name: new RegExp(word) }).click();
		await phone.getByRole('dialog').getByRole('button', { name: 'Détails' }).click();
		await expect(fields(phone).alias).toBeVisible();
	};
	await opensTheForm();

	// The desk writes beside the word that it has just shown, and is first.
	await desk.getByRole('button', { name: 'Plus de détails' }).click();
	await fields(desk).alias.fill('Nuage');
	await fields(desk).save.click();
	await expect(desk.getByRole('dialog')).toBeHidden();

	await fields(phone).alias.fill('Orage');
	await fields(phone).note.fill('Tousse depuis hier');
	await fields(phone).save.click();
	const newer = phone.getByRole('region', { name: 'Écrit ici pendant ce temps, par Émile Gauvreau' });
	await expect(newer.getByRole('definition')).toHaveText(['Nuage']);
	await expect(fields(phone).alias).toHaveValue('Orage');
	await expect(fields(phone).note).toHaveValue('Tousse depuis hier');
	await newer.getByRole('button', { name: 'Garder ce qui est noté' }).click();
	const card = phone.getByRole('dialog');
	await expect(card.getByText('«\u00A0Nuage\u00A0»')).toBeVisible();
	await expect(card.getByText('Tousse depuis hier')).toBeVisible();
	await phone.goto(LIST);

	// The other way about: the desk has read nothing yet, and finds all that is there.
	await desk.getByRole('button', { name: 'Plus de détails' }).click();
	await fields(desk).alias.fill('Nuage gris');
	await fields(desk).note.fill('Tousse beaucoup');
	await fields(desk).save.click();
	const theirs = desk.getByRole('region', { name: /^Écrit ici pendant ce temps, par .+, .+/ });
	await expect(theirs.getByRole('definition')).toHaveText(['Nuage', 'Tousse depuis hier']);
	await theirs.getByRole('button', { name: 'Garder ce que j’ai écrit' }).click();
	await expect(desk.getByRole('dialog')).toBeHidden();
	await phone.getByRole('button', { name: new RegExp(word) }).click();
	await expect(card.getByText('«\u00A0Nuage gris\u00A0»')).toBeVisible();
	await expect(card.getByText('Tousse beaucoup')).toBeVisible();
});
