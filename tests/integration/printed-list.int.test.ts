/** The list on paper: words, in an order that its reader may know, and nothing else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { firstEntry, signIn, type Client } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';

let database: TestDatabase;
let node: HalteNode;
let peer: Client;
let nurse: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	[peer, nurse] = await Promise.all([signIn(node, 'pa1'), signIn(node, 'inf1')]);
});

const sheet = (who: Client, path = 'imprimer') =>
	fetch(`${node.url}/milieu/${SITE}/${path}`, { headers: { cookie: who.cookie }, redirect: 'manual' });
const wordsOn = async (who: Client) =>
	[...(await (await sheet(who)).text()).matchAll(/<th scope="row"[^>]*>([^<]+)</g)].map(([, word]) => word);

describe('The printed list', () => {
	it('has those who wait, as they pass for the team and as they came for the host; nobody who was met or left', async () => {
		const first = await peer.register(SITE, { reasons: ['plaie'], alias: 'Premiere', note: 'tousse' });
		const second = await peer.register(SITE, { reasons: ['plaie'] });
		const met = await peer.register(SITE, { reasons: ['plaie'] });
		const gone = await peer.register(SITE, { reasons: ['plaie'] });
		await nurse.step(firstEntry(second), 'level', { level: 'sooner_today', cause: 'pain' });
		await nurse.step(firstEntry(met), 'call');
		await nurse.step(firstEntry(met), 'start');
		await peer.do(`/visits/${gone.id}/leave`);
		expect(await wordsOn(peer)).toEqual([second.word, first.word]);
		expect(await wordsOn(nurse)).toEqual([second.word, first.word]);
		expect(await wordsOn(await signIn(node, 'hot1'))).toEqual([first.word, second.word]);
	});

	it('and the data behind it hold no name, no reason, no service and no person’s key', async () => {
		for (const path of ['imprimer', 'imprimer/__data.json']) {
			const text = await (await sheet(peer, path)).text();
			for (const secret of ['Premiere', 'tousse', 'Plaie', 'plaie', 'infirmier', 'personId', 'visitId'])
				expect(text, `${secret} in ${path}`).not.toContain(secret);
		}
	});

	it('is kept by no browser', async () => {
		for (const path of ['imprimer', 'imprimer/carte'])
			expect((await sheet(peer, path)).headers.get('cache-control')).toBe('no-store');
	});

	it.each(['imprimer', 'imprimer/carte'])(
		'« %s » is for those who see the words of the site',
		async (path) => {
			expect((await sheet(await signIn(node, 'adm1'), path)).status).toBe(403);
			expect((await sheet(await signIn(node, 'hot2'), path)).status).toBe(404);
			expect((await sheet({ cookie: '' } as Client, path)).status).toBe(303);
		}
	);
});

describe('The empty card', () => {
	const card = async () => (await sheet(peer, 'imprimer/carte')).text();

	it('asks what the tablet asks before the place on the list, in the words of the site', async () => {
		const text = await card();
		for (const asked of [
			'Comment voulez-vous qu’on vous appelle',
			'Le mot du billet',
			'Vous êtes avec quelqu’un'
		])
			expect(text).toContain(asked);
		expect(text).not.toContain('Avez-vous une carte');
	});

	it('follows a question that the network asks otherwise', async () => {
		await database.sql`update question_version set withdrawn_at = now() where question_id = 'presse'`;
		expect(await card()).not.toContain('Ça presse');
	});
});
