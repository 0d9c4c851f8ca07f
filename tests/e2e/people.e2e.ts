import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, Reception, signIn, ticket, welcoming } from './screens.ts';

const TABLET = '/milieu/escale/accueil';

/** What the browser keeps, and shows outside of the page. */
async function expectNothingKept(page: Page, ...secrets: string[]): Promise<void> {
	const kept = await page.evaluate(async () => {
		const named = await indexedDB.databases();
		return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, named, await caches.keys()]);
	});
	const outside = kept + (await page.title()) + decodeURIComponent(page.url());
	expect(secrets.filter((secret) => outside.includes(secret))).toEqual([]);
}

/** The card of somebody on the list. */
async function openCard(page: Page, word: string) {
	await ticket(page, word).click();
	const card = page.getByRole('dialog', { name: word });
	await expect(card.getByText('Autour de la visite')).toBeVisible();
	return card;
}

test('somebody who wants to be known is found again by name and word, and stands on the list once', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', TABLET);
	const reception = new Reception(tablet);
	const first = await reception.welcome('Plaie, peau');
	await tablet.getByRole('button', { name: 'Oui, avec un surnom' }).click();
	await tablet.getByLabel(/^(Ton|Votre) surnom/).fill('Loutre du canal');
	await tablet.getByLabel(/^Un mot à (toi|vous)/).fill('érable');
	await tablet.getByRole('checkbox', { name: 'Une carte à garder' }).check();
	await tablet.getByRole('button', { name: 'Enregistrer' }).click();
	await expect(tablet.getByRole('img', { name: /^Code de la carte/ })).toBeVisible();
	const code = await tablet.getByText(/^[0-9A-Z]{5} [0-9A-Z]{5}$/).innerText();
	await tablet.getByRole('button', { name: 'C’est fait' }).click();

	const findByWord = async (word: string) => {
		await welcoming(tablet).click();
		await tablet.getByRole('radio', { name: 'Oui', exact: true }).check();
		await tablet.getByRole('radio', { name: 'Surnom et mot' }).check();
		await tablet.getByLabel('Surnom', { exact: true }).fill('loutre du CANAL');
		await tablet.getByLabel('Mot choisi la dernière fois').fill(word);
		await tablet.getByRole('button', { name: 'Chercher' }).click();
	};
	await findByWord('bouleau');
	await expect(tablet.getByText('Rien ne correspond')).toBeVisible();
	await tablet.getByLabel('Mot choisi la dernière fois').fill('Erable');
	await tablet.getByRole('button', { name: 'Chercher' }).click();
	await tablet.getByRole('button', { name: /^Loutre du canal/ }).click();
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	await expect(tablet.getByText(`Cette personne est déjà sur la liste : ${first}.`)).toBeVisible();
	await tablet.getByRole('button', { name: `Ouvrir la fiche de ${first}` }).click();
	await tablet.getByRole('button', { name: 'Noter le départ' }).click();
	await expect(tablet.getByRole('dialog', { name: first })).toBeHidden();

	await tablet.getByRole('link', { name: 'Accueillir quelqu’un' }).click();
	await tablet.getByRole('radio', { name: 'Oui', exact: true }).check();
	await tablet.getByRole('radio', { name: 'Carte' }).check();
	await tablet.getByLabel('Code de la carte').fill(code.toLowerCase());
	await tablet.getByLabel('Code de la carte').press('Enter');
	await tablet.getByRole('button', { name: /^Loutre du canal/ }).click();
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	const again = await reception.wordShown();
	await expect(tablet.getByText(/reconnaisse la prochaine fois/)).toBeHidden();
	await reception.backToTheList();
	const row = tablet.getByRole('listitem').filter({ hasText: again });
	await expect(row.getByText('« Loutre du canal »')).toBeVisible();
	await expectNothingKept(tablet, 'Loutre', 'érable', code, code.replace(' ', ''));
});

test('two touches put somebody on the list, and nobody has to be known', async ({ browser }) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', TABLET);
	const reception = new Reception(tablet);
	await tablet.getByRole('link', { name: 'Accueillir quelqu’un' }).click();
	await tablet.getByRole('radio', { name: 'Je passe' }).check();
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	await reception.wordShown();
	await expect(tablet.getByText(/reconnaisse la prochaine fois/)).toBeHidden();
	await tablet.getByRole('button', { name: 'Encore quelqu’un' }).click();
	await tablet.getByRole('button', { name: 'Douleur' }).click();
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	await reception.wordShown();
	await tablet.getByRole('button', { name: 'Non merci' }).click();
	await expect(tablet.getByText(/reconnaisse la prochaine fois/)).toBeHidden();
});

test('one person with two lines has one, under the word of the earlier arrival', async ({ browser }) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', TABLET);
	const reception = new Reception(tablet);
	const earlier = await reception.welcome('Matériel');
	await tablet.getByRole('button', { name: 'Encore quelqu’un' }).click();
	await tablet.getByRole('button', { name: 'Douleur' }).click();
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	await expect(tablet.getByRole('status').getByRole('heading')).not.toHaveText(earlier);
	const later = await reception.wordShown();
	await reception.backToTheList();

	await openCard(tablet, later);
	await tablet.getByRole('button', { name: 'C’est la même personne que…' }).click();
	await tablet.getByRole('radio', { name: new RegExp(`^${earlier} `) }).check();
	await tablet.getByRole('button', { name: 'Réunir les deux lignes' }).click();
	await expect(tablet.getByText(`Une seule ligne maintenant : ${earlier}.`)).toBeVisible();
	await expect(ticket(tablet, later)).toHaveCount(0);
	const card = await openCard(tablet, earlier);
	await expect(card.getByText('Matériel · Douleur')).toBeVisible();
	await expect(card.getByRole('radio', { name: /^Soins infirmiers/ })).toBeVisible();
});

test('a nurse who is kept from a file sees the word only, and opens it for an emergency', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', TABLET);
	const reception = new Reception(tablet);
	const word = await reception.welcome('Plaie, peau');
	await tablet.getByRole('button', { name: 'Plus de détails' }).click();
	await tablet.getByLabel(/^Comment (veux-tu|voulez-vous)/).fill('Renarde');
	await tablet.getByRole('radio', { name: 'expirée' }).check();
	await tablet.getByRole('button', { name: 'Enregistrer' }).click();
	await reception.backToTheList();
	const card = await openCard(tablet, word);
	await tablet.getByRole('button', { name: 'Pas cette personne de l’équipe' }).click();
	await tablet.getByRole('radio', { name: /^Maude Pellerin/ }).check();
	await tablet.getByRole('button', { name: 'Confirmer' }).click();
	await expect(card.getByText('N’y ont pas accès')).toBeVisible();
	// Everybody else goes on as before; the list is the same for all.
	await expect(card.getByText('« Renarde »')).toBeVisible();
	await expect(card.getByText('expirée')).toBeVisible();
	await card.getByRole('button', { name: 'Fermer', exact: true }).click();
	const row = tablet.getByRole('listitem').filter({ hasText: word });
	await expect(row.getByText('dossier réservé')).toBeVisible();
	await expect(row.getByText('Renarde')).toBeHidden();

	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf1', '/milieu/escale/console');
	await expect(
		phone.getByRole('listitem').filter({ hasText: word }).getByText('dossier réservé')
	).toBeVisible();
	await ticket(phone, word).click();
	const closed = phone.getByRole('dialog', { name: word });
	await expect(closed.getByText('Ce dossier n’est pas disponible.')).toBeVisible();
	await expect(closed.getByRole('button', { name: 'Appeler' })).toBeHidden();
	expect(await phone.content()).not.toMatch(/Renarde|expirée/);
	await closed.getByRole('button', { name: 'Ouvrir en urgence' }).click();
	await expect(closed.getByRole('button', { name: 'Ouvrir le dossier' })).toBeDisabled();
	await closed.getByRole('radio', { name: 'Une vie est en danger' }).check();
	await closed.getByLabel('En quelques mots').fill('Malaise dans la salle, seule sur place.');
	await closed.getByRole('button', { name: 'Ouvrir le dossier' }).click();
	await expect(closed.getByText('« Renarde »')).toBeVisible();
	await expect(phone.getByText(/Cet accès sera relu/)).toBeVisible();
});

test('the notice is told once, in the language that was read, and is asked for no more', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', TABLET);
	const reception = new Reception(tablet);
	const word = await reception.welcome('Médicaments');
	await tablet.getByRole('button', { name: 'Avis : à dire' }).click();
	await expect(tablet.getByText(/On note un mot pour t’appeler/)).toBeVisible();
	await tablet.getByRole('radio', { name: 'English' }).check();
	await expect(tablet.getByText(/We write down a word to call you by/)).toBeVisible();
	await tablet.getByRole('button', { name: 'Lu', exact: true }).click();
	await expect(tablet.getByText(`${word} : l’avis est noté.`)).toBeVisible();
	await expect(tablet.getByRole('button', { name: 'Avis : à dire' })).toBeHidden();
	await reception.backToTheList();
	const card = await openCard(tablet, word);
	await expect(card.getByText('Lu (English)')).toBeVisible();
	await expect(card.getByRole('button', { name: 'Avis : à dire' })).toBeHidden();
});
