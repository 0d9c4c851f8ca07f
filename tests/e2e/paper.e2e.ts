import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, signIn } from './screens.ts';

const SITE = 'nichee';
const ALIAS = 'Gaétane du pont';

/** Puts somebody on the list by the interface; the ticket word. */
function register(page: Page, body: object): Promise<string> {
	return page.evaluate(
		async ([address, sent]) => {
			const reply = await fetch(address, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: sent
			});
			if (!reply.ok) throw new Error(await reply.text());
			return ((await reply.json()) as { visit: { word: string } }).visit.word;
		},
		[`/api/v1/sites/${SITE}/visits`, JSON.stringify({ id: randomUUID(), ...body })] as const
	);
}

/** Counts how often the browser was asked to print, instead of printing. */
async function countPrints(page: Page): Promise<() => Promise<number>> {
	await page.addInitScript(() => {
		const counted = window as unknown as { prints: number };
		counted.prints = 0;
		window.print = () => void (counted.prints += 1);
	});
	return () => page.evaluate(() => (window as unknown as { prints: number }).prints);
}

/** The sizes of a PDF's pages, in points. */
function pagesOf(pdf: Buffer): { width: number; height: number }[] {
	const boxes = pdf.toString('latin1').matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g);
	return [...boxes].map(([, width, height]) => ({
		width: Math.round(Number(width)),
		height: Math.round(Number(height))
	}));
}
const A4 = { width: 595, height: 842 };

test('the list is on paper in two touches: words to tick, on A4, and nothing about anybody', async ({
	browser
}) => {
	const tablet = await openScreen(browser, 'tablet');
	const prints = await countPrints(tablet);
	await signIn(tablet, 'pa3', `/milieu/${SITE}/accueil`);
	const words = [await register(tablet, { reasons: ['plaie'], alias: ALIAS, note: 'a un petit chien' })];
	for (let i = 0; i < 29; i += 1) words.push(await register(tablet, { reasons: ['douleur'] }));

	await tablet.getByRole('button', { name: /^Menu de/ }).click();
	await tablet.getByRole('button', { name: 'Imprimer la liste' }).click();
	await tablet.waitForURL(`**/milieu/${SITE}/imprimer`);
	await expect.poll(prints).toBe(1);

	await tablet.emulateMedia({ media: 'print' });
	for (const word of words)
		await expect(tablet.getByRole('rowheader', { name: word, exact: true })).toBeVisible();
	await expect(tablet.getByText(/La Nichée.* · .* · imprimée à \d+\sh/)).toBeVisible();
	const paper = await tablet.content();
	for (const secret of [ALIAS, 'petit chien', 'Plaie', 'Douleur', 'Soins infirmiers']) {
		expect(paper, secret).not.toContain(secret);
	}
	const pages = pagesOf(await tablet.pdf({ preferCSSPageSize: true }));
	expect(pages).toEqual([A4, A4]);
});

test('empty cards for a power cut stand two on a page', async ({ browser }) => {
	const host = await openScreen(browser, 'laptop');
	const prints = await countPrints(host);
	await signIn(host, 'hot2', '/milieu/escale/hote');
	await host.getByRole('link', { name: 'Imprimer la liste' }).click();
	await host.getByRole('link', { name: 'Cartes vides, pour une panne' }).click();
	await expect(host.getByText(/qu’on (t|vous )’?appelle/)).toHaveCount(2);
	await expect.poll(prints).toBeGreaterThan(0);
	await host.emulateMedia({ media: 'print' });
	expect(pagesOf(await host.pdf({ preferCSSPageSize: true }))).toEqual([A4]);
});
