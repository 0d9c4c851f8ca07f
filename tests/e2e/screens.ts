/** The screens of a site, as a person finds them: by what is written on them. */
import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { useOnceItListens } from './listening.ts';

const SIZES = {
	tablet: { width: 820, height: 1180 },
	phone: { width: 390, height: 844 },
	tv: { width: 1920, height: 1080 },
	laptop: { width: 1280, height: 800 }
} as const;

/**
 * A browser of its own, on the screen of its size. An error on the page fails the story; so does a request to
 * another address than the first one, and whatever the page's own policy stops.
 */
export async function openScreen(browser: Browser, size: keyof typeof SIZES): Promise<Page> {
	const context = await browser.newContext({ viewport: SIZES[size], reducedMotion: 'reduce' });
	context.on('page', (opened) => void useOnceItListens(opened));
	const page = await context.newPage();
	// In its other tabs too.
	context.on('weberror', (error) => {
		throw error.error();
	});
	let home: string | null = null;
	const expectHome = (address: string) => {
		const { protocol, host } = new URL(address);
		if (protocol === 'data:' || protocol === 'blob:') return;
		home ??= host;
		if (host !== home) throw new Error(`a page of ${home} asked for ${address}`);
	};
	context.on('request', (request) => expectHome(request.url()));
	page.on('websocket', (socket) => expectHome(socket.url()));
	page.on('console', (message) => {
		if (/Content Security Policy|Permissions-Policy/.test(message.text())) throw new Error(message.text());
	});
	return page;
}

/** Signs a demo account in, and goes to the page. */
export async function signIn(
	page: Page,
	username: string,
	path: string,
	lands = '**/milieux'
): Promise<void> {
	await page.goto('/connexion');
	await page.getByLabel('Nom d’utilisateur').fill(username);
	await page.getByLabel('Mot de passe').fill('halte-demo');
	await page.getByRole('button', { name: 'Entrer' }).click();
	await page.waitForURL(lands);
	await page.goto(path);
}

/** « Accueillir quelqu’un » on the list, « Encore quelqu’un » beside a word. */
export function welcoming(page: Page): Locator {
	const first = page.getByRole('link', { name: 'Accueillir quelqu’un' });
	return first.or(page.getByRole('button', { name: 'Encore quelqu’un' }));
}

/** The reception tablet of a site. */
export class Reception {
	constructor(readonly page: Page) {}

	/** Two taps after « Accueillir »: the reason and the list. Gives the ticket word. */
	async welcome(reason: string): Promise<string> {
		await this.page.getByRole('link', { name: 'Accueillir quelqu’un' }).click();
		await this.page.getByRole('button', { name: reason }).click();
		await this.page.getByRole('button', { name: 'Mettre sur la liste' }).click();
		return this.wordShown();
	}

	/** The same, from the screen that shows the word of the one before. */
	async welcomeAnother(reason: string): Promise<string> {
		await this.page.getByRole('button', { name: 'Encore quelqu’un' }).click();
		await this.page.getByRole('button', { name: reason }).click();
		await this.page.getByRole('button', { name: 'Mettre sur la liste' }).click();
		return this.wordShown();
	}

	/** The word that is shown big to the person. */
	async wordShown(): Promise<string> {
		await expect(this.page.getByText(/^(Ton|Votre) mot\s:$/)).toBeVisible();
		return (await this.page.getByRole('status').getByRole('heading').innerText()).trim();
	}

	async backToTheList(): Promise<void> {
		await this.page.getByRole('contentinfo').getByRole('button', { name: 'La liste' }).click();
		await expect(this.page.getByRole('heading', { name: 'La liste' })).toBeVisible();
	}

	/** Enters the code that a waiting-room screen shows. */
	async pair(code: string): Promise<void> {
		await this.page.getByRole('button', { name: /^Menu de/ }).click();
		await this.page.getByRole('button', { name: 'Relier un écran' }).click();
		await this.page.getByLabel('Code montré sur l’écran').fill(code);
		await this.page.getByRole('dialog').getByRole('button', { name: 'Relier' }).click();
	}
}

/** A ticket word where it stands for its person, not in a sentence about who is next. */
export function ticket(page: Page, word: string): Locator {
	// Buttons of its line say the word to a screen reader too.
	return page.getByText(word, { exact: true }).and(page.locator(':not(.visually-hidden)'));
}

/** A clinician's console. */
export class Console {
	constructor(readonly page: Page) {}

	/** Calls the next person; the first call of a shift asks for the room. */
	async callNext(room: string): Promise<void> {
		await this.page.getByRole('button', { name: 'Appeler la personne suivante' }).click();
		const asked = this.page.getByRole('dialog', { name: 'Où recevez-vous ?' });
		const answered = this.page.getByRole('button', { name: 'Est là' });
		await expect(asked.or(answered).first()).toBeVisible();
		if (await asked.isVisible()) {
			await asked.getByRole('radio', { name: room }).check();
			await asked.getByRole('button', { name: `Appeler avec : ${room}` }).click();
		}
		await expect(answered).toBeVisible();
	}
}

/** A paired waiting-room screen. */
export async function openDisplay(browser: Browser, reception: Reception, siteName: string): Promise<Page> {
	const page = await openScreen(browser, 'tv');
	await page.goto('/ecran');
	const code = page.getByRole('status').first();
	await expect(code).toHaveText(/[A-Z]{4}\s*[A-Z]{4}/);
	await reception.pair((await code.innerText()).replaceAll(/[^A-Z]/g, ''));
	await expect(page.getByText(siteName)).toBeVisible();
	return page;
}
