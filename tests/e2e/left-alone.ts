/** A tablet that somebody was left alone with. */
import { expect, type Browser, type Page } from '@playwright/test';
import { enrolTablet, type SharedTablet } from './tablet.ts';

export const PIN = '482915';
export const PAGE = /\/milieu\/aubepine\/seul$/;

/** A tablet that a peer helper leaves somebody alone with. */
export async function leftAlone(browser: Browser): Promise<SharedTablet> {
	const tablet = await enrolTablet(browser);
	const { page } = tablet;
	// What is played, and whether the browser let it.
	await page.addInitScript(() => {
		const played: string[] = [];
		const play = HTMLMediaElement.prototype.play;
		Object.assign(globalThis, { played, silent: false });
		HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
			if ((globalThis as unknown as { silent: boolean }).silent)
				return Promise.reject(new DOMException('no touch', 'NotAllowedError'));
			played.push(new URL(this.src).pathname);
			return play.call(this);
		};
	});
	await tablet.settle('pa3', PIN);
	await page.getByRole('button', { name: /^Menu de/ }).click();
	await page.getByRole('button', { name: 'Mode autonome' }).click();
	await page.getByRole('button', { name: 'Ouvrir l’accueil autonome' }).click();
	await page.waitForURL(PAGE);
	await expectAwake(page);
	return tablet;
}

/** The first screen, with its scripts at work: before that a touch sends a form, which is another story's. */
export async function expectAwake(page: Page): Promise<void> {
	await expect(page.getByRole('heading', { name: 'Quelle est votre langue' })).toBeVisible();
	await expect(page.locator('use[href^="#"]').first()).toBeAttached();
}
