/** A shared tablet as the team finds it: names, keys, a button that puts it down. */
import { expect, type Browser, type Page } from '@playwright/test';
import { openScreen } from './screens.ts';

const SITE_NAME = 'Maison Aubépine-sur-Rive';

export class SharedTablet {
	constructor(readonly page: Page) {}

	/** Name and password, on whatever page asks for them. */
	async signIn(username: string): Promise<void> {
		await this.page.goto('/connexion');
		await this.page.getByLabel('Nom d’utilisateur').fill(username);
		await this.page.getByLabel('Mot de passe').fill('halte-demo');
		await this.page.getByRole('button', { name: 'Entrer' }).click();
	}

	async choosePin(pin: string): Promise<void> {
		await expect(this.page.getByRole('heading', { name: 'Choisir un NIP' })).toBeVisible();
		await this.page.getByLabel('Nouveau NIP').fill(pin);
		await this.page.getByLabel('Le même').fill(pin);
		await this.page.getByRole('button', { name: 'Enregistrer' }).click();
	}

	/** A full sign-in, a PIN if there is none yet, and the page where the work is. */
	async settle(username: string, pin: string): Promise<void> {
		await this.signIn(username);
		await this.page.waitForURL(/\/(tablette\/nip|milieu\/.*)$/);
		if (this.page.url().endsWith('/nip')) await this.choosePin(pin);
		await this.page.waitForURL('**/milieu/**');
	}

	/** One touch on one's name. */
	async choose(name: RegExp): Promise<void> {
		await this.page.getByRole('button', { name }).click();
		await expect(this.page.getByText('Votre NIP, six chiffres')).toBeVisible();
	}

	/** Six touches on the keys. */
	async press(pin: string): Promise<void> {
		for (const digit of pin) await this.page.getByRole('button', { name: digit, exact: true }).click();
	}

	/** Name and PIN; the list is there afterwards. */
	async takeUp(name: RegExp, pin: string): Promise<void> {
		await this.choose(name);
		await this.press(pin);
		await this.page.waitForURL('**/milieu/**');
	}

	async lock(): Promise<void> {
		await this.page.getByRole('button', { name: 'Verrouiller' }).click();
		await this.expectTiles();
	}

	async expectTiles(): Promise<void> {
		await expect(this.page.getByRole('heading', { name: 'Qui est là' })).toBeVisible();
		expect(new URL(this.page.url()).pathname).toBe('/tablette');
	}

	/** Nothing on the page, not even hidden, and nothing that the browser keeps for it. */
	async expectNothingOf(...secrets: string[]): Promise<void> {
		const stored = await this.page.evaluate(() =>
			JSON.stringify([{ ...localStorage }, { ...sessionStorage }])
		);
		const all = (await this.page.content()) + stored;
		expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
	}
}

/** A new browser that an administrator makes a tablet of the site, in that browser. */
export async function enrolTablet(browser: Browser): Promise<SharedTablet> {
	const page = await openScreen(browser, 'tablet');
	const tablet = new SharedTablet(page);
	await tablet.signIn('adm1');
	await page.waitForURL('**/milieux');
	await page.goto('/administration/cet-appareil');
	await page.getByLabel('Milieu').selectOption({ label: SITE_NAME });
	await page.getByLabel('Nom de la tablette').fill('Accueil');
	await page.getByRole('button', { name: 'En faire une tablette partagée' }).click();
	await expect(page.getByText('Personne ne s’est encore connecté ici')).toBeVisible();
	return tablet;
}
