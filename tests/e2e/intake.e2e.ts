/** Welcoming people: the shortest path, all the questions, a slow conversation, a paper card, and no script at all. */
import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, Reception, signIn, ticket, welcoming } from './screens.ts';

const SITE = 'escale';
const LIST = `/milieu/${SITE}/accueil`;

/** Counts the touches of one welcome and times it, from « Accueillir » to the word. */
class Welcome {
	#taps = 0;
	readonly #from = Date.now();

	constructor(readonly page: Page) {}

	async touch(name: string | RegExp, role: 'button' | 'link' = 'button'): Promise<void> {
		this.#taps += 1;
		await this.page.getByRole(role, { name, exact: typeof name === 'string' }).click();
	}
	async begin(): Promise<void> {
		this.#taps += 1;
		await welcoming(this.page).click();
	}
	async done(who: string): Promise<string> {
		await this.touch('Mettre sur la liste');
		const word = await new Reception(this.page).wordShown();
		const seconds = (Date.now() - this.#from) / 1000;
		console.log(`durée: ${who}: ${this.#taps} touchers, ${seconds.toFixed(1)} s`);
		expect(seconds, 'a whole welcome takes less than a minute').toBeLessThan(60);
		return word;
	}
	get taps(): number {
		return this.#taps;
	}
}

/** The words of the list, from the top. */
async function listOf(page: Page): Promise<string[]> {
	await page.goto(LIST);
	await expect(page.getByRole('heading', { name: 'La liste' })).toBeVisible();
	return (await page.getByRole('listitem').allInnerTexts()).map((row) => row.trim());
}

/** The progress, and the question under it. */
async function expectQuestion(page: Page, at: string, asked: RegExp): Promise<void> {
	await expect(page.getByText(at, { exact: true })).toBeVisible();
	await expect(page.getByRole('heading', { level: 1, name: asked })).toBeFocused();
}

test('scenario 2: three people: two touches, all the questions, and a slow conversation that keeps its arrival over faster ones', async ({
	browser
}) => {
	const desk = await openScreen(browser, 'tablet');
	await signIn(desk, 'pa2', LIST);
	const other = await openScreen(browser, 'phone');
	await signIn(other, 'coo1', LIST);

	// Somebody comes whose interpreter is still on the way: the first question stands on the screen meanwhile.
	const slow = new Welcome(desk);
	await slow.begin();
	await slow.touch('Toutes les questions');
	await expect(desk.getByRole('heading', { level: 1, name: /appelle/ })).toBeFocused();

	const faster: string[] = [];
	for (const reason of [/Plaie, peau/, /Douleur/, /Matériel/]) {
		const short = new Welcome(other);
		await short.begin();
		await short.touch(reason);
		faster.push(await short.done('le chemin le plus court'));
		expect(short.taps).toBe(3);
	}

	await slow.touch('Le mot du billet suffit');
	await slow.touch('Venir me voir, discrètement');
	await slow.touch('العربية');
	await slow.touch(/Plaie, peau/);
	await slow.touch('Suivante');
	await slow.touch('Je passe');
	await slow.touch('Oui');
	const late = await slow.done('avec interprète');
	const rows = await listOf(other);
	const placeOf = (word: string) => rows.findIndex((row) => row.includes(word));
	expect(placeOf(late)).toBeGreaterThanOrEqual(0);
	for (const word of faster) expect(placeOf(late)).toBeLessThan(placeOf(word));

	// And one who has the time for each question; going back keeps what was said.
	const whole = new Welcome(other);
	await whole.begin();
	await whole.touch(/Dents, bouche/);
	await whole.touch('Toutes les questions');
	await other.getByLabel('Prénom ou surnom').fill('Nuage');
	await whole.touch('Suivante');
	await expectQuestion(other, '2 sur 8', /appelle comment/);
	await whole.touch('Le prénom, à voix haute');
	await whole.touch('français');
	await expectQuestion(other, '4 sur 8', /pour quoi/);
	await expect(other.getByRole('button', { name: /Dents, bouche/ })).toHaveAttribute('aria-pressed', 'true');
	await whole.touch('Suivante');
	await whole.touch('Je passe');
	await whole.touch('Je passe');
	await whole.touch('Préfère ne pas répondre');
	await whole.touch('Préfère ne pas répondre');
	await expect(other.getByText('C’est tout. Merci.')).toBeVisible();
	await whole.touch(/Retour/);
	await expect(other.getByRole('button', { name: 'Préfère ne pas répondre' })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	const complete = await whole.done('toutes les questions');
	await other.goto(LIST);
	await other.getByRole('button', { name: new RegExp(complete) }).click();
	const card = other.getByRole('dialog');
	await expect(card.getByText('«\u00A0Nuage\u00A0»')).toBeVisible();
	await expect(card.getByText('à voix haute', { exact: false }).first()).toBeVisible();
	await expect(card.getByText('préfère ne pas répondre').first()).toBeVisible();
});

test('a question that changed meanwhile costs nobody their place, and is asked again', async ({
	browser
}) => {
	const desk = await openScreen(browser, 'tablet');
	await signIn(desk, 'pa2', LIST);
	await welcoming(desk).click();
	await desk.getByRole('button', { name: 'Toutes les questions' }).click();
	await desk.getByRole('button', { name: 'Le mot du billet suffit' }).click();
	await desk.getByRole('button', { name: 'Je passe' }).click();
	await desk.getByRole('button', { name: 'español' }).click();
	// The server says so once, as it does when a coordinator loads a new version in between.
	await desk.route(
		'**/answers',
		(route) =>
			route.fulfill({
				status: 409,
				contentType: 'application/problem+json',
				body: JSON.stringify({
					...{ type: '/problems/question_withdrawn', title: 'question_withdrawn', status: 409 },
					...{ code: 'question_withdrawn', detail: 'Cette question a changé.' },
					fields: [{ path: 'langue', code: 'unknown_value', message: '' }]
				})
			}),
		{ times: 1 }
	);
	await desk.getByRole('button', { name: 'Mettre sur la liste' }).click();
	const word = await new Reception(desk).wordShown();
	await expect(desk.getByText('Cette question a changé pendant ce temps')).toBeVisible();
	await desk.getByRole('button', { name: 'Kiswahili' }).click();
	await expect(desk.getByText('Cette question a changé pendant ce temps')).toBeHidden();
	await desk.goto(LIST);
	await desk.getByRole('button', { name: new RegExp(word) }).click();
	await expect(desk.getByRole('dialog').getByText('Kiswahili')).toBeVisible();
});

test('two tablets answer the same question at once: the second is told, and chooses; nothing typed is lost', async ({
	browser
}) => {
	const desk = await openScreen(browser, 'tablet');
	await signIn(desk, 'pa2', LIST);
	const word = await new Reception(desk).welcome('Plaie, peau');
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'coo1', LIST);

	const opensTheQuestions = async (page: Page) => {
		await page.goto(LIST);
		await page.getByRole('button', { name: new RegExp(word) }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Compléter' }).click();
		const asked = page.getByRole('dialog').getByRole('heading', { level: 1, name: /pronom/ });
		while (!(await asked.isVisible())) {
			const before = await page.getByRole('dialog').getByRole('heading', { level: 1 }).innerText();
			await page.getByRole('dialog').getByRole('button', { name: 'Je passe' }).click();
			await expect(page.getByRole('dialog').getByRole('heading', { level: 1 })).not.toHaveText(before);
		}
	};
	await opensTheQuestions(desk);
	await opensTheQuestions(phone);
	const said = new Map([
		[desk, 'iel'],
		[phone, 'elle']
	]);
	for (const [page, answer] of said) await page.getByRole('button', { name: answer, exact: true }).click();
	const both = [...said.keys()];
	await Promise.all(
		both.map((page) => page.getByRole('button', { name: 'Enregistrer les réponses' }).click())
	);

	const noted = (page: Page) => page.getByText(`${word}\u00A0: réponses notées.`);
	const told = (page: Page) => page.getByRole('heading', { name: /a aussi répondu pendant ce temps/ });
	const [first, second] = (await noted(desk).or(told(desk)).first().innerText()).includes('notées')
		? [desk, phone]
		: [phone, desk];
	await expect(noted(first)).toBeVisible();
	await expect(told(second)).toBeVisible();
	await expect(second.getByRole('definition').filter({ hasText: said.get(first) ?? '' })).toBeVisible();
	await second.getByRole('button', { name: 'Garder mes réponses' }).click();
	const file = second.getByRole('dialog');
	await expect(file.getByText(said.get(second) ?? '', { exact: true })).toBeVisible();
});

test('paper cards are typed one after the other, each with its own time', async ({ browser }) => {
	const desk = await openScreen(browser, 'tablet');
	await signIn(desk, 'pa2', LIST);
	const now = await new Reception(desk).welcome('Douleur');
	await desk.goto(LIST);
	await desk.getByRole('button', { name: /^Menu de/ }).click();
	await desk.getByRole('button', { name: 'Carte papier' }).click();
	await expect(desk.getByText('Carte papier, notée après coup')).toBeVisible();
	await desk.getByRole('button', { name: /Plaie, peau/ }).click();
	await expect(desk.getByRole('button', { name: 'Mettre sur la liste' })).toBeDisabled();
	await desk.getByRole('button', { name: '60 min' }).click();
	await desk.getByRole('button', { name: 'Mettre sur la liste' }).click();
	const early = await new Reception(desk).wordShown();
	await desk.getByRole('button', { name: 'Encore une carte' }).click();
	await expect(desk.getByText('Carte papier, notée après coup')).toBeVisible();
	await desk.getByRole('button', { name: '90 min' }).click();
	await desk.getByRole('button', { name: 'Mettre sur la liste' }).click();
	const earlier = await new Reception(desk).wordShown();
	const rows = await listOf(desk);
	const placeOf = (word: string) => rows.findIndex((row) => row.includes(word));
	expect(placeOf(early)).toBeLessThan(placeOf(now));
	// Whoever wants nothing in particular waits for another service: the list of all stands in the order of arrival.
	expect(placeOf(earlier)).toBeLessThan(placeOf(early));
	expect(rows[placeOf(early)]).toContain('arrivée notée après coup');
});

test('the shortest path works without a script, and two presses count once', async ({ browser }) => {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 390, height: 844 }
	});
	const page = await context.newPage();
	await page.goto('/connexion');
	await page.getByLabel('Nom d’utilisateur').fill('pa2');
	await page.getByLabel('Mot de passe').fill('halte-demo');
	await page.getByRole('button', { name: 'Entrer' }).click();
	await page.goto(LIST);
	const from = Date.now();
	await page.getByRole('link', { name: 'Accueillir quelqu’un' }).click();
	await page.getByRole('radio', { name: /Plaie, peau/ }).check();
	const form = page.locator('form');
	const sent = Object.fromEntries(
		await Promise.all(
			['id', 'visitId', 'since'].map(async (name) => [
				name,
				await form.locator(`input[name=${name}]`).inputValue()
			])
		)
	) as Record<string, string>;
	await page.getByRole('button', { name: 'Mettre sur la liste' }).click();
	await expect(page.getByText(/^(Ton|Votre) mot\u00A0:$/)).toBeVisible();
	const word = (await page.getByRole('heading', { level: 1 }).innerText()).trim();
	console.log(`durée: sans script: 3 touchers, ${((Date.now() - from) / 1000).toFixed(1)} s`);

	const again = await page.request.post(`${LIST}/nouveau`, {
		form: { ...sent, reason: 'plaie' },
		headers: { origin: new URL(page.url()).origin, accept: 'text/html' }
	});
	expect(await again.text()).toContain(word);
	await page.getByRole('link', { name: 'Encore quelqu’un' }).click();
	await page.getByRole('button', { name: 'Mettre sur la liste' }).click();
	await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(word);
	await page.goto(LIST);
	await expect(ticket(page, word)).toHaveCount(1);
	await context.close();
});
