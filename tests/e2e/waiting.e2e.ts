/** The list while many come, somebody is elsewhere, and others have waited for long. */
import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { v7 as newId } from 'uuid';
import { Console, openScreen, Reception, signIn, ticket, welcoming } from './screens.ts';

const SITE = 'nichee';
const LIST = `/milieu/${SITE}/accueil`;

/** The stories share a list: each begins with nobody on it. */
async function nobodyYet(page: Page): Promise<void> {
	for (const step of ['close', 'open']) {
		const reply = await page.request.post(`/api/v1/sites/${SITE}/blocks/${step}`, { data: { id: newId() } });
		expect(reply.status()).toBe(200);
	}
}

async function putOnTheList(tablet: Page): Promise<string> {
	await tablet.getByRole('button', { name: 'Matériel' }).click();
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	return new Reception(tablet).wordShown();
}

/** The words of those who wait, from the top. */
async function waiting(page: Page, words: readonly string[]): Promise<string[]> {
	const rows = await page.getByRole('listitem').allInnerTexts();
	return rows.flatMap((row) => words.find((word) => new RegExp(`${word}(?!\\d)`).test(row)) ?? []);
}

test('scenario 1: twelve people at two tablets in one burst pass in the order of their first touch, each with a word', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const [one, two] = [await openScreen(browser, 'tablet'), await openScreen(browser, 'tablet')];
	await signIn(one, 'pa3', LIST);
	await nobodyYet(one);
	await signIn(two, 'coo1', LIST);
	await one.reload();
	const words: string[] = [];
	for (let pair = 0; pair < 6; pair++) {
		// Touched first here, finished last: the first contact counts.
		await welcoming(one).click();
		await welcoming(two).click();
		const later = await putOnTheList(two);
		words.push(await putOnTheList(one), later);
	}
	expect(new Set(words).size).toBe(12);
	for (const tablet of [one, two]) {
		await new Reception(tablet).backToTheList();
		await expect.poll(() => waiting(tablet, words)).toEqual(words);
	}
});

test('scenario 5: somebody goes out for a smoke, keeps the place, and is the next one called once back', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa3', LIST);
	await nobodyYet(tablet);
	await tablet.reload();
	await welcoming(tablet).click();
	const first = await putOnTheList(tablet);
	await welcoming(tablet).click();
	const second = await putOnTheList(tablet);
	await new Reception(tablet).backToTheList();

	await ticket(tablet, first).click();
	const card = tablet.getByRole('dialog', { name: first });
	await card.getByRole('button', { name: 'Sort un moment' }).click();
	await expect(card).toBeHidden();
	const line = tablet.getByRole('listitem').filter({ hasText: first });
	await expect(line.getByText('De retour bientôt')).toBeVisible();
	await expect(line.getByText(/sa place est gardée/)).toBeVisible();

	// Meanwhile it is the other one's turn; the place of whoever is out is not taken.
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'pa3', `/milieu/${SITE}/console`);
	await new Console(phone).callNext('Salle 1');
	await expect(phone.getByRole('article', { name: second })).toBeVisible();
	await phone.getByRole('button', { name: 'Est là' }).click();
	await phone.getByRole('button', { name: 'Terminer' }).click();

	await line.getByRole('button', { name: /^Est de retour/ }).click();
	await expect(line.getByText('De retour bientôt')).toBeHidden();
	await new Console(phone).callNext('Salle 1');
	await expect(phone.getByRole('article', { name: first })).toBeVisible();
});

test('whoever has waited for an hour stands on top with « Ça va toujours ? », and nobody’s place moves', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa3', LIST);
	await nobodyYet(tablet);
	await tablet.reload();
	const words: string[] = [];
	for (let person = 0; person < 4; person++) {
		await welcoming(tablet).click();
		words.push(await putOnTheList(tablet));
	}
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'pa3', `/milieu/${SITE}/console`);
	// The tablet last: the server tells its own time every five seconds, and then the hour is gone again.
	for (const [screen, path] of [
		[phone, `/milieu/${SITE}/console`],
		[tablet, LIST]
	] as const) {
		await screen.clock.install();
		await screen.goto(path);
		await expect(ticket(screen, words[3] ?? '')).toBeVisible();
		await expect(screen.getByRole('group', { name: 'Ça va toujours ?' })).toBeHidden();
		await screen.clock.fastForward('01:01:00');
		const strip = screen.getByRole('group', { name: 'Ça va toujours ?' });
		await expect(strip.getByRole('button')).toHaveCount(3);
		await expect(strip.getByText('encore 1 personne, plus bas')).toBeVisible();
	}
	const strip = tablet.getByRole('group', { name: 'Ça va toujours ?' });
	const isAsked = (button: string) => strip.getByRole('button', { name: button });
	await isAsked(`${words[0]} : demandé`).click();
	await expect(tablet.getByText(`${words[0]} : demandé, c’est noté.`)).toBeVisible();
	const rows = tablet.getByRole('listitem').filter({ has: tablet.getByRole('button', { name: /min/ }) });
	const shown = await rows.allInnerTexts();
	expect(words.map((word) => shown.findIndex((row) => row.includes(word)))).toEqual([0, 1, 2, 3]);
});
