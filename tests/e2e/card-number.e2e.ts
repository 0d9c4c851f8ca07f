/** The number of a health card: read back to the person, warned about when it is wrong, never refused. */
import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { test } from './story.ts';
import { openScreen, signIn } from './screens.ts';

const SITE = 'escale';

/** Somebody who comes in and says who they are; their key. */
async function somebodyKnown(nurse: Page): Promise<string> {
	const send = async (path: string, values: object): Promise<unknown> => {
		const reply = await nurse
			.context()
			.request.post(`/api/v1${path}`, { data: { id: randomUUID(), ...values } });
		expect(reply.status(), await reply.text()).toBeLessThan(300);
		return reply.json();
	};
	const { visit } = (await send(`/sites/${SITE}/visits`, {})) as { visit: { id: string } };
	const personId = randomUUID();
	await send(`/visits/${visit.id}/identify`, { personId, isNew: true, alias: 'Martin-pêcheur' });
	return personId;
}

test('a number tells a birth date to be asked about; a wrong one warns, and is kept all the same', async ({
	browser
}) => {
	const office = await openScreen(browser, 'laptop');
	await signIn(office, 'adm1', '/administration/reglages');
	await office.getByRole('checkbox', { name: 'Noter le numéro de carte d’assurance maladie' }).check();
	await office.getByRole('button', { name: 'Enregistrer' }).click();
	await expect(office.getByText('Les réglages sont enregistrés.')).toBeVisible();

	const nurse = await openScreen(browser, 'laptop');
	await signIn(nurse, 'inf1', `/milieu/${SITE}/console`);
	await nurse.goto(`/milieu/${SITE}/personne/${await somebodyKnown(nurse)}`);
	await nurse.getByRole('button', { name: /^Soins/ }).click();
	await nurse.getByText('Noter le numéro').click();
	const field = nurse.getByRole('textbox', { name: 'Numéro d’assurance maladie' });
	// As a reader types it: the stripe, then Enter.
	await field.fill('%BTREM87531414^TREMBLAY^MARIE');
	await field.press('Enter');
	await expect(nurse.getByText(/14 mars 1987\. C’est bien vous\s?\?/)).toBeVisible();
	await nurse.getByRole('button', { name: 'Non, reprendre' }).click();

	await field.fill('TREM 8753 1411');
	await nurse.getByRole('button', { name: 'Vérifier' }).click();
	await expect(nurse.getByText(/Un signe ne va pas avec les autres/)).toBeVisible();
	await nurse.getByRole('button', { name: 'Garder quand même' }).click();
	await expect(nurse.getByText('Le numéro est noté.')).toBeVisible();
	await expect(nurse.getByText('TREM 8753 1411').first()).toBeVisible();
	await expect(nurse.getByText('à vérifier')).toBeVisible();
	// The fold is still open.
	await nurse.getByRole('button', { name: 'Effacer le numéro' }).click();
	await expect(nurse.getByText('Le numéro est effacé.')).toBeVisible();
	await expect(nurse.getByText('TREM 8753 1411')).toHaveCount(0);
	const changes = nurse.getByRole('listitem').filter({ hasText: 'Numéro d’assurance maladie' });
	await expect(changes).toHaveText(/ce qui était écrit avant est effacé/);
});
