/** The wifi is bad: an answer comes when somebody else stands there, or does not come. */
import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { closeLooks } from './close-looks.ts';
import { openScreen, Reception, signIn, welcoming } from './screens.ts';
import { enrolTablet } from './tablet.ts';

test.afterEach(({ request }) => closeLooks(request, 'inf2', 'halo'));

const LIST = '/milieu/halo/accueil';
const CONSOLE = '/milieu/halo/console';
const NOTE = 'Attend sa sœur';
const card = (page: Page) => page.getByRole('dialog');
const hide = (page: Page) => page.getByRole('button', { name: 'Cacher l’écran' }).last();
const cover = (page: Page) => page.getByRole('dialog', { name: 'Écran caché.' });
const show = (page: Page) => page.getByRole('button', { name: /Touchez deux fois/ }).dblclick();

/** What is asked of these addresses gets through; the answers wait until the function that this gives is called. */
async function holdAnswers(page: Page, address: string): Promise<() => void> {
	let letGo = () => {};
	const free = new Promise<void>((resolve) => (letGo = resolve));
	await page.route(address, async (route) => {
		const response = await route.fetch();
		await free;
		await route.fulfill({ response });
	});
	return () => letGo();
}

/** A tablet with two people on the list, of whom the first has a note. */
async function tabletWithTwo(page: Page): Promise<[string, string]> {
	await signIn(page, 'pa4', LIST);
	const reception = new Reception(page);
	const first = await reception.welcome('Douleur');
	await page.getByRole('button', { name: 'Plus de détails' }).click();
	await page.getByRole('textbox', { name: 'Note pour l’équipe' }).fill(NOTE);
	await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
	await expect(card(page)).toBeHidden();
	const second = await reception.welcomeAnother('Plaie, peau');
	await reception.backToTheList();
	return [first, second];
}
const open = (page: Page, word: string) =>
	page
		.getByRole('button', { name: new RegExp(word) })
		.first()
		.click();

test('after a step nothing of the one before stands on the next card', async ({ browser }) => {
	const page = await openScreen(browser, 'tablet');
	const [first, second] = await tabletWithTwo(page);
	await open(page, first);
	await expect(card(page).getByText(NOTE)).toBeVisible();
	await card(page).getByRole('button', { name: 'Sort un moment' }).click();
	await expect(card(page)).toBeHidden();
	const letGo = await holdAnswers(page, '**/api/v1/visits/*');
	await open(page, second);
	await expect(card(page).getByRole('heading', { name: second })).toBeVisible();
	await expect(card(page)).not.toContainText(NOTE);
	letGo();
	await expect(card(page).getByRole('button', { name: 'Détails' })).toBeVisible();
	await expect(card(page)).not.toContainText(NOTE);
});

test('the late answer of one card leaves another one open, with what is typed in it', async ({ browser }) => {
	const page = await openScreen(browser, 'tablet');
	const [first, second] = await tabletWithTwo(page);
	const letGo = await holdAnswers(page, '**/step-out');
	await open(page, first);
	await card(page).getByRole('button', { name: 'Sort un moment' }).click();
	await page.keyboard.press('Escape');
	await open(page, second);
	await card(page).getByRole('button', { name: 'Détails' }).click();
	const note = page.getByRole('textbox', { name: 'Note pour l’équipe' });
	await note.fill('Revient à 15 h');
	letGo();
	await expect(page.getByText(`${first} : de retour bientôt`)).toBeVisible();
	await expect(note).toHaveValue('Revient à 15 h');
});

test('a card that shows another page of itself is read from its title', async ({ browser }) => {
	const page = await openScreen(browser, 'tablet');
	const [first] = await tabletWithTwo(page);
	await open(page, first);
	await expect(card(page).getByText(NOTE)).toBeVisible();
	await card(page).getByRole('button', { name: 'Détails' }).press('Enter');
	await expect(page.getByRole('textbox', { name: 'Note pour l’équipe' })).toBeVisible();
	await expect(card(page).getByRole('heading', { level: 2 })).toBeFocused();
});

test('a hidden screen stays hidden whatever goes under it', async ({ browser }) => {
	const page = await openScreen(browser, 'tablet');
	await signIn(page, 'pa4', LIST);
	await welcoming(page).click();
	await page.getByRole('button', { name: 'Douleur' }).click();
	const letGo = await holdAnswers(page, '**/sites/halo/visits');
	await page.getByRole('button', { name: 'Mettre sur la liste' }).click();
	await hide(page).click();
	await expect(cover(page)).toBeVisible();
	const answered = page.waitForResponse('**/sites/halo/visits');
	letGo();
	await answered;
	await expect(page.getByText(/^(Ton|Votre) mot\s:$/)).toBeAttached();
	await expect(page.getByText(/^(Ton|Votre) mot\s:$/)).toBeHidden();
	await expect(cover(page)).toBeVisible();
	await show(page);
	await expect(page.getByText(/^(Ton|Votre) mot\s:$/)).toBeVisible();
});

test('an alarm is seen on a phone that was hidden, and can be hidden too', async ({ browser }) => {
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf2', CONSOLE);
	await hide(phone).click();
	await expect(cover(phone)).toBeVisible();
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa4', LIST);
	await tablet.getByRole('button', { name: 'Coup d’œil' }).click();
	await tablet.getByRole('button', { name: 'Respire mal' }).click();
	await tablet.getByRole('button', { name: 'Demander un coup d’œil' }).click();
	const alarm = phone.getByRole('dialog', { name: 'Coup d’œil demandé' });
	await expect(alarm).toBeVisible();
	await hide(phone).click();
	await expect(cover(phone)).toBeVisible();
	await show(phone);
	await phone.getByRole('button', { name: 'J’y vais' }).click();
	await expect(alarm).toBeHidden();
	await expect(phone.getByRole('heading', { level: 1 }).first()).toBeVisible();
});

test('a coup d’œil that could not be asked says so, also where its sheet was closed', async ({ browser }) => {
	const page = await openScreen(browser, 'tablet');
	await signIn(page, 'pa4', LIST);
	await page.route('**/sites/halo/looks', (route) => route.abort());
	await page.getByRole('button', { name: 'Coup d’œil' }).click();
	await page.getByRole('button', { name: 'Respire mal' }).click();
	await page.getByRole('button', { name: 'Demander un coup d’œil' }).click();
	await page.keyboard.press('Escape');
	await expect(card(page)).toBeHidden();
	await expect(card(page).getByRole('alert')).toContainText('Ça n’a pas été enregistré', { timeout: 20_000 });
	await expect(card(page).getByRole('button', { name: 'Respire mal' })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
});

test('a coup d’œil that is over on the list before its end is answered is over, without an error', async ({
	browser
}) => {
	const page = await openScreen(browser, 'tablet');
	await signIn(page, 'pa4', LIST);
	await page.getByRole('button', { name: 'Coup d’œil' }).click();
	await page.getByRole('button', { name: 'Respire mal' }).click();
	await page.getByRole('button', { name: 'Demander un coup d’œil' }).click();
	const letGo = await holdAnswers(page, '**/looks/*/close');
	await card(page)
		.getByRole('button', { name: /^Retirer|^Annuler|^C’est fini/ })
		.click();
	await expect(card(page).getByText('Ce coup d’œil est terminé.')).toBeVisible();
	letGo();
	await expect(card(page)).toBeHidden();
});

test('the next person’s answers stay while the place of the one before is still being made', async ({
	browser
}) => {
	const page = await openScreen(browser, 'tablet');
	await signIn(page, 'pa4', LIST);
	await welcoming(page).click();
	await page.getByRole('button', { name: 'Douleur' }).click();
	const letGo = await holdAnswers(page, '**/sites/halo/visits');
	await page.getByRole('button', { name: 'Mettre sur la liste' }).click();
	await page.getByRole('banner').getByRole('button', { name: 'La liste' }).click();
	await welcoming(page).click();
	await page.getByRole('button', { name: 'Matériel' }).click();
	letGo();
	await expect(page.getByText(/^(Ton|Votre) mot\s: \S/)).toBeVisible();
	await expect(page.getByRole('button', { name: 'Matériel' })).toHaveAttribute('aria-pressed', 'true');
	await page.getByRole('button', { name: 'Mettre sur la liste' }).click();
	await new Reception(page).wordShown();
});

test('a host’s next guest does not get the word of the one before', async ({ browser }) => {
	const page = await openScreen(browser, 'phone');
	await signIn(page, 'hot2', '/milieu/escale/hote');
	const begin = page.getByRole('button', { name: 'Accueillir quelqu’un' });
	const put = card(page).getByRole('button', { name: 'Mettre sur la liste' });
	await begin.click();
	const letGo = await holdAnswers(page, '**/sites/escale/visits');
	await put.click();
	await page.keyboard.press('Escape');
	letGo();
	await expect(page.getByText(/^(Ton|Votre) mot\s: \S/)).toBeVisible();
	await begin.click();
	await expect(put).toBeVisible();
});

test('after the first call a nurse’s place is hers to change again', async ({ browser }) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa4', LIST);
	await new Reception(tablet).welcome('Plaie, peau');
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf2', CONSOLE);
	const room = phone.getByRole('dialog', { name: 'Où recevez-vous ?' }).getByRole('radio').first();
	await phone.getByRole('button', { name: 'Appeler la personne suivante' }).click();
	await room.check();
	await phone.getByRole('button', { name: /^Appeler avec/ }).click();
	await expect(phone.getByRole('button', { name: 'Est là' })).toBeVisible();
	await phone.getByRole('button', { name: /^Mon poste/ }).click();
	await expect(phone.getByRole('dialog', { name: 'Mon poste' })).toBeVisible();
});

test('a form of the office keeps what was typed when nobody answers it, and says so', async ({ browser }) => {
	const page = await openScreen(browser, 'laptop');
	await signIn(page, 'adm1', '/administration/incidents/nouveau');
	const typed = page.getByRole('textbox').first();
	const say = page.getByText('Ça n’a pas été enregistré');
	const send = () => page.locator('form').getByRole('button').last().click();
	await page.locator('form').evaluate((form: HTMLFormElement) => (form.noValidate = true));
	await typed.fill('Une feuille oubliée');
	await page.context().setOffline(true);
	await send();
	await expect(say).toBeVisible();
	await expect(typed).toHaveValue('Une feuille oubliée');
	await page.context().setOffline(false);
	// A server that stops answers for the form.
	const problem = {
		type: '/problems/not_saved',
		code: 'not_saved',
		detail: 'Le serveur redémarre.',
		status: 503
	};
	await page.route('**/nouveau?/record', (route) => route.fulfill({ status: 503, json: problem }));
	await send();
	await expect(page.getByText(problem.detail)).toBeVisible();
	await expect(typed).toHaveValue('Une feuille oubliée');
});

test('the keys of the PIN are free again when a server that stops answers', async ({ browser }) => {
	const tablet = await enrolTablet(browser);
	const { page } = tablet;
	await tablet.settle('pa3', '482915');
	await tablet.lock();
	await tablet.choose(/Nadège Ouimet/);
	const problem = { type: '/problems/not_saved', code: 'not_saved', detail: 'non', status: 503 };
	await page.route('**/tablette?/unlock', (route) => route.fulfill({ status: 503, json: problem }));
	await tablet.press('482915');
	await expect(page.getByText('Le réseau ne répond pas')).toBeVisible();
	await page.unroute('**/tablette?/unlock');
	await tablet.press('482915');
	await expect(page.getByRole('heading', { name: 'La liste', exact: true })).toBeVisible();
});
