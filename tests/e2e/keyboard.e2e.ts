/** The whole way of one visit with nothing but keys, and what a screen reader is told on it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, ticket } from './screens.ts';

/** How many steps of Tab lead from any control to any other on one of our pages, at most. */
const FAR = 120;

/** Walks with Tab until the control has the focus, and sees to it that the focus shows. */
async function tabTo(page: Page, control: Locator): Promise<void> {
	await expect(control).toBeVisible();
	for (let step = 0; step < FAR; step++) {
		await page.keyboard.press('Tab');
		if (await control.evaluate((element) => element === document.activeElement)) {
			const { style, width } = await control.evaluate((element) => {
				const { outlineStyle, outlineWidth } = getComputedStyle(element);
				return { style: outlineStyle, width: parseFloat(outlineWidth) };
			});
			expect(style, 'the focus is seen').not.toBe('none');
			expect(width).toBeGreaterThanOrEqual(2);
			return;
		}
	}
	throw new Error('no number of Tabs leads there');
}

async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
	await tabTo(page, page.getByRole(role, { name }).first());
	await page.keyboard.press('Enter');
}

async function comeIn(page: Page, username: string, path: string): Promise<void> {
	await page.goto('/connexion');
	await tabTo(page, page.getByLabel('Nom d’utilisateur'));
	await page.keyboard.type(username);
	await tabTo(page, page.getByLabel('Mot de passe'));
	await page.keyboard.type('halte-demo');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/milieux');
	await page.goto(path);
}

test('somebody is welcomed, called and met without a mouse or a finger', async ({ browser }) => {
	test.setTimeout(120_000);
	const tablet = await openScreen(browser, 'tablet');
	await comeIn(tablet, 'pa3', '/milieu/nichee/accueil');
	await press(tablet, 'link', 'Accueillir quelqu’un');
	await press(tablet, 'button', 'Bébé, enfant');
	await press(tablet, 'button', 'Mettre sur la liste');
	const shown = tablet.getByRole('status').getByRole('heading');
	await expect(shown).toBeVisible();
	const word = (await shown.innerText()).trim();
	await press(tablet, 'button', /La liste$/);
	await expect(ticket(tablet, word)).toBeVisible();

	const phone = await openScreen(browser, 'phone');
	await comeIn(phone, 'inf3', '/milieu/nichee/console');
	await press(phone, 'button', 'Appeler la personne suivante');
	const asked = phone.getByRole('dialog', { name: 'Où recevez-vous ?' });
	await expect(asked).toBeVisible();
	await tabTo(phone, asked.getByRole('radio').first());
	await phone.keyboard.press('Space');
	await press(phone, 'button', /^Appeler avec/);
	await press(phone, 'button', 'Est là');
	await press(phone, 'button', 'Terminer');
	await expect(phone.getByRole('button', { name: 'Terminer' })).toBeHidden();
});

test('what a screen reader is told of the list, a card and the screen of the room', async ({ browser }) => {
	const tablet = await openScreen(browser, 'tablet');
	await comeIn(tablet, 'pa3', '/milieu/nichee/accueil');
	await expect(tablet.locator('body')).toMatchAriaSnapshot(`
		- main:
		  - heading "La liste" [level=1]
		  - button "Trouver"
	`);
	await press(tablet, 'link', 'Accueillir quelqu’un');
	await expect(tablet.locator('body')).toMatchAriaSnapshot(`
		- main:
		  - heading "C’est pour quoi, aujourd’hui ?" [level=1]
		  - group "C’est pour quoi, aujourd’hui ?":
		    - button "Plaie, peau, pieds"
		    - button "Douleur"
	`);
	const wall = await openScreen(browser, 'tv');
	await wall.goto('/ecran');
	// The letters are told one by one, not as a word that nobody can say.
	await expect(wall.getByRole('status').first()).toHaveAccessibleName(/: ([A-Z] ){7}[A-Z]$/);
});
