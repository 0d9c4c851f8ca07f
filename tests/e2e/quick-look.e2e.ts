/** Scenario 3: a peer helper asks for a « coup d’œil », the alarm repeats, a nurse goes, it stops everywhere. */
import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, Reception, signIn } from './screens.ts';
import { closeLooks } from './close-looks.ts';

test.afterEach(async ({ request }) => {
	await closeLooks(request, 'inf2', 'halo');
	await closeLooks(request, 'inf1', 'perron');
});

const SITE = '/milieu/halo';
const alarmOn = (page: Page) => page.getByRole('dialog', { name: 'Coup d’œil demandé' });

test('scenario 3: a peer helper asks for a look; the nurse’s phone says so, again after a minute, until she goes', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa4', `${SITE}/accueil`);
	const word = await new Reception(tablet).welcome('Douleur');
	await new Reception(tablet).backToTheList();
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf2', `${SITE}/console`);
	const network = await openScreen(browser, 'laptop');
	await signIn(network, 'coo1', '/reseau');
	await expect(phone.getByText(word, { exact: true })).toBeVisible();
	// From here on the minutes of the phone are the story's; what was on the way before keeps its own time.
	await phone.clock.install();
	await phone.reload();
	await expect(phone.getByText(word, { exact: true })).toBeVisible();

	await tablet.getByText(word, { exact: true }).click();
	const card = tablet.getByRole('dialog');
	await expect(card.getByRole('button', { name: 'Coup d’œil' })).toBeVisible();
	// Nowhere a level to set.
	await expect(card.getByRole('button', { name: /niveau|tout de suite|plus tôt/i })).toHaveCount(0);
	await card.getByRole('button', { name: 'Coup d’œil' }).click();
	await tablet.getByRole('button', { name: 'Respire mal' }).click();
	await tablet.getByLabel('Ses mots exacts').fill('Ça serre');
	await tablet.getByRole('button', { name: 'Demander un coup d’œil' }).click();
	await expect(tablet.getByText('On attend que quelqu’un dise')).toBeVisible();

	await expect(alarmOn(phone)).toBeVisible();
	await expect(alarmOn(phone)).toContainText(word);
	await expect(alarmOn(network)).toBeVisible();
	await expect(phone).toHaveTitle('Coup d’œil demandé');
	await expect(tablet).not.toHaveTitle('Coup d’œil demandé');
	await phone.getByRole('button', { name: 'Pas maintenant' }).click();
	await expect(alarmOn(phone)).toBeHidden();
	// The phone's clock goes on by itself besides: half a minute is left for a busy machine.
	await phone.clock.fastForward(25_000);
	await expect(alarmOn(phone)).toBeHidden();
	await phone.clock.fastForward(40_000);
	await expect(alarmOn(phone)).toBeVisible();

	await phone.getByRole('button', { name: 'J’y vais' }).click();
	await expect(alarmOn(phone)).toBeHidden();
	await expect(alarmOn(network)).toBeHidden();
	await expect(phone).toHaveTitle(/^Console/);
	await expect(tablet.getByText(/y va, depuis/)).toBeVisible();
	await phone.clock.fastForward(130_000);
	await expect(alarmOn(phone)).toBeHidden();
	// The words are the nurse's to read.
	await phone.getByRole('list', { name: 'Coups d’œil en cours' }).getByRole('button').click();
	await expect(phone.getByText('« Ça serre »')).toBeVisible();
	await phone.getByRole('button', { name: 'C’est fini' }).click();
	await expect(tablet.getByText('Ce coup d’œil est terminé.')).toBeVisible();
});

test('the emergency card is one touch away, with the lines to dial, and opens without a network', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa1', '/milieu/perron/accueil');
	await tablet.getByRole('button', { name: 'Coup d’œil' }).click();
	const urgent = tablet.getByRole('dialog').getByRole('button', { name: /^Urgence/ });
	// What opens over the list comes after the first picture; until then the sheet is empty.
	await expect(urgent).toBeVisible();
	await tablet.context().setOffline(true);
	await urgent.click();
	const card = tablet.getByRole('dialog', { name: 'Urgence' });
	await expect(card.getByText('12, rue du Perron')).toBeVisible();
	await expect(card.getByText('Cette ligne demande qui tu es')).toBeVisible();
	for (const [name, address] of [
		[/911/, 'tel:911'],
		[/Info-Santé/, 'tel:811'],
		[/1 866 APPELLE/, 'tel:18662773553'],
		[/Direction du Perron bleu/, 'tel:+14185550101']
	] as const) {
		const line = card.getByRole('link', { name });
		await expect(line).toHaveAttribute('href', address);
		expect((await line.boundingBox())?.height).toBeGreaterThanOrEqual(56);
	}
});

test('once the page is at rest, a tablet that loses the wifi still opens the emergency card and a person’s card', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa1', '/milieu/perron/accueil');
	const word = await new Reception(tablet).welcome('Douleur');
	await tablet.goto('/milieu/perron/accueil');
	// The sheets lie ready, closed.
	await expect(tablet.locator('dialog').first()).toBeAttached();
	await atRest(tablet);
	await tablet.context().setOffline(true);

	await tablet.getByText(word, { exact: true }).click();
	await expect(tablet.getByRole('dialog', { name: word })).toBeVisible();
	await tablet.keyboard.press('Escape');
	await tablet.getByRole('button', { name: /^Menu de/ }).click();
	await tablet.getByRole('dialog').getByRole('button', { name: 'Urgence' }).click();
	await expect(tablet.getByRole('dialog', { name: 'Urgence' }).getByText('12, rue du Perron')).toBeVisible();
	await tablet.keyboard.press('Escape');
	await tablet.getByRole('link', { name: 'Accueillir quelqu’un' }).click();
	await tablet.getByRole('button', { name: 'Toutes les questions' }).click();
	await expect(tablet.getByText(/^1 sur \d+$/)).toBeVisible();
});

/** Nothing came for 700 ms: `networkidle` may have been before the page began to fetch what it needs later. */
async function atRest(page: Page): Promise<void> {
	let before = -1;
	const isSame = async () => {
		const now = await page.evaluate(() => performance.getEntriesByType('resource').length);
		const same = now === before;
		before = now;
		return same;
	};
	await expect.poll(isSame, { intervals: [700] }).toBe(true);
}

test('sheets that the wifi lost on their way come with it', async ({ browser }) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa1', '/milieux');
	// All that no page names in its source is asked for later; it does not get through at first.
	let named = '';
	let lost = 0;
	await tablet.route('**/_app/immutable/**/*.js', (route) => {
		const isNamed = named === '' || named.includes(new URL(route.request().url()).pathname.slice(1));
		if (isNamed || lost >= 3) return route.continue();
		lost += 1;
		return route.abort();
	});
	await tablet.route('**/accueil', async (route) => {
		const response = await route.fetch();
		named = await response.text();
		await route.fulfill({ response });
	});
	await tablet.goto('/milieu/perron/accueil');
	await expect(tablet.locator('dialog').first()).toBeAttached();
	expect(lost).toBe(3);
});

test('a coffee is counted with one touch, and taken back with another', async ({ browser }) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa1', '/milieu/tandem/accueil');
	const coffee = tablet.getByRole('button', { name: /^Café \d+/ });
	const count = async () => Number((await coffee.innerText()).replaceAll(/\D/g, ''));
	const before = await count();
	await coffee.click();
	await expect.poll(count).toBe(before + 1);
	await tablet.getByText('Compté').waitFor();
	await tablet.getByRole('button', { name: 'Annuler', exact: true }).click();
	await expect.poll(count).toBe(before);
});
