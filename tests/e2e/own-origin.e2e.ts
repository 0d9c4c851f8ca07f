/** What a page does behind the glass: whom it talks to, what its policy stops, and where a person's name ends up. */
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { test } from './story.ts';
import { openEveryPage } from './every-page.ts';
import { Console, openDisplay, openScreen, Reception, signIn } from './screens.ts';

/** All that goes out of a browser, and all that it says about what it stopped. */
class Watch {
	readonly addresses: string[] = [];
	readonly sockets: string[] = [];
	readonly complaints: string[] = [];
	#context: BrowserContext;

	private constructor(context: BrowserContext) {
		this.#context = context;
		context.on('request', (request) => this.addresses.push(request.url()));
		context.on('console', (message) => {
			const isRefusal = /^Failed to load resource: the server responded with a status of 40[134]/;
			// A page that may have to ring says for itself, on the page, that the browser lets it make no sound yet.
			const isSilence = /^The AudioContext was not allowed to start/;
			if (!['error', 'warning'].includes(message.type()) || isRefusal.test(message.text())) return;
			if (isSilence.test(message.text())) return;
			this.complaints.push(`${message.location().url}: ${message.text()}`);
		});
	}

	/** Watches from the first request on. */
	static async over(page: Page): Promise<Watch> {
		const watch = new Watch(page.context());
		page.on('websocket', (socket) => watch.sockets.push(socket.url()));
		await page.exposeFunction('tellOfViolation', (what: string) => watch.complaints.push(what));
		await page.addInitScript(() => {
			document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
				const tell = Reflect.get(window, 'tellOfViolation') as (what: string) => void;
				tell(`${location.pathname}: ${violatedDirective} stopped ${blockedURI} ${sample}`);
			});
		});
		return watch;
	}

	/** Fails when anything went elsewhere, or was stopped. */
	expectQuiet(origin: string): void {
		const host = origin.replace(/^http/, '');
		const elsewhere = [...this.addresses, ...this.sockets].filter(
			(address) => !new RegExp(`^(http|ws)${host}/`).test(address) && !address.startsWith('data:')
		);
		expect(elsewhere).toEqual([]);
		expect(this.complaints).toEqual([]);
		expect(this.#context.serviceWorkers()).toEqual([]);
	}
}

/** Every address that the page's markup names, whether or not it has been fetched. */
const addressesIn = (page: Page) =>
	page.evaluate(() =>
		[...document.querySelectorAll('[src], [href], [action], [srcset], [poster]')].flatMap((element) =>
			['src', 'href', 'action', 'srcset', 'poster'].flatMap((name) => element.getAttribute(name) ?? [])
		)
	);

/** Opens the page and waits until it asks for nothing more; all that its markup names is here too. */
async function openQuietly(page: Page, path: string): Promise<void> {
	await page.goto(path, { waitUntil: 'networkidle' });
	const home = new URL(page.url()).origin;
	for (const address of await addressesIn(page)) {
		expect(new URL(address, page.url()).origin, `${path}: ${address}`).toBe(home);
	}
}

async function openWatched(browser: Browser): Promise<{ page: Page; watch: Watch }> {
	const page = await openScreen(browser, 'laptop');
	return { page, watch: await Watch.over(page) };
}

test('every page, as somebody whom it is for: it asks nothing of another address, and its policy stops nothing', async ({
	browser,
	baseURL
}) => {
	test.setTimeout(300_000);
	await openEveryPage(browser, async ({ who, paths, signedIn }) => {
		const { page, watch } = await openWatched(browser);
		await signedIn(page);
		for (const path of paths) await openQuietly(page, path);
		await openQuietly(page, `/nowhere/${who}`);
		watch.expectQuiet(baseURL ?? '');
		await page.context().close();
	});
});

test('a policy of « self » lets the sockets through, at a name and at a number', async ({
	browser,
	baseURL
}) => {
	for (const origin of [baseURL ?? '', (baseURL ?? '').replace('localhost', '127.0.0.1')]) {
		const { page, watch } = await openWatched(browser);
		const connected = page.waitForEvent('websocket');
		await page.goto(`${origin}/connexion`);
		await page.evaluate(
			(address) => void new WebSocket(address),
			`${origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`
		);
		const socket = await connected;
		await socket.waitForEvent('framereceived');
		watch.expectQuiet(origin);
	}
});

const SCRIPT = '<script>window.taken=1</script>"><img src=x onerror="window.taken=2">';

test('a name stays in the page: not in a title, an address, or anything that the browser keeps', async ({
	browser,
	baseURL
}) => {
	const { page: tablet, watch: ofTablet } = await openWatched(browser);
	await signIn(tablet, 'pa1', '/milieu/perron/accueil');
	const reception = new Reception(tablet);
	const display = await openDisplay(browser, reception, 'Le Perron bleu');
	await reception.welcome('Plaie, peau');
	await tablet.getByRole('button', { name: 'Plus de détails' }).click();
	await tablet.getByLabel(/^Comment (veux-tu|voulez-vous)/).fill(SCRIPT);
	await tablet.getByRole('button', { name: 'Enregistrer' }).click();
	await reception.backToTheList();
	await expect(tablet.getByText(SCRIPT)).toBeVisible();

	const { page: phone, watch: ofPhone } = await openWatched(browser);
	await signIn(phone, 'inf1', '/milieu/perron/console');
	await new Console(phone).callNext('Salle 1');
	await phone.getByRole('button', { name: 'Est là' }).click();
	await expect(phone.getByText(SCRIPT)).toBeVisible();

	// Once drawn by the browser, once by the server.
	for (const again of [false, true]) {
		for (const page of [tablet, phone, display]) {
			if (again) await page.reload({ waitUntil: 'networkidle' });
			await expectNowhereKept(page);
		}
	}
	for (const watch of [ofTablet, ofPhone]) {
		watch.expectQuiet(baseURL ?? '');
		expect(
			watch.addresses.filter((address) => /taken|script|%3C/i.test(decodeURIComponent(address)))
		).toEqual(watch.addresses.filter((address) => address.endsWith('.js') && /script/.test(address)));
	}
});

/** No trace of the name but in the page's text, where it did nothing. */
async function expectNowhereKept(page: Page): Promise<void> {
	const kept = await page.evaluate(async () => ({
		title: document.title,
		address: location.href,
		state: JSON.stringify(history.state),
		cookies: document.cookie,
		local: JSON.stringify({ ...localStorage }),
		session: JSON.stringify({ ...sessionStorage }),
		databases: JSON.stringify(await indexedDB.databases()),
		caches: JSON.stringify(await caches.keys())
	}));
	expect(JSON.stringify(kept)).not.toMatch(/taken|script>/);
	expect([kept.cookies, kept.databases, kept.caches]).toEqual(['', '[]', '[]']);
	expect(await page.evaluate(() => Reflect.get(window, 'taken') as unknown)).toBe(undefined);
	expect(await page.locator('img[src="x"]').count()).toBe(0);
}
