/** The register of incidents: its fields, nothing lost and nothing changed, sealed, and each reading written down. */
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IncidentShown } from '#lib/contract/incidents.ts';
import { Browser } from '../support/browser.ts';
import { signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { openPage, press } from '../support/office.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const PAGE = '/incidents';
const WORDS = {
	information: 'Surnoms de deux personnes et un numéro de téléphone',
	circumstances: 'Feuille laissée sur la table\nprès de la machine à café',
	reasoning: 'Retrouvée une heure plus tard par une collègue',
	measures: 'Feuille détruite, équipe rencontrée'
};
const FORM = {
	...WORDS,
	...{ from: '2026-11-02', until: '', awareOn: '2026-11-03', persons: '2', serious: 'no' },
	...{ commissionOn: '', ministerOn: '', personsOn: '', noticeWords: '' }
};

let database: TestDatabase;
let node: HalteNode;
let administrator: Client;
let coordinator: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, sessionClock: true });
	[administrator, coordinator] = await Promise.all([signIn(node, 'adm1'), signIn(node, 'coo1')]);
});

/** Writes an incident down; its id. */
async function record(client: Client, fields: Record<string, string> = {}): Promise<string> {
	const { status, location } = await press(client, `${PAGE}/nouveau`, 'record', { ...FORM, ...fields });
	expect(status).toBe(303);
	return location?.split('/').at(-1) ?? '';
}
const count = async () => (await database.sql`select 1 from incident`).length;
const readings = () => database.sql<{ kind: string; by: string; details: object }[]>`
	select kind, by, details from access_log where chain = '*' order by position`;

describe('An incident', () => {
	it('is kept with its fields, for coordination and administration, and shown as it was typed', async () => {
		const id = await record(coordinator, {
			...{ serious: 'yes', persons: '', personsUnknown: 'on', until: '2026-11-03' },
			...{ commissionOn: '2026-11-04', noticeWords: 'Affiche à l’entrée' }
		});
		for (const client of [coordinator, administrator]) {
			const { status, html } = await openPage(client, `${PAGE}/${id}`);
			expect(status).toBe(200);
			for (const text of [...Object.values(WORDS), 'Affiche à l’entrée', 'inconnu', 'Du 2 novembre 2026 au'])
				expect(html).toContain(text);
		}
		const { html } = await openPage(coordinator, PAGE);
		expect(html).toContain(WORDS.information);
		expect(html).toMatch(/dus depuis le 3 novembre 2026 \(\d+ jours\)/);
		for (const username of ['inf1', 'pa1', 'hot1', 'coo2']) {
			const somebody = await signIn(node, username);
			for (const page of [PAGE, `${PAGE}/nouveau`, `${PAGE}/${id}`])
				expect((await openPage(somebody, page)).status, `${username} ${page}`).toBe(403);
			expect((await press(somebody, `${PAGE}/nouveau`, 'record', FORM)).status).toBe(403);
		}
	});

	it.each([
		['without its circumstances', { circumstances: '  ' }, /Circonstances\s: Ce champ est trop court/],
		['without an answer on the risk', { serious: '' }, /préjudice sérieux/],
		['of tomorrow', { from: '2999-01-01', awareOn: '2999-01-01' }, /n’est pas encore arrivée/],
		['known before it began', { awareOn: '2026-11-01' }, /avant le début de l’incident/],
		['that ends before it begins', { until: '2026-11-01' }, /avant le début de l’incident/],
		['told before it was known', { commissionOn: '2026-11-02' }, /pris connaissance/],
		['without a number of persons', { persons: '' }, /Donnez un nombre, ou cochez/],
		['with a number that is unknown', { personsUnknown: 'on' }, /Donnez un nombre, ou cochez/],
		['of many persons in letters', { persons: 'beaucoup' }, /Nombre de personnes/],
		['with a day that is none', { from: '2026-02-30' }, /n’a pas la bonne forme/],
		['with an override of direction', { measures: 'a\u202Eb' }, /Mesures prises/],
		['with a field of its own', { signature: 'x' }, /n’existe pas/]
	])('is not kept %s, and nothing typed is lost', async (_, wrong, sentence) => {
		const before = await count();
		const browser = await new Browser(node).signIn('coo1');
		const fields = { ...FORM, ...wrong };
		const { status, text } = await browser.submit('/administration/incidents/nouveau?/record', fields);
		expect(status).toBe(400);
		expect(text).toMatch(sentence);
		for (const typed of [WORDS.information, WORDS.reasoning]) expect(text).toContain(typed);
		expect(await count()).toBe(before);
	});

	it('is corrected by another version, the former one stays; two at once are told apart', async () => {
		const id = await record(coordinator);
		const amend = (client: Client, fields: object) =>
			press(client, `${PAGE}/${id}`, 'amend', { ...FORM, amends: id, ...fields });
		const both = await Promise.all([
			amend(coordinator, { measures: 'Formation donnée' }),
			amend(administrator, { measures: 'Serrure changée' })
		]);
		expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
		expect(both.find(({ status }) => status === 409)?.code).toBe('incident_amended');
		const { html } = await openPage(coordinator, `${PAGE}/${id}`);
		expect(html).toContain('Version 2, écrite par');
		expect(html).toContain(WORDS.measures);
		expect(html).toMatch(/Formation donnée|Serrure changée/);
		expect(await database.sql`select 1 from incident where id = ${id} or amends = ${id}`).toHaveLength(2);
		const nowhere = await amend(coordinator, { amends: '01999999-0000-7000-8000-000000000000' });
		expect([nowhere.status, nowhere.code]).toEqual([404, 'not_found']);
	});
});

describe('The table', () => {
	it('holds nothing that can be read', async () => {
		const id = await record(coordinator);
		const [row] = await database.sql<{ text: string; content: Buffer }[]>`
			select i::text as text, content from incident i where id = ${id}`;
		const bytes = row?.content ?? Buffer.alloc(0);
		const shown = [row?.text, bytes.toString('utf8'), bytes.toString('latin1')].join(' ');
		for (const text of [...Object.values(WORDS), 'information', '2026-11-02', 'serious'])
			expect(shown).not.toContain(text);
	});

	it('takes a version of another incident for no version of this one', async () => {
		const [one, other] = [await record(coordinator), await record(coordinator)];
		const { sql } = database;
		// Only somebody who owns the table gets past its triggers.
		await sql`alter table incident disable trigger user`;
		try {
			await sql`
				update incident set content = (select content from incident where id = ${other}) where id = ${one}`;
			expect((await openPage(coordinator, `${PAGE}/${one}`)).status).toBe(500);
		} finally {
			await sql`delete from incident where id in (${one}, ${other})`;
			await sql`alter table incident enable trigger user`;
		}
	});

	it('refuses every change, also by who has the database’s account', async () => {
		await record(coordinator);
		const { sql } = database;
		for (const attempt of [
			sql`update incident set recorded_by = 'adm1'`,
			sql`delete from incident`,
			sql`truncate incident`
		])
			await expect(attempt).rejects.toThrow('append-only');
	});
});

describe('Reading', () => {
	it('the list, an incident or a file is written down in the network’s chain', async () => {
		const id = await record(administrator);
		const before = (await readings()).length;
		await openPage(coordinator, PAGE);
		await openPage(coordinator, `${PAGE}/${id}`);
		await new Browser(node).signIn('adm1').then((b) => b.submit('/administration/incidents/export/csv'));
		expect((await readings()).slice(before)).toEqual([
			{ kind: 'incidents_read', by: 'coo1', details: {} },
			{ kind: 'incidents_read', by: 'coo1', details: { incident: id } },
			{ kind: 'exported', by: 'adm1', details: { what: 'incidents', format: 'csv' } }
		]);
	});

	it('shows nothing when that can’t be written', async () => {
		const { sql } = database;
		await sql`alter table access_log add constraint broken check (kind <> 'incidents_read') not valid`;
		const { status, html } = await openPage(coordinator, PAGE);
		await sql`alter table access_log drop constraint broken`;
		expect(status).toBe(500);
		expect(html).not.toContain(WORDS.information);
	});
});

describe('The register as a file', () => {
	const file = (browser: Browser, format: string) =>
		browser.submit(`/administration/incidents/export/${format}`);

	it('is given to who has just shown who it is; others are led there or refused', async () => {
		const browser = await new Browser(node).signIn('coo1');
		await node.setAhead(11 * 60_000);
		const late = await file(browser, 'csv');
		await node.setAhead(0);
		expect([late.status, late.headers.get('location')]).toEqual([
			303,
			'/compte/confirmer?retour=%2Fadministration%2Fincidents'
		]);
		expect((await file(await new Browser(node).signIn('inf1'), 'csv')).status).toBe(403);
		expect((await file(new Browser(node), 'csv')).status).toBe(401);
		expect((await file(browser, 'pdf')).status).toBe(404);
	});

	it('has every version and every field, and no formula for a spreadsheet', async () => {
		const id = await record(coordinator, {
			information: '=HYPERLINK("http://a.invalid")',
			measures: '+1, "deux"'
		});
		await press(coordinator, `${PAGE}/${id}`, 'amend', { ...FORM, amends: id, serious: 'yes' });
		const browser = await new Browser(node).signIn('coo1');
		const csv = await file(browser, 'csv');
		expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		expect(csv.headers.get('cache-control')).toBe('no-store');
		expect(csv.headers.get('content-disposition')).toContain('attachment');
		const rows = parse(csv.text, { bom: true, columns: true }) as Record<string, string>[];
		const [newest, first] = rows.filter((row) => row['Incident'] === id);
		expect(newest).toMatchObject({
			...{ Version: '2', 'Renseignements visés': WORDS.information, Circonstances: WORDS.circumstances },
			'Y a-t-il un risque de préjudice sérieux ?': 'Oui'
		});
		expect(first).toMatchObject({
			Version: '1',
			'Renseignements visés': '\'=HYPERLINK("http://a.invalid")',
			'Mesures prises': '\'+1, "deux"'
		});
		const json = JSON.parse((await file(browser, 'json')).text) as { incidents: IncidentShown[] };
		const versions = json.incidents.find((one) => one.id === id)?.versions ?? [];
		expect(versions.map(({ incident }) => incident.information)).toEqual([
			WORDS.information,
			'=HYPERLINK("http://a.invalid")'
		]);
	});
});
