/** Fifty people with a name and a card, on every screen of the team: the browsers keep nothing of them, and no address says it. */
import { randomUUID } from 'node:crypto';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { test } from './story.ts';
import { canariesIn, canaryPeople, WITNESS, type CanaryPerson } from '../support/canaries.ts';
import { openScreen, signIn, welcoming } from './screens.ts';

const SITE = 'tandem';
const HOW_MANY = 50;

/** What a browser asked for and called its pages, since it was opened. */
class Watched {
	readonly addresses: string[] = [];
	readonly titles: string[] = [];

	constructor(readonly page: Page) {
		page.context().on('request', (request) => this.addresses.push(request.url()));
		page.on('websocket', (socket) => this.addresses.push(socket.url()));
		page.on('framenavigated', (frame) => this.addresses.push(frame.url()));
	}

	async look(): Promise<void> {
		this.titles.push(await this.page.title());
	}

	/** Everything outside of the page that could hold a name; each with its place. */
	async kept(): Promise<Record<string, string>> {
		await this.look();
		const { page } = this;
		const stored = await page.evaluate(async () => {
			const read = <T>(request: IDBRequest<T>) =>
				new Promise<T>((resolve, reject) => {
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(new Error('IndexedDB gave nothing'));
				});
			const indexed: unknown[] = [];
			for (const { name } of await indexedDB.databases()) {
				const database = await read(indexedDB.open(name ?? ''));
				for (const store of database.objectStoreNames) {
					const rows = database.transaction(store).objectStore(store);
					indexed.push(name, store, await read(rows.getAllKeys()), await read(rows.getAll()));
				}
				database.close();
			}
			const cached: string[] = [];
			for (const name of await caches.keys()) {
				const cache = await caches.open(name);
				for (const request of await cache.keys()) {
					const answer = await cache.match(request);
					cached.push(name, request.url, (await answer?.text()) ?? '');
				}
			}
			return {
				localStorage: JSON.stringify({ ...localStorage }),
				sessionStorage: JSON.stringify({ ...sessionStorage }),
				indexedDB: JSON.stringify(indexed),
				caches: cached.join('\n'),
				cookies: document.cookie,
				history: JSON.stringify(history.state)
			};
		});
		const cookies = JSON.stringify(await page.context().cookies());
		return { ...stored, jar: cookies, addresses: this.addresses.join('\n'), titles: this.titles.join('\n') };
	}

	async found(): Promise<string[]> {
		const places = Object.entries(await this.kept());
		return places.flatMap(([place, text]) => canariesIn(text).map((hit) => `${place}: ${hit}`));
	}
}

/** A command of the account that is signed in in this browser. */
async function send<T>(context: BrowserContext, path: string, values: object): Promise<T> {
	const reply = await context.request.post(`/api/v1${path}`, { data: { id: randomUUID(), ...values } });
	expect(reply.status(), `${path}: ${await reply.text()}`).toBeLessThan(300);
	return (await reply.json()) as T;
}

/** Puts somebody on the list, with all that can be known of them; their key. */
async function comes(
	{ alias, note, contact, word, legalName, numbers }: CanaryPerson,
	{ desk, nurse }: { desk: BrowserContext; nurse: BrowserContext }
): Promise<string> {
	const { visit } = await send<{ visit: { id: string } }>(desk, `/sites/${SITE}/visits`, {
		...{ services: ['infirmier'], alias, note, contact }
	});
	const personId = randomUUID();
	await send(desk, `/visits/${visit.id}/identify`, { personId, isNew: true, alias, word, contact });
	await send(nurse, `/sites/${SITE}/people/${personId}/details`, { legalName });
	for (const number of numbers)
		await send(nurse, `/sites/${SITE}/people/${personId}/health-number`, { number });
	return personId;
}

test('fifty names and numbers pass over the screens, and stay nowhere in a browser', async ({ browser }) => {
	test.setTimeout(180_000);
	const office = await openScreen(browser, 'laptop');
	await signIn(office, 'adm1', '/administration/reglages');
	const box = office.getByRole('checkbox', { name: 'Noter le numéro de carte d’assurance maladie' });
	await box.check();
	await office.getByRole('button', { name: 'Enregistrer' }).click();
	await expect(office.getByText('Les réglages sont enregistrés.')).toBeVisible();

	const [tablet, laptop] = [await openScreen(browser, 'tablet'), await openScreen(browser, 'laptop')];
	const [desk, nurse] = [new Watched(tablet), new Watched(laptop)];
	await signIn(tablet, 'pa1', `/milieu/${SITE}/accueil`);
	await signIn(laptop, 'inf1', `/milieu/${SITE}/console`);
	const people = canaryPeople(HOW_MANY);
	const ids: string[] = [];
	for (const person of people) {
		ids.push(await comes(person, { desk: tablet.context(), nurse: laptop.context() }));
	}

	await test.step('the list shows the names, and finds one again', async () => {
		await tablet.reload();
		await expect(tablet.getByText(new RegExp(people[0]?.alias ?? '')).first()).toBeVisible();
		await welcoming(tablet).click();
		await tablet.getByRole('radio', { name: 'Oui', exact: true }).check();
		await tablet.getByRole('radio', { name: 'Surnom et mot' }).check();
		await tablet.getByLabel('Surnom', { exact: true }).fill(people[1]?.alias ?? '');
		await tablet.getByLabel('Mot choisi la dernière fois').fill(people[1]?.word ?? '');
		await tablet.getByRole('button', { name: 'Chercher' }).click();
		await expect(tablet.getByRole('button', { name: new RegExp(people[1]?.alias ?? '') })).toBeVisible();
		await desk.look();
	});

	await test.step('a file is opened, and a number typed there in three spellings', async () => {
		for (const [i, number] of (people[0]?.numbers ?? []).entries()) {
			await laptop.goto(`/milieu/${SITE}/personne/${ids[i]}`);
			await nurse.look();
			await laptop.getByRole('button', { name: /^Soins/ }).click();
			await expect(laptop.getByText(people[i]?.legalName ?? '').first()).toBeVisible();
			await laptop.getByText('Changer le numéro').click();
			await laptop.getByRole('textbox', { name: 'Numéro d’assurance maladie' }).fill(number);
			await laptop.getByRole('button', { name: 'Vérifier' }).click();
			await laptop.getByRole('button', { name: 'Oui, enregistrer' }).click();
			await expect(laptop.getByText(people[0]?.numbers[1] ?? '').first()).toBeVisible();
			await nurse.look();
		}
	});

	expect([await desk.found(), await nurse.found()]).toEqual([[], []]);

	await test.step('the same search finds what is put in each place', async () => {
		await laptop.evaluate(async (words) => {
			localStorage.setItem('a', words);
			sessionStorage.setItem('a', words);
			document.cookie = `a=${encodeURIComponent(words)}`;
			await (await caches.open('a')).put('/a', new Response(words));
			history.replaceState({ words }, '', `?${new URLSearchParams({ words }).toString()}`);
			document.title = words;
			await new Promise<void>((resolve) => {
				const opening = indexedDB.open('a');
				opening.onupgradeneeded = () => opening.result.createObjectStore('a');
				opening.onsuccess = () => {
					const writing = opening.result.transaction('a', 'readwrite');
					writing.objectStore('a').put(words, 1);
					writing.oncomplete = () => resolve(opening.result.close());
				};
			});
			await fetch(`/healthz?${new URLSearchParams({ words }).toString()}`);
		}, WITNESS);
		const places = new Set((await nurse.found()).map((hit) => hit.split(':')[0]));
		expect([...places].sort()).toEqual(Object.keys(await nurse.kept()).sort());
	});

	await box.uncheck();
	await office.getByRole('button', { name: 'Enregistrer' }).click();
	await expect(office.getByText('Les réglages sont enregistrés.')).toBeVisible();
});
