/** What comes over a page, or instead of it: alarms, warnings, a lost connection, a wrong address. No barrier there either. */
import { expect } from '@playwright/test';
import { test } from './story.ts';
import { Findings } from './accessible.ts';
import { closeLooks } from './close-looks.ts';
import { freshList } from './fresh-list.ts';
import { openDisplay, openScreen, Reception, signIn, ticket } from './screens.ts';
import { enrolTablet } from './tablet.ts';

const SITE = 'escale';
const SITE_NAME = 'Refuge L’Escale des Trois-Lunes';
const LIST = `/milieu/${SITE}/accueil`;
const PIN = '604823';

test.beforeEach(async ({ request }) => {
	await freshList(request, SITE);
});
test.afterEach(async ({ request }) => {
	await closeLooks(request, 'inf1', SITE);
});

test('a look that is asked for, on the tablet, the phone and the network board, until it is over', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const findings = new Findings();
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', LIST);
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf1', `/milieu/${SITE}/console`);
	const network = await openScreen(browser, 'laptop');
	await signIn(network, 'coo1', '/reseau');

	await tablet.getByRole('button', { name: 'Coup d’œil' }).click();
	await tablet.getByRole('button', { name: 'Respire mal' }).click();
	await findings.look(tablet, 'what is seen');
	await tablet
		.getByRole('dialog')
		.getByRole('button', { name: /^Urgence/ })
		.click();
	await expect(tablet.getByRole('dialog', { name: 'Urgence' })).toBeVisible();
	await findings.look(tablet, 'the emergency card');
	await tablet.keyboard.press('Escape');
	// What was begun is still there.
	await tablet.getByRole('button', { name: 'Coup d’œil' }).click();
	await tablet.getByRole('button', { name: 'Demander un coup d’œil' }).click();
	await expect(tablet.getByText('On attend que quelqu’un dise')).toBeVisible();
	await findings.look(tablet, 'asked for');

	const alarm = phone.getByRole('dialog', { name: 'Coup d’œil demandé' });
	await expect(alarm).toBeVisible();
	await findings.look(phone, 'the alarm');
	await phone.emulateMedia({ forcedColors: 'active' });
	await findings.look(phone, 'the alarm in forced colours');
	await phone.emulateMedia({ forcedColors: null });
	await alarm.getByRole('button', { name: 'Pas maintenant' }).click();
	const underWay = phone.getByRole('list', { name: 'Coups d’œil en cours' });
	await expect(underWay).toBeVisible();
	await findings.look(phone, 'the alarm put aside');
	await underWay.getByRole('button').click();
	await findings.look(phone, 'the look');
	await phone.getByRole('button', { name: 'J’y vais' }).click();
	await expect(phone.getByRole('button', { name: 'C’est fini' })).toBeVisible();
	await findings.look(phone, 'somebody goes');
	await expect(network.getByText(/vu par .* à /).first()).toBeVisible();
	await findings.look(network, 'the network board');
	await phone.getByRole('button', { name: 'C’est fini' }).click();
	await expect(tablet.getByText('Ce coup d’œil est terminé.')).toBeVisible();
	await findings.look(tablet, 'over');
	findings.expectNone();
});

test('two called at once, somebody who has waited for long, a place not saved, screens without network', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const findings = new Findings();
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa2', LIST);
	const reception = new Reception(tablet);
	const display = await openDisplay(browser, reception, SITE_NAME);
	const first = await reception.welcome('Plaie, peau');
	await tablet.getByRole('button', { name: 'Avec un animal' }).click();
	await findings.look(tablet, 'an animal');
	await tablet.keyboard.press('Escape');
	await tablet.getByRole('button', { name: 'Ajouter une personne avec' }).click();
	await expect(tablet.getByText(`Avec ${first}. On appellera les deux ensemble.`)).toBeVisible();
	await findings.look(tablet, 'the second of a group');
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	const second = await reception.wordShown();
	const waiting = await reception.welcomeAnother('Douleur');
	await reception.backToTheList();

	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf1', `/milieu/${SITE}/console`);
	await phone.getByRole('button', { name: 'Appeler la personne suivante' }).click();
	const rooms = phone.getByRole('dialog', { name: 'Où recevez-vous ?' });
	await rooms.getByRole('radio').first().check();
	await findings.look(phone, 'the room to receive in');
	await rooms.getByRole('button', { name: /^Appeler avec/ }).click();
	await expect(phone.getByRole('article')).toHaveCount(2);
	await findings.look(phone, 'a group called');
	for (const word of [first, second]) await expect(ticket(display, word)).toBeVisible();

	const later = await openScreen(browser, 'tablet');
	await signIn(later, 'pa2', LIST);
	await later.clock.install();
	await later.reload();
	await expect(ticket(later, waiting)).toBeVisible();
	await later.clock.fastForward('01:01:00');
	await expect(later.getByRole('group', { name: 'Ça va toujours ?' })).toBeVisible();
	await findings.look(later, 'is it still all right');

	for (const page of [tablet, phone, display]) await page.context().setOffline(true);
	for (const page of [tablet, phone, display])
		await expect(page.getByText(/Connexion perdue/)).toBeVisible({ timeout: 30_000 });
	await findings.look(phone, 'the console without network');
	await findings.look(display, 'the waiting room without network');
	await tablet.getByRole('link', { name: 'Accueillir quelqu’un' }).click();
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	await expect(tablet.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible({ timeout: 30_000 });
	await findings.look(tablet, 'a place that was not saved');
	findings.expectNone();
});

test('a tablet that is about to lock, also in forced colours, where its card still has an edge; a wrong address; practice', async ({
	browser
}) => {
	test.setTimeout(120_000);
	const findings = new Findings();
	const tablet = await enrolTablet(browser);
	const { page } = tablet;
	await tablet.settle('inf3', PIN);
	await page.goto('/milieu/aubepine/accueil');
	await expect(page.getByRole('heading', { name: 'La liste', exact: true })).toBeVisible();
	// From here on its watch stands still, in the last twenty seconds of the two minutes; its timers go on.
	await page.clock.setFixedTime((await page.evaluate(() => Date.now())) + 101_000);
	const soon = page.getByRole('dialog', { name: 'La tablette va se verrouiller' });
	await expect(soon).toBeVisible();
	await findings.look(page, 'about to lock');
	await page.emulateMedia({ forcedColors: 'active' });
	const edge = await soon.locator('div').evaluate((card) => getComputedStyle(card).borderTopWidth);
	expect(edge).toBe('2px');
	await findings.look(page, 'about to lock, in forced colours');

	const wrong = await openScreen(browser, 'phone');
	await signIn(wrong, 'pa2', '/milieu/nulle-part/accueil');
	await expect(wrong.getByRole('heading', { name: 'Cette page n’existe pas' })).toBeVisible();
	await findings.look(wrong, 'no such page');
	await wrong.goto('/reseau');
	await findings.look(wrong, 'not for them');
	await wrong.goto('/milieu/bac-a-sable/accueil');
	await expect(wrong.getByText(/rien ne compte, personne n’est/)).toBeVisible();
	await findings.look(wrong, 'practice');
	findings.expectNone();
});
