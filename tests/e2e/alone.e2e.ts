/** Somebody alone with the screen: in their language, with pictures and a voice, and without a trace. */
import { expect, type Page, type WebSocket } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, signIn } from './screens.ts';
import { expectAwake, leftAlone, PAGE, PIN } from './left-alone.ts';
import { enrolTablet } from './tablet.ts';
import { closeLooks } from './close-looks.ts';

test.afterEach(async ({ request }) => {
	await closeLooks(request, 'inf3', 'aubepine');
});

const NADEGE = /Nadège Ouimet/;

const playedOn = (page: Page) =>
	page.evaluate(() => (globalThis as unknown as { played: string[] }).played.slice());

const LANGUAGES = [
	{
		lang: 'fr',
		dir: 'ltr',
		name: 'français',
		put: 'Mettre sur la liste',
		done: 'C’est fini',
		listen: 'Écouter'
	},
	{ lang: 'en', dir: 'ltr', name: 'English', put: 'Put on the list', done: 'I’m done', listen: 'Listen' },
	{ lang: 'ar', dir: 'rtl', name: 'العربية', put: 'أضِف إلى القائمة', done: 'انتهيت', listen: 'استماع' }
];

test('scenario 25: somebody alone takes a place in French, in English and in Arabic, and hears it; the team takes the tablet up again', async ({
	browser
}) => {
	const tablet = await leftAlone(browser);
	const { page } = tablet;
	const words: string[] = [];
	for (const { lang, dir, name, put, done, listen } of LANGUAGES) {
		await page.getByRole('button', { name, exact: true }).click();
		const html = page.locator('html');
		await expect(html).toHaveAttribute('lang', lang);
		await expect(html).toHaveAttribute('dir', dir);

		// The question is read aloud, from a file of the house.
		const voice = page.waitForRequest((request) => request.url().includes(`/voices/${lang}/`));
		await page.getByRole('main').getByRole('button', { name: listen }).first().click();
		expect(new URL((await voice).url()).pathname).toMatch(/\.mp3$/);
		expect((await playedOn(page)).at(-1)).toMatch(new RegExp(`^/voices/${lang}/[0-9a-f]{20}\\.mp3$`));

		await page.getByRole('checkbox').first().check();
		await page.getByRole('button', { name: put, exact: true }).click();
		const word = page.locator('bdi');
		await expect(word).toHaveText(/^\p{Lu}\p{L}+ \d+$/u);
		await expect(word).toHaveAttribute('dir', 'ltr');
		const box = await word.boundingBox();
		expect(box?.height).toBeGreaterThan(40);
		words.push(await word.innerText());
		await page.getByRole('button', { name: done }).click();
		await expect(page.getByRole('heading', { name: 'Quelle est votre langue' })).toBeVisible();
		await tablet.expectNothingOf(words.at(-1) ?? '');
	}
	await page.goto('/tablette');
	await tablet.takeUp(NADEGE, PIN);
	for (const word of words) await expect(page.getByText(word, { exact: true })).toBeVisible();
});

test('every question may be passed, refused or not known, by keyboard too, and the arrow leads back', async ({
	browser
}) => {
	const { page } = await leftAlone(browser);
	const press = async (name: string) => {
		await page.getByRole('button', { name, exact: true }).focus();
		await page.keyboard.press('Enter');
	};
	await press('français');
	await expect(page.getByRole('heading', { name: 'C’est pour quoi' })).toBeFocused();
	await press('Continuer');
	const first = await page.getByRole('heading').innerText();
	await press('Je passe');
	await press('Retour');
	await expect(page.getByRole('heading')).toHaveText(first);
	await press('Préfère ne pas répondre');
	await press('Ne sait pas');
	await expect(page.getByRole('heading')).not.toHaveText(first);
	await press('Mettre sur la liste');
	await expect(page.locator('bdi')).toHaveText(/ \d+$/);
});

test('what can wait is asked of whoever wants more questions, and the team reads what was said', async ({
	browser
}) => {
	const tablet = await leftAlone(browser);
	const { page } = tablet;
	await page.getByRole('button', { name: 'français', exact: true }).click();
	await page.getByRole('button', { name: 'Continuer', exact: true }).click();
	const heading = page.getByRole('heading', { level: 1 });
	const before = page.getByRole('heading', { name: 'C’est tout. Merci.' });
	while (!(await before.isVisible())) {
		await expect(heading).not.toContainText('calme');
		const asked = await heading.innerText();
		await page.getByRole('button', { name: 'Je passe', exact: true }).click();
		await expect(heading).not.toHaveText(asked);
	}
	await page.getByRole('button', { name: 'Encore quelques questions', exact: true }).click();
	await expect(heading).toContainText('calme');
	await page.getByRole('button', { name: 'Oui', exact: true }).click();
	await expect(heading).not.toContainText('calme');
	await page.getByRole('button', { name: 'Mettre sur la liste', exact: true }).click();
	const word = await page.locator('bdi').innerText();

	await page.goto('/tablette');
	await tablet.takeUp(NADEGE, PIN);
	await page.getByText(word, { exact: true }).first().click();
	await expect(
		page
			.getByRole('dialog')
			.getByText(/coin calme/i)
			.first()
	).toBeVisible();
});

test('somebody alone says that it presses: the nurse’s phone rings, and the screen says that somebody comes', async ({
	browser
}) => {
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf3', '/milieu/aubepine/console');
	const { page } = await leftAlone(browser);
	await page.getByRole('button', { name: 'English', exact: true }).click();
	await page.getByRole('checkbox').first().check();
	await page.getByRole('button', { name: /^Is it urgent/ }).click();
	await page.getByRole('button', { name: 'Yes', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Someone is coming' })).toBeFocused();
	const word = await page.locator('bdi').innerText();

	const alarm = phone.getByRole('dialog', { name: 'Coup d’œil demandé' });
	const look = alarm.getByRole('listitem').filter({ hasText: word });
	await look.getByRole('button', { name: 'J’y vais' }).click();
	await expect(look).toBeHidden();
	// The place is there whatever becomes of the look.
	const later = await openScreen(browser, 'tablet');
	await signIn(later, 'pa3', '/milieu/aubepine/accueil');
	await expect(later.getByText(word, { exact: true }).first()).toBeVisible();
});

test('a page that takes its time is waited for, though the list behind it is cut meanwhile', async ({
	browser
}) => {
	const tablet = await enrolTablet(browser);
	const { page } = tablet;
	let line: WebSocket | undefined;
	page.on('websocket', (opened) => (line = opened));
	await tablet.settle('pa3', PIN);
	await page.getByRole('button', { name: /^Menu de/ }).click();
	await page.getByRole('button', { name: 'Mode autonome' }).click();
	await page.route(PAGE, async (route) => {
		await line?.waitForEvent('close');
		await route.continue();
	});
	await page.getByRole('button', { name: 'Ouvrir l’accueil autonome' }).click();
	await page.waitForURL(PAGE);
	await expectAwake(page);
});

test('after a minute without a touch nothing is left: not on the screen, not behind it, not in its history', async ({
	browser
}) => {
	const tablet = await leftAlone(browser);
	const { page } = tablet;
	await page.clock.install();
	await page.reload();
	await expectAwake(page);
	const title = await page.title();
	const begin = page.getByRole('heading', { name: 'Quelle est votre langue' });
	await page.getByRole('button', { name: 'English', exact: true }).click();
	await page.getByRole('checkbox').nth(2).check();

	await page.clock.runFor(40_000);
	await expect(page.getByRole('dialog')).toBeHidden();
	await page.clock.runFor(6_000);
	// Said in time, and one touch is enough to stay (WCAG 2.2.1).
	await page.getByRole('dialog', { name: 'Still there?' }).getByRole('button').last().click();
	await expect(page.getByRole('dialog')).toBeHidden();
	await page.clock.runFor(30_000);
	await expect(page.getByRole('checkbox').nth(2)).toBeChecked();

	await page.getByRole('button', { name: 'Put on the list', exact: true }).click();
	const word = await page.locator('bdi').innerText();
	await page.clock.runFor(46_000);
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.clock.runFor(15_000);
	await expect(begin).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
	await tablet.expectNothingOf(word);
	expect([page.url().replace(PAGE, ''), await page.title()]).toEqual([new URL(page.url()).origin, title]);
	for (const step of ['back', 'back', 'forward', 'forward'] as const) {
		await (step === 'back' ? page.goBack() : page.goForward());
		await expect(() => tablet.expectNothingOf(word, 'Menu de Nadège')).toPass({ timeout: 5_000 });
	}
});

test('meanwhile the list, the console and the interface stay shut, and the door leads back to the page', async ({
	browser
}) => {
	const tablet = await leftAlone(browser);
	const { page } = tablet;
	for (const path of ['/milieu/aubepine/accueil', '/milieu/aubepine/console', '/milieux', '/compte']) {
		await page.goto(path);
		await tablet.expectTiles();
	}
	for (const path of ['/api/v1/sites', '/api/v1/sites/aubepine/board'])
		expect((await page.request.get(path)).status()).toBe(401);
	await page.getByRole('link', { name: 'Retour à l’accueil autonome' }).click();
	await expect(page).toHaveURL(PAGE);
});

test('a browser that makes no sound says so, and one touch allows it', async ({ browser }) => {
	const { page } = await leftAlone(browser);
	const setSilent = (silent: boolean) =>
		page.evaluate((is) => Object.assign(globalThis, { silent: is }), silent);
	await setSilent(true);
	await page.getByRole('main').getByRole('button', { name: 'Écouter' }).first().click();
	await expect(page.getByRole('alert')).toContainText('Le son est bloqué');
	await setSilent(false);
	await page.getByRole('button', { name: 'Activer le son' }).click();
	await expect.poll(() => playedOn(page)).not.toEqual([]);
	await expect(page.getByRole('alert')).not.toContainText('Le son est bloqué');
});

test('without JavaScript language, picture and list are plain forms', async ({ browser }) => {
	const { page } = await leftAlone(browser);
	const state = await page.context().storageState();
	const context = await browser.newContext({ storageState: state, javaScriptEnabled: false });
	const plain = await context.newPage();
	await plain.goto(page.url());
	await plain.getByRole('button', { name: 'English', exact: true }).click();
	await expect(plain.locator('html')).toHaveAttribute('lang', 'en');
	await plain.getByRole('checkbox').first().check();
	await plain.getByRole('button', { name: 'Put on the list', exact: true }).click();
	await expect(plain.locator('bdi')).toHaveText(/ \d+$/);
	await plain.getByRole('button', { name: 'I’m done' }).click();
	await expect(plain.getByRole('heading', { name: 'Quelle est votre langue' })).toBeVisible();
	await context.close();
});
