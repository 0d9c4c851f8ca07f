import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { v7 as newId } from 'uuid';
import { Console, openDisplay, openScreen, Reception, signIn, ticket } from './screens.ts';

/** The stories share a list: each begins with nobody on it. */
async function welcomeNobody(tablet: Page): Promise<void> {
	for (const step of ['close', 'open']) {
		const reply = await tablet.request.post(`/api/v1/sites/escale/blocks/${step}`, { data: { id: newId() } });
		expect(reply.status()).toBe(200);
	}
}

test('scenario 9: a couple with a dog is welcomed in a few touches, called at once, and counted as two', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', '/milieu/escale/accueil');
	await welcomeNobody(tablet);
	const reception = new Reception(tablet);
	const display = await openDisplay(browser, reception, 'Refuge L’Escale des Trois-Lunes');
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf1', '/milieu/escale/console');
	const laptop = await openScreen(browser, 'laptop');
	await signIn(laptop, 'coo1', '/reseau');
	const card = laptop.getByRole('listitem').filter({ hasText: 'Escale des Trois' });
	const before = Number(
		(
			await card
				.getByText(/en attente/)
				.first()
				.innerText()
		).match(/\d+/)?.[0]
	);

	const first = await reception.welcome('Plaie, peau');
	await tablet.getByRole('button', { name: 'Avec un animal' }).click();
	const asked = tablet.getByRole('dialog');
	await asked.getByRole('radio', { name: 'chien' }).check();
	await asked.getByRole('radio', { name: 'nerveux' }).check();
	await asked.getByRole('button', { name: 'Noter l’animal' }).click();
	await expect(tablet.getByText('chien, nerveux')).toBeVisible();

	await tablet.getByRole('button', { name: 'Ajouter une personne avec' }).click();
	await expect(tablet.getByText(`Avec ${first}. On appellera les deux ensemble.`)).toBeVisible();
	await tablet.getByRole('button', { name: 'Douleur' }).click();
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	const second = await reception.wordShown();
	await expect(tablet.getByText(`avec ${first}`, { exact: true })).toBeVisible();
	await expect(card.getByText(new RegExp(`^${before + 2}\\s*en attente`))).toBeVisible();

	await expect(phone.getByText(`avec ${second}`, { exact: true })).toBeVisible();
	await expect(phone.getByText('chien, nerveux')).toBeVisible();
	await phone.getByRole('button', { name: 'Appeler la personne suivante' }).click();
	const rooms = phone.getByRole('dialog', { name: 'Où recevez-vous ?' });
	await rooms.getByRole('radio').first().check();
	await rooms.getByRole('button', { name: /^Appeler avec/ }).click();
	await expect(phone.getByRole('article', { name: first })).toBeVisible();
	await expect(phone.getByRole('article', { name: second })).toBeVisible();
	for (const word of [first, second]) await expect(ticket(display, word)).toBeVisible();
	await expect(display.getByText(/chien|avec|ensemble/)).toHaveCount(0);
});

test('two who came apart are put together from the card, and one is fetched from the cafeteria by the host', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', '/milieu/escale/accueil');
	await welcomeNobody(tablet);
	const reception = new Reception(tablet);
	const first = await reception.welcome('Plaie, peau');
	await tablet.getByRole('button', { name: 'Encore quelqu’un' }).click();
	await tablet.getByRole('button', { name: 'Douleur' }).click();
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	const second = await reception.wordShown();
	await reception.backToTheList();

	await ticket(tablet, second).click();
	const card = tablet.getByRole('dialog', { name: second });
	await card.getByRole('button', { name: 'Coin calme' }).click();
	await expect(card.getByRole('button', { name: 'Coin calme', pressed: true })).toBeVisible();
	await card.getByRole('button', { name: 'Dortoir A' }).click();
	await expect(card.getByRole('button', { name: 'Dortoir A', pressed: true })).toBeVisible();
	await card.getByRole('button', { name: 'Avec quelqu’un' }).click();
	await tablet.getByRole('radio', { name: first }).check();
	await tablet.getByRole('radio', { name: 'L’un après l’autre' }).check();
	await tablet.getByRole('button', { name: 'Les mettre ensemble' }).click();
	await tablet.getByRole('button', { name: 'Fermer', exact: true }).click();
	await expect(tablet.getByText(`avec ${first}, l’un après l’autre`)).toBeVisible();

	const host = await openScreen(browser, 'phone');
	await signIn(host, 'hot2', '/milieu/escale/hote');
	const line = host.getByRole('listitem').filter({ hasText: second });
	await expect(line.getByText(/Dortoir A/)).toBeVisible();
	await line.getByRole('button', { name: /^Où/ }).click();
	await host.getByRole('dialog').getByRole('button', { name: 'Cafétéria' }).click();
	await expect(line.getByText(/dans.*Cafétéria/)).toBeVisible();
	await expect(tablet.getByText(/dans.*Cafétéria/)).toBeVisible();

	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf1', '/milieu/escale/console');
	await new Console(phone).callNext('Salle 1');
	await expect(phone.getByRole('article')).toHaveCount(1);
	await expect(phone.getByText('Coin calme')).toBeVisible();
});

test('an interpreter is asked for and confirmed, and whoever calls knows', async ({ browser }) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', '/milieu/escale/accueil');
	await welcomeNobody(tablet);
	const reception = new Reception(tablet);
	const word = await reception.welcome('Douleur');
	await reception.backToTheList();
	await ticket(tablet, word).click();
	await tablet.getByRole('dialog', { name: word }).getByRole('button', { name: 'Interprète' }).click();
	await tablet.getByRole('radio', { name: 'دری' }).check();
	await tablet.getByRole('radio', { name: 'une femme' }).check();
	await tablet.getByRole('button', { name: 'Pas quelqu’un de la famille' }).click();
	await tablet.getByRole('button', { name: 'Demander un interprète' }).click();
	await expect(tablet.getByText('interprète demandé').first()).toBeAttached();
	await tablet.getByRole('dialog', { name: word }).getByRole('button', { name: 'Interprète' }).click();
	await tablet.getByRole('button', { name: 'L’interprète est confirmé' }).click();
	await tablet.getByRole('button', { name: 'Fermer', exact: true }).click();
	const line = new RegExp(`^${word}.*interprète confirmé`);
	await expect(tablet.getByRole('button', { name: line })).toBeVisible();

	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf1', '/milieu/escale/console');
	await expect(phone.getByRole('button', { name: line })).toBeVisible();
});
