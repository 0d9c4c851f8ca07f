import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, Reception, signIn, ticket } from './screens.ts';
import { enrolTablet } from './tablet.ts';

const NADEGE = /Nadège Ouimet/;
const PIN = '482915';
const SOLENE = /Solène Arsenault/;
const SOLENE_PIN = '604823';
const FLORENCES_PIN = '739204';
/** On the list, on the console, and nowhere else. */
const NADEGES_LIST = 'Menu de Nadège';

/** Goes to and fro in the browser's history, and looks at what is shown at each step. */
async function expectInHistory(page: Page, look: () => Promise<void>): Promise<void> {
	for (const step of ['back', 'back', 'back', 'forward', 'forward', 'forward'] as const) {
		await (step === 'back' ? page.goBack() : page.goForward());
		// A page that leads elsewhere takes a moment until it is there.
		await expect(look).toPass({ timeout: 5_000 });
	}
}

test('two colleagues sign in once, choose a PIN, and take turns at a tablet with two taps and six digits', async ({
	browser
}) => {
	// Nobody else's story gives these two a PIN.
	const [melissa, florence] = [/Mélissa Dubreuil/, /Florence Ménard/];
	const tablet = await enrolTablet(browser);
	const { page } = tablet;
	await page.getByRole('link', { name: 'Me connecter' }).click();
	await expect(page.getByText('Tablette « Accueil »')).toBeVisible();
	await tablet.signIn('hot3');
	await tablet.choosePin('123456');
	await expect(page.getByRole('alert')).toContainText('trop facile');
	await tablet.choosePin(PIN);
	await expect(page.getByRole('heading', { name: 'La liste', exact: true })).toBeVisible();
	await tablet.lock();

	await page.getByRole('link', { name: 'Je ne vois pas mon nom' }).click();
	await expect(page).toHaveURL(/\/connexion$/);
	await tablet.signIn('psy1');
	await page.getByRole('link', { name: 'Plus tard' }).click();
	await expect(page.getByRole('button', { name: 'Mon poste : Florence Ménard' })).toBeVisible();
	await tablet.lock();
	await tablet.expectNothingOf('Mon poste');
	await page.getByRole('link', { name: florence }).click();
	await expect(page.getByText('Pas encore de NIP ici')).toBeVisible();
	await tablet.signIn('psy1');
	await tablet.choosePin(FLORENCES_PIN);
	await expect(page.getByRole('button', { name: 'Mon poste : Florence Ménard' })).toBeVisible();
	await tablet.lock();

	// From here on it is two taps and six digits; whoever put the tablet down stands first.
	await expect(page.getByRole('listitem').first()).toHaveText(florence);
	await tablet.choose(melissa);
	await tablet.press(PIN);
	await expect(page.getByRole('heading', { name: 'La liste', exact: true })).toBeVisible();
	await tablet.lock();
	await expect(page.getByRole('listitem').first()).toHaveText(melissa);
	await tablet.choose(florence);
	await page.keyboard.type(FLORENCES_PIN);
	await expect(page.getByRole('button', { name: 'Mon poste : Florence Ménard' })).toBeVisible();
});

test('Back and Forward show nothing of whoever was there before, neither locked nor taken over', async ({
	browser
}) => {
	const tablet = await enrolTablet(browser);
	const { page } = tablet;
	await tablet.settle('inf3', SOLENE_PIN);
	await tablet.lock();
	await tablet.settle('pa3', PIN);
	const word = await new Reception(page).welcome('Douleur');
	await page.goto('/milieux');
	await page.getByRole('link', { name: 'Accueil' }).first().click();
	await page.getByRole('button', { name: 'Trouver' }).click();
	await page.getByLabel('Le mot du billet').fill('Zébulonne');
	await page.keyboard.press('Escape');
	await tablet.lock();
	await expectInHistory(page, () => tablet.expectNothingOf(word, NADEGES_LIST, 'Zébulonne'));

	await page.goto('/tablette');
	await tablet.takeUp(SOLENE, SOLENE_PIN);
	await expectInHistory(page, () => tablet.expectNothingOf(NADEGES_LIST, 'Bonjour Nadège', 'Zébulonne'));
});

test('a page that the browser kept is read again before anybody reads it', async ({ browser }) => {
	const tablet = await enrolTablet(browser);
	const { page } = tablet;
	await tablet.settle('pa3', PIN);
	await expect(page.getByRole('button', { name: NADEGES_LIST })).toBeVisible();
	await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
	await expect(page.getByRole('heading', { name: 'La liste', exact: true })).toBeHidden();
	const again = page.waitForRequest((request) => request.isNavigationRequest());
	await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
	await again;
	await expect(page.getByRole('heading', { name: 'La liste', exact: true })).toBeVisible();
});

test('what was typed and not sent is not there for the next person', async ({ browser }) => {
	const tablet = await enrolTablet(browser);
	const { page } = tablet;
	await tablet.settle('inf3', SOLENE_PIN);
	await tablet.lock();
	await tablet.settle('pa3', PIN);
	const reception = new Reception(page);
	const word = await reception.welcome('Plaie, peau');
	await page.getByRole('button', { name: 'Plus de détails' }).click();
	await page.getByLabel('Note pour l’équipe').fill('Zébulonne préfère la porte de côté');
	await page.keyboard.press('Escape');
	await tablet.lock();
	await tablet.expectNothingOf('Zébulonne');
	await tablet.takeUp(SOLENE, SOLENE_PIN);
	await page.goto('/milieu/aubepine/accueil');
	await ticket(page, word).click();
	await page.getByRole('button', { name: 'Détails' }).click();
	await expect(page.getByLabel('Note pour l’équipe')).toHaveValue('');
	await tablet.expectNothingOf('Zébulonne');
});

test('two minutes without a touch lock every tab; before that a touch is enough to stay', async ({
	browser
}) => {
	const tablet = await enrolTablet(browser);
	const { page } = tablet;
	await tablet.settle('pa3', PIN);
	const word = await new Reception(page).welcome('Plaie, peau');
	await page.clock.install();
	await page.goto('/milieu/aubepine/accueil');
	await expect(ticket(page, word)).toBeVisible();
	const soon = page.getByRole('dialog', { name: 'La tablette va se verrouiller' });

	// The clock goes on by itself besides: ten seconds are left to a busy machine, then five.
	await page.clock.fastForward('01:30');
	await expect(soon).toBeHidden();
	await page.clock.fastForward('00:15');
	await expect(soon).toBeVisible();
	const told = page.waitForRequest('**/api/v1/session/activity');
	// Anywhere: the touch reaches nothing but the warning.
	await page.touchscreen.tap(410, 1130);
	await told;
	await page.clock.runFor(2_000);
	await expect(soon).toBeHidden();
	await expect(page.getByRole('heading', { name: 'La liste', exact: true })).toBeVisible();

	const other = await page.context().newPage();
	await other.goto('/milieu/aubepine/hote');
	await expect(ticket(other, word)).toBeVisible();
	await page.clock.fastForward('01:45');
	await expect(soon).toBeVisible();
	await page.clock.fastForward('00:16');
	await tablet.expectTiles();
	await tablet.expectNothingOf(word);
	await expect(other.getByRole('heading', { name: 'Qui est là' })).toBeVisible();
	await page.goto('/milieu/aubepine/accueil');
	await tablet.expectTiles();
});

test('the first touch after a long sleep does not open what had to be locked', async ({ browser }) => {
	const tablet = await enrolTablet(browser);
	const { page } = tablet;
	await tablet.settle('pa3', PIN);
	await page.clock.install();
	await page.goto('/milieu/aubepine/accueil');
	// A touch beside everything waits for nothing by itself.
	await page.locator('html[data-listening]').waitFor();
	// The clock jumps and no timer has run yet: the tablet was asleep.
	await page.clock.setFixedTime(Date.now() + 10 * 60_000);
	await page.touchscreen.tap(410, 600);
	await tablet.expectTiles();
});

test('wrong PINs are counted aloud, and the fifth leads to the password', async ({ browser }) => {
	const tablet = await enrolTablet(browser);
	const { page } = tablet;
	await tablet.settle('pa3', PIN);
	await tablet.lock();
	await tablet.choose(NADEGE);
	const alert = page.getByRole('alert');
	for (const said of [
		/^Ce NIP n’est pas le bon\.$/,
		/^Ce NIP n’est pas le bon\.$/,
		/Il reste 2 essais/,
		/Il reste 1 essai\./
	]) {
		await tablet.press('135790');
		await expect(alert).toHaveText(said);
		await expect(page.getByText('sur 6')).toBeHidden();
		await page.getByRole('button', { name: 'Effacer le dernier chiffre' }).click();
	}
	await page.keyboard.type('135790');
	await page.getByRole('link', { name: 'Me connecter' }).click();
	await expect(page.getByText('ou trop d’essais')).toBeVisible();
	await expect(page.getByLabel('Nom d’utilisateur')).toHaveValue('');
	await page.getByRole('link', { name: 'Retour aux noms' }).click();
	await expect(page.getByRole('link', { name: NADEGE })).toContainText('mot de passe demandé');
	await tablet.signIn('pa3');
	await expect(page.getByRole('button', { name: NADEGES_LIST })).toBeVisible();
});

test('without network the screen is empty at once, and the lock is told as soon as somebody hears', async ({
	browser
}) => {
	const tablet = await enrolTablet(browser);
	const { page } = tablet;
	await tablet.settle('pa3', PIN);
	const word = await new Reception(page).welcome('Douleur');
	await page.goto('/milieu/aubepine/accueil');
	await expect(ticket(page, word)).toBeVisible();
	const other = await page.context().newPage();
	await other.goto('/milieu/aubepine/hote');
	await expect(ticket(other, word)).toBeVisible();
	await page.getByRole('button', { name: 'Trouver' }).click();

	await page.context().setOffline(true);
	// Also from a sheet, which lies over the bar.
	await page.getByRole('dialog').getByRole('button', { name: 'Verrouiller' }).click();
	await expect(page.getByText('Le réseau est absent')).toBeVisible();
	await tablet.expectNothingOf(word, 'Nadège', 'Aubépine');
	await expect(other.getByText('Tablette verrouillée')).toBeVisible();
	expect(await other.content()).not.toContain(word);
	// Both tabs may tell it; whichever comes second has a session that is over.
	const locked = page
		.context()
		.waitForEvent('response', (heard) => heard.url().endsWith('/session/lock') && heard.status() === 204);
	await page.context().setOffline(false);
	await locked;
	await tablet.expectTiles();
	await expect(other.getByRole('heading', { name: 'Qui est là' })).toBeVisible();
	await other.close();

	// The page was closed before anybody heard: the next one locks first.
	await tablet.takeUp(NADEGE, PIN);
	await page.context().setOffline(true);
	await page.getByRole('button', { name: 'Verrouiller' }).click();
	await expect(page.getByText('Le réseau est absent')).toBeVisible();
	const later = await page.context().newPage();
	await page.close();
	await page.context().setOffline(false);
	await later.goto('/milieux');
	await expect(later.getByRole('heading', { name: 'Qui est là' })).toBeVisible();
});
test('tile and PIN work without JavaScript', async ({ browser }) => {
	const tablet = await enrolTablet(browser);
	await tablet.settle('pa3', PIN);
	await tablet.lock();
	const storageState = await tablet.page.context().storageState();
	const context = await browser.newContext({ javaScriptEnabled: false, storageState });
	const page = await context.newPage();
	await page.goto('/tablette');
	await page.getByRole('button', { name: NADEGE }).click();
	expect(page.url()).not.toContain('pa3');
	await page.getByLabel('Votre NIP').fill('135790');
	await page.getByRole('button', { name: 'Entrer' }).click();
	await expect(page.getByText('n’est pas le bon')).toBeVisible();
	await page.getByLabel('Votre NIP').fill(PIN);
	await page.getByRole('button', { name: 'Entrer' }).click();
	await expect(page.getByRole('heading', { name: 'La liste', exact: true })).toBeVisible();
});

test('on a device of one’s own there is nothing to lock, and a session that is over leads to the door', async ({
	browser
}) => {
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'pa3', '/milieu/aubepine/accueil');
	await expect(phone.getByRole('button', { name: NADEGES_LIST })).toBeVisible();
	await expect(phone.getByRole('button', { name: 'Verrouiller' })).toHaveCount(0);
	// Ended elsewhere: the page hears of it over its socket.
	expect((await phone.request.delete('/api/v1/session')).status()).toBe(204);
	await phone.waitForURL('**/connexion');
});
