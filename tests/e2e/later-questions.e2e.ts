/** Questions that can wait: asked once somebody has their word. */
import { expect } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, Reception, signIn } from './screens.ts';

const LIST = '/milieu/escale/accueil';

test('what can wait is asked of somebody who has their word already, two touches from it', async ({
	browser
}) => {
	const desk = await openScreen(browser, 'tablet');
	await signIn(desk, 'pa2', LIST);
	await new Reception(desk).welcome('Douleur');
	await desk.getByRole('button', { name: 'Plus de détails' }).click();
	await desk.getByRole('button', { name: 'Compléter les réponses' }).click();
	const asked = desk.getByRole('dialog', { name: /Compléter/ }).getByRole('heading', { level: 1 });
	await expect(asked).toBeFocused();
	while (!/calme/.test(await asked.innerText())) {
		const before = await asked.innerText();
		await desk.getByRole('dialog').getByRole('button', { name: 'Je passe' }).click();
		await expect(asked).not.toHaveText(before);
	}
	await desk.getByRole('dialog').getByRole('button', { name: 'Oui', exact: true }).click();
	await desk.getByRole('button', { name: 'Enregistrer les réponses' }).click();
	await expect(desk.getByText(/: réponses notées\./)).toBeVisible();
});
