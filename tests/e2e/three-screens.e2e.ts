import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { Console, openDisplay, openScreen, Reception, signIn, ticket } from './screens.ts';
import { freshList } from './fresh-list.ts';

test.beforeEach(async ({ request }) => {
	for (const siteId of ['perron', 'tandem']) await freshList(request, siteId);
});

test('a peer helper welcomes two people, the nurse calls both, and the waiting-room screen says so', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa1', '/milieu/perron/accueil');
	const reception = new Reception(tablet);
	const display = await openDisplay(browser, reception, 'Le Perron bleu');
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf1', '/milieu/perron/console');

	const first = await reception.welcome('Plaie, peau');
	await expect(ticket(phone, first)).toBeVisible();
	await tablet.getByRole('button', { name: 'Encore quelqu’un' }).click();
	await tablet.getByRole('button', { name: 'Douleur' }).click();
	await tablet.getByRole('button', { name: 'Mettre sur la liste' }).click();
	const second = await reception.wordShown();
	expect(second).not.toBe(first);
	await reception.backToTheList();
	await expect(ticket(tablet, second)).toBeVisible();

	await new Console(phone).callNext('Salle 1');
	await expect(ticket(display, first)).toBeVisible();
	await expect(display.getByText('Salle 1', { exact: true })).toBeVisible();
	await expect(ticket(display, second)).toBeHidden();
	await phone.getByRole('button', { name: 'Est là' }).click();
	await phone.getByRole('button', { name: 'Terminer' }).click();

	await new Console(phone).callNext('Salle 1');
	await expect(ticket(display, second)).toBeVisible();
	await expect(tablet.getByText('C’est son tour').first()).toBeVisible();
});

/** Every view that this screen is sent from now on, as it came over the wire. */
async function viewsSentTo(display: Page): Promise<string[]> {
	const views: string[] = [];
	display.on('websocket', (socket) =>
		socket.on('framereceived', ({ payload }) => {
			const [, sent] = /^42\/display,(.*)$/s.exec(String(payload)) ?? [];
			const [event, board] = JSON.parse(sent ?? '[]') as [string?, { view?: unknown }?];
			if (event === 'view') views.push(JSON.stringify(board?.view));
		})
	);
	await display.reload();
	await expect.poll(() => views.length).toBeGreaterThan(0);
	return views;
}

test('scenario 7: a discreet call is on the team’s screens, and on the waiting-room screen nothing changes, not even a number', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	await signIn(tablet, 'pa1', '/milieu/tandem/accueil');
	const reception = new Reception(tablet);
	const display = await openDisplay(browser, reception, 'Atelier Tandem');
	const discreet = await reception.welcome('Plaie, peau');
	await tablet.getByRole('button', { name: 'Plus de détails' }).click();
	await tablet.getByRole('radio', { name: 'discret : aller voir la personne' }).check();
	await tablet.getByRole('button', { name: 'Enregistrer' }).click();

	const views = await viewsSentTo(display);
	const before = views[0];
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'inf1', '/milieu/tandem/console');
	await new Console(phone).callNext('Salle 1');
	await phone.getByRole('button', { name: 'Est là' }).click();
	await phone.getByRole('button', { name: 'Terminer' }).click();

	// A second, ordinary call proves that the screen is up to date when it does not show the first.
	await tablet.goto('/milieu/tandem/accueil');
	const ordinary = await reception.welcome('Matériel');
	const helper = await openScreen(browser, 'phone');
	await signIn(helper, 'pa1', '/milieu/tandem/console');
	await new Console(helper).callNext('Salle 2');
	await expect(ticket(display, ordinary)).toBeVisible();
	await expect(ticket(display, discreet)).toHaveCount(0);
	// What it was sent was the same until then, to the last sign; then it was the ordinary call, and nothing else.
	const from = views.findIndex((view) => view.includes(ordinary));
	expect(new Set(views.slice(0, from))).toEqual(new Set([before]));
	// A screen that was behind asks again, and may be sent the same twice.
	expect(new Set(views.slice(from)).size).toBe(1);
	expect(views.join()).not.toContain(discreet);
});
