/** Every page and every state of the screens, for those who see little, press with a knuckle, or use no mouse. */
import { test } from './story.ts';
import { Findings } from './accessible.ts';
import { openEveryPage } from './every-page.ts';
import { openScreen } from './screens.ts';

test('every page is accessible, can be pressed by a finger, and stands twice as large', async ({
	browser
}) => {
	test.setTimeout(300_000);
	const findings = new Findings();
	await openEveryPage(browser, async ({ who, paths, signedIn }) => {
		const page = await openScreen(browser, 'tablet');
		await signedIn(page);
		for (const path of paths) {
			await page.goto(path, { waitUntil: 'networkidle' });
			await findings.look(page, `${path} as ${who}`);
		}
		await page.context().close();
	});
	findings.expectNone();
});
