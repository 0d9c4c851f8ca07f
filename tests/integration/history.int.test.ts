/** The history of the house: every change can be read, however long ago; what people and screens do by themselves too. */
import { beforeAll, describe, expect, it } from 'vitest';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { Browser } from '../support/browser.ts';
import { newId, signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { addColleague, changesOf, openPage } from '../support/office.ts';
import { openDisplay, pairDisplay } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const A_YEAR_AGO = Date.UTC(2025, 0, 1);

let database: TestDatabase;
let node: HalteNode;
let office: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	office = await signIn(node, 'adm1');
});

/** So many renamings of an account, a minute apart; their numbers stand in the names. */
async function renamed(accountId: string, count: number): Promise<void> {
	await database.sql`insert into administrative_change ${database.sql(
		Array.from({ length: count }, (_, i) => ({
			...{ id: newId(), at: new Date(A_YEAR_AGO + i * 60_000), by: 'adm1', what: 'account_renamed' },
			...{ subject: 'account', subject_id: accountId, site_id: null },
			before: database.sql.json({ name: `Nom ${i}`, title: 'x' }),
			after: database.sql.json({ name: `Nom ${i + 1}`, title: 'x' })
		}))
	)}`;
}

/** The numbers of the changes on a page and on those that « Plus anciens » leads to. */
async function readAll(page: string): Promise<{ numbers: number[]; pages: number }> {
	const numbers: number[] = [];
	let next: string | undefined = page;
	let pages = 0;
	while (next !== undefined) {
		const { status, html } = await openPage(office, next);
		expect(status).toBe(200);
		pages += 1;
		const text = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
		const shown = [...text.matchAll(/<p[^>]*>Nom (\d+) s’appelle maintenant/g)];
		numbers.push(...shown.map(([, number]) => Number(number)));
		const [, older] = /href="(\?avant=[0-9a-f-]{36})"[^>]*>Plus anciens</.exec(text) ?? [];
		next = older === undefined ? undefined : page + older;
	}
	return { numbers, pages };
}

describe('What happened long ago', () => {
	it('is read page by page, each change once, to the very first', async () => {
		await addColleague(database.sql, { id: 'pa9', role: 'peer_helper', sites: ['perron'] });
		await renamed('pa9', 230);
		const inOrder = Array.from({ length: 230 }, (_, i) => 229 - i);
		expect(await readAll('/historique')).toEqual({ numbers: inOrder, pages: 3 });
		expect(await readAll('/comptes/pa9')).toEqual({ numbers: inOrder, pages: 5 });
	});

	it.each(['x', '', "';drop table account;--", newId()])(
		'asked for before « %s »: no fault',
		async (avant) => {
			const { status } = await openPage(office, `/historique?avant=${encodeURIComponent(avant)}`);
			expect(status).toBe(200);
		}
	);
});

describe('In the history stands', () => {
	const sentenceShown = async (sentence: string) =>
		expect((await openPage(office, '/historique')).html).toContain(sentence);

	it('a new password of one’s own, without the password', async () => {
		const helper = await new Browser(node).signIn('pa2');
		const secret = 'trois canots sous la lune';
		await helper.submit('/compte/mot-de-passe', { password: secret, again: secret });
		expect(await changesOf(database.sql, 'pa2')).toEqual(['password_changed']);
		await sentenceShown('a changé son mot de passe');
	});

	it('a new PIN of one’s own, without the PIN', async () => {
		const nurse = await new Browser(node).signIn('inf1');
		await nurse.submit('/compte/nip', { pin: '482915', again: '482915' });
		expect(await changesOf(database.sql, 'inf1')).toEqual(['pin_changed']);
		const [row] =
			await database.sql`select by, before, after from administrative_change where what = 'pin_changed'`;
		expect(row).toEqual({ by: 'inf1', before: {}, after: {} });
		await sentenceShown('a choisi un NIP');
	});

	it('a screen that was cut because a copy of its key was shown; nobody did it', async () => {
		await pairDisplay(await signIn(node, 'inf1'), 'perron');
		const [screen] = await database.sql<{ id: string }[]>`select id from display where site_id = 'perron'`;
		const copied = newId();

		await database.sql`insert into display_token_used (token_hash, display_id, used_until)
			values (${hashToken(copied)}, ${screen?.id ?? ''}, now() - interval '1 minute')`;

		const thief = openDisplay(node, copied);
		expect(await thief.until('a refusal', () => thief.refusedEntry)).toBe('not_signed_in');
		const rows = await database.sql`
			select what, by, site_id from administrative_change where subject_id = ${screen?.id ?? ''}`;
		expect(rows).toEqual([{ what: 'display_cut', by: null, site_id: 'perron' }]);
		await sentenceShown('une copie de sa clé a été montrée');
		await sentenceShown('De lui-même');
	});
});
