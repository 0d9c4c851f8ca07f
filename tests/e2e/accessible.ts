/** What a machine can tell of how a screen serves everybody: axe, and the size of what a finger must hit. */
import axe, { type Result, type RunOptions } from 'axe-core';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 AA, which holds all that SGQRI 008 3.0 asks of a page, and the habits that axe calls best. */
const RULES: RunOptions = {
	runOnly: {
		type: 'tag',
		values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
	}
};

/** The rule and the place of everything that axe finds on the page as it stands. */
async function axeFindings(page: Page): Promise<string[]> {
	// Through the debugger, not a script of the page: the page's own policy lets nothing of ours in.
	await page.evaluate(axe.source);
	const violations = await page.evaluate(async (rules) => {
		const engine = Reflect.get(window, 'axe') as typeof axe;
		return (await engine.run(document, rules)).violations as unknown as Pick<
			Result,
			'id' | 'help' | 'nodes'
		>[];
	}, RULES);
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')} ${failureSummary}`)
	);
}

/** A tablet's page at 200 %. */
const TWICE_AS_LARGE = { width: 410, height: 590 };

/** What can be pressed and is smaller than 56 px both ways; a link within a sentence is part of the sentence. */
const smallTargets = (page: Page) =>
	page.evaluate(() => {
		const TOUCH_PX = 56;
		const pressed = 'button, a[href], input, select, textarea, summary, [role="button"], [role="radio"]';
		const inSentence = (element: Element) =>
			element.matches('a') &&
			/\S/.test((element.parentElement?.textContent ?? '').replace(element.textContent ?? '', ''));
		// What is drawn for a hidden field is its label.
		const touched = (element: Element) => {
			const { labels } = element as HTMLInputElement;
			const label = labels?.[0];
			return element.matches('[type="radio"], [type="checkbox"]') && label ? label : element;
		};
		return [...document.querySelectorAll(pressed)]
			.filter((element) => element.checkVisibility({ visibilityProperty: true }) && !inSentence(element))
			.filter((element) => !element.matches('.skip, [type="hidden"]') && !element.closest('[inert]'))
			.map((element) => ({ element, box: touched(element).getBoundingClientRect() }))
			.filter(({ box }) => box.width > 0 && (box.height < TOUCH_PX - 0.5 || box.width < TOUCH_PX - 0.5))
			.map(({ element, box }) => {
				const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? element.tagName;
				return `${name.slice(0, 40)}: ${Math.round(box.width)} × ${Math.round(box.height)}`;
			});
	});

/** How long the page may take to settle in its new width: a bar of 15 px was seen to come and go. */
const SETTLED_MS = 10_000;

/** At twice the size nothing runs out of the window sideways (WCAG 1.4.10). */
async function sideways(page: Page): Promise<string[]> {
	const size = page.viewportSize();
	await page.setViewportSize(TWICE_AS_LARGE);
	const over = () =>
		page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	const settled = await expect
		.poll(over, { timeout: SETTLED_MS })
		.toBeLessThanOrEqual(0)
		.then(() => true)
		.catch(() => false);
	const found = settled ? [] : [`${await over()} px too wide at 200 %`];
	if (size !== null) await page.setViewportSize(size);
	return found;
}

/** All that a machine finds wrong with the page as it stands, each with the state that it was found in. */
async function barriersIn(page: Page, state: string): Promise<string[]> {
	const found = [...(await axeFindings(page)), ...(await smallTargets(page)), ...(await sideways(page))];
	return found.map((what) => `${state}: ${what.replaceAll(/\s+/g, ' ')}`);
}

/** Names what was found in each state; one failure tells them all. */
export class Findings {
	readonly #found: string[] = [];

	async look(page: Page, state: string): Promise<void> {
		this.#found.push(...(await barriersIn(page, state)));
	}

	expectNone(): void {
		expect(this.#found).toEqual([]);
	}
}
