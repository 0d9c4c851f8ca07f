/** The team's screens in French first, in English when somebody says so; people addressed as their site does. */
import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { signIn } from './screens.ts';

test.describe('A browser that prefers English', () => {
	test.use({ locale: 'en-CA' });

	test('is spoken to in French first, then in English once somebody chose it, then in French again', async ({
		page
	}) => {
		await page.goto('/connexion');
		await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
		await expect(page.getByRole('heading', { name: 'Connexion' })).toBeVisible();

		await page.getByRole('button', { name: 'English' }).click();
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
		const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'halte_langue');
		expect(cookie).toMatchObject({ value: 'en', sameSite: 'Lax', path: '/' });

		// What the server drew stays in English as the page wakes, and what the browser then says is English too.
		await page.getByLabel('Username').fill('pa1');
		await page.getByLabel('Password').fill('wrong words here');
		await page.getByRole('button', { name: 'Come in' }).click();
		await expect(page.getByText('This username and this password do not go together.')).toBeVisible();

		await page.getByRole('button', { name: 'Français' }).click();
		await expect(page.getByRole('heading', { name: 'Connexion' })).toBeVisible();
	});
});

test.describe('Without a script', () => {
	test.use({ javaScriptEnabled: false });

	test('the language is chosen all the same', async ({ page }) => {
		await page.goto('/connexion');
		await page.getByRole('button', { name: 'English' }).click();
		await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
		await page.getByRole('button', { name: 'Français' }).click();
		await expect(page.getByRole('heading', { name: 'Connexion' })).toBeVisible();
	});
});

test('A peer helper works in English, where reasons have English names', async ({ page }) => {
	await signIn(page, 'pa1', '/milieu/perron/accueil');
	await openedBlock(page);
	await page.getByRole('button', { name: /^Menu de/ }).click();
	await page.getByRole('button', { name: 'English' }).click();
	await expect(page.getByRole('heading', { name: 'The list', exact: true })).toBeVisible();
	await page.getByRole('link', { name: 'Welcome someone' }).click();
	await expect(page.getByText('You can point to the picture, or say nothing.')).toBeVisible();
	await page.getByRole('button', { name: 'Wound, skin, feet' }).click();
	await expect(page.getByText('We suggest: Nursing care')).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('One site says vous to people, another says tu', async ({ page }) => {
	await signIn(page, 'pa1', '/milieu/perron/accueil');
	await openedBlock(page);
	await page.getByRole('link', { name: 'Accueillir quelqu’un' }).click();
	await expect(page.getByText('Vous pouvez montrer l’image, ou ne rien dire.')).toBeVisible();
	await page.goto('/milieu/tandem/accueil');
	await openedBlock(page);
	await page.getByRole('link', { name: 'Accueillir quelqu’un' }).click();
	await expect(page.getByText('Tu peux montrer l’image, ou ne rien dire.')).toBeVisible();
});

/** The stories share one node: another one may have opened it. */
async function openedBlock(page: Page): Promise<void> {
	const opens = page.getByRole('button', { name: 'Ouvrir le bloc' });
	const welcomes = page.getByRole('link', { name: 'Accueillir quelqu’un' });
	await expect(opens.or(welcomes).first()).toBeVisible();
	if (await opens.isVisible()) await opens.click();
	await expect(welcomes).toBeVisible();
}

test('A call of the API says what is wrong in the language that it was asked for in', async ({ request }) => {
	const detail = async (language: string) => {
		const answer = await request.get('/api/v1/sites', { headers: { 'accept-language': language } });
		expect(answer.status()).toBe(401);
		return [answer.headers()['content-language'], ((await answer.json()) as { detail: string }).detail];
	};
	expect(await detail('en')).toEqual(['en', 'You need to sign in.']);
	expect(await detail('de, fr;q=0.5')).toEqual(['fr', 'Il faut se connecter.']);
});
