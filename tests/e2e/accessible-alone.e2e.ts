/** The screen that somebody is left alone with, in a language from each side of the page: no barrier in any of its states. */
import { expect } from '@playwright/test';
import { test } from './story.ts';
import { Findings } from './accessible.ts';
import { expectAwake, leftAlone } from './left-alone.ts';
import { closeLooks } from './close-looks.ts';

test.afterEach(async ({ request }) => {
	await closeLooks(request, 'inf3', 'aubepine');
});

const LANGUAGES = [
	{
		...{ lang: 'fr', name: 'français', next: 'Continuer', put: 'Mettre sur la liste' },
		...{ pressing: /^Ça presse/, yes: 'Oui', back: 'Retour', still: 'Encore là ?' }
	},
	{
		...{ lang: 'ar', name: 'العربية', next: 'متابعة', put: 'أضِف إلى القائمة' },
		...{ pressing: /^هل الأمر/, yes: 'نعم', back: 'رجوع', still: 'هل ما زلتم هنا؟' }
	}
];

for (const { lang, name, next, put, pressing, yes, back, still } of LANGUAGES) {
	test(`in ${lang}, alone with the screen, no state has a barrier`, async ({ browser }) => {
		test.setTimeout(150_000);
		const { page } = await leftAlone(browser);
		const findings = new Findings();
		const look = (state: string) => findings.look(page, `${state}, ${lang}`);
		const touch = (what: string | RegExp) =>
			page.getByRole('button', { name: what, exact: typeof what === 'string' }).click();

		await look('the languages');
		await touch(name);
		await expect(page.locator('html')).toHaveAttribute('lang', lang);
		await page.getByRole('checkbox').first().check();
		await look('the reasons');
		await touch(pressing);
		await look('does it press');
		await touch(back);
		await touch(next);
		await look('a question');
		await touch(put);
		await expect(page.locator('bdi')).toBeVisible();
		await look('the ticket');
		await page.getByRole('contentinfo').getByRole('button').click();

		await touch(name);
		await touch(pressing);
		await touch(yes);
		await expect(page.locator('bdi')).toBeVisible();
		await look('somebody comes');

		await page.clock.install();
		await page.reload();
		await expectAwake(page);
		await touch(name);
		await page.clock.runFor(46_000);
		await expect(page.getByRole('dialog', { name: still })).toBeVisible();
		await page.clock.resume();
		await look('still there');
		findings.expectNone();
	});
}
