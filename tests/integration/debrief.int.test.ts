/** The note after a block names nobody (R-B4): caught before it is kept, whoever is named, and told to nobody. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Problem } from '#lib/contract/problems.ts';
import { openText } from '#lib/server/keys/sealed-text.ts';
import { firstEntry, newId, signIn, type Client } from '../support/client.ts';
import { DEMO_RING } from '../support/demo-ring.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { newColleague } from '../support/office.ts';
import { keepFrom, knownPerson, merged } from '../support/people.ts';
import { hiddenField, markedIn, teamPage } from '../support/team-page.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const PAGE = `${SITE}/retroaction`;
type Kept = { debrief: { blockId: string; keptAt: string } };

let database: TestDatabase;
let node: HalteNode;
let peer: Client;
let nurse: Client;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	[peer, nurse] = await Promise.all([signIn(node, 'pa1'), signIn(node, 'inf1')]);
	const visit = await peer.register(SITE, { services: ['infirmier'] });
	await peer.do(`/visits/${visit.id}/details`, { alias: 'Étoile-du-Nord' });
	await knownPerson(database.sql, { alias: 'Nuage', legalName: 'Aurélie Tremblay', daysAgo: 40 });
});

const write = (client: Client, note: string, more: object = {}, siteId = SITE) =>
	client.tryTo<Kept & Problem>(`/sites/${siteId}/debrief`, { note, ...more });
/** The note of a site as it is kept, opened; null when there is none. */
async function keptAt(siteId = SITE): Promise<string | null> {
	const [row] = await database.sql<{ block_id: string; note: Buffer }[]>`
		select block_id, note from block_debrief where site_id = ${siteId} order by at desc limit 1`;
	return row === undefined ? null : openText(DEMO_RING, 'note', row.note, row.block_id);
}

describe('A note in which somebody is named (scenario 21)', () => {
	test.each([
		['somebody of the block', 'Merci à etoile du nord pour le café.', 'Nord'],
		['somebody who is known here', 'On garde une place à NUAGE.', 'NUAGE'],
		['by a name of their papers', 'Rappeler Aurelie Tremblay jeudi.', 'Tremblay']
	])('is caught before it is kept: %s', async (_, note, name) => {
		const { status, body, text } = await write(peer, note);
		expect([status, body.code]).toEqual([409, 'names_a_person']);
		expect(body.detail).toContain('nomme peut-être quelqu’un');
		expect(text).not.toContain(name);
		expect(await keptAt()).toBeNull();
	});

	it('is caught for somebody whom the author may not see, and for a key that was merged', async () => {
		const closed = await knownPerson(database.sql, { alias: 'Givre' });
		await keepFrom(database.sql, 'pa1', { personId: closed });
		const former = await knownPerson(database.sql, { alias: 'Brume', siteId: 'escale' });
		await merged(database.sql, former, closed, 'escale');
		for (const name of ['Givre', 'Brume'])
			expect((await write(peer, `${name} est venue.`)).body.code).toBe('names_a_person');
		expect(await keptAt()).toBeNull();
	});

	it('is kept when it names somebody of another site only', async () => {
		await knownPerson(database.sql, { alias: 'Pénombre', siteId: 'escale' });
		expect((await write(nurse, 'Dans la pénombre', {}, 'escale')).body.code).toBe('names_a_person');
		expect((await write(nurse, 'Dans la pénombre, mais ensemble')).status).toBe(200);
		expect(await keptAt()).toBe('Dans la pénombre, mais ensemble');
	});

	it('« carte-soleil » is nobody, says a second deliberate button', async () => {
		await knownPerson(database.sql, { alias: 'Soleil' });
		const note = 'Trois demandes de carte-soleil, à suivre.';
		expect((await write(peer, note)).body.code).toBe('names_a_person');
		expect((await write(peer, note, { evenSo: true })).status).toBe(200);
		expect(await keptAt()).toBe(note);
	});

	it('is a row of the audit, without the name, each time that one was found', async () => {
		const rows = () => database.sql<{ by: string; details: object }[]>`
			select by, details from access_log where kind = 'note_refused' and chain = ${SITE} order by position`;
		const before = (await rows()).length;
		expect((await write(nurse, 'Nuage est revenue, Nuage va mieux.')).body.code).toBe('names_a_person');
		expect((await rows()).slice(before)).toEqual([{ by: 'inf1', details: { count: 2 } }]);
	});

	it('can’t be tried out name by name: refused ones count as guesses at who is known here', async () => {
		const guesser = await newColleague(node, database.sql, {
			...{ id: 'devine', role: 'peer_helper', sites: [SITE] }
		});
		const codes: string[] = [];
		for (let i = 0; i < 25; i += 1) codes.push((await write(guesser, `Nuage ${i}`)).body.code);
		expect(codes.slice(0, 20)).toEqual(Array(20).fill('names_a_person'));
		expect(codes.at(-1)).toBe('too_many');
		// The same for looking people up, and the other way round.
		expect((await guesser.post(`/sites/${SITE}/people/find`, { alias: 'Nuage', word: 'x' })).status).toBe(
			429
		);
	});

	it('is in no log of the house, nor in what is kept of commands and accesses', async () => {
		const [logs] = await database.sql<{ text: string }[]>`
			select concat((select jsonb_agg(c) from command c), (select jsonb_agg(a) from access_log a)) as text`;
		for (const name of ['Nuage', 'NUAGE', 'Tremblay', 'Givre', 'soleil']) {
			expect(node.output()).not.toContain(name);
			expect(logs?.text).not.toContain(name);
		}
	});
});

describe('A note that names nobody', () => {
	it('is kept sealed, once per block, and nothing is written down about reading it', async () => {
		const accesses = () => database.sql`select count(*) from access_log`;
		const before = await accesses();
		const note = 'Bien : l’accueil à deux.\nÀ changer : le café plus tôt.';
		const { body } = await write(nurse, note);
		const rows = await database.sql<{ note: Buffer; by: string }[]>`
			select note, by from block_debrief where block_id = ${body.debrief.blockId}`;
		expect(rows.map(({ by }) => by)).toEqual(['inf1']);
		expect(rows[0]?.note.toString('utf8')).not.toContain('accueil');
		const { html } = await teamPage(peer, PAGE);
		expect(html).toContain('le café plus tôt');
		expect(await accesses()).toEqual(before);
	});

	it('sent again is the same note, kept when it was', async () => {
		const first = await write(peer, 'On a bien ri.');
		const again = await write(nurse, ' On a bien ri.\r\n');
		expect([first.status, again.status]).toEqual([200, 200]);
		expect(again.body).toEqual(first.body);
	});

	it('does not write over what a colleague has kept meanwhile', async () => {
		const { body } = await write(peer, 'Première version');
		const seenAt = body.debrief.keptAt;
		expect((await write(nurse, 'Version de la collègue', { seenAt })).status).toBe(200);
		const late = await write(peer, 'Deuxième version', { seenAt });
		expect([late.status, late.body.code]).toEqual([409, 'note_changed']);
		expect(await keptAt()).toBe('Version de la collègue');
	});

	test.each([
		{ note: '' },
		{ note: '   ' },
		{ note: 'x'.repeat(2001) },
		{ note: 'a\u202Eb' },
		{},
		{ nope: 1 }
	])('%j is no note', async (body) => {
		expect((await peer.tryTo(`/sites/${SITE}/debrief`, body)).body.code).toBe('invalid_input');
	});
});

describe('Whose block it is', () => {
	it('a note goes to the block that it was typed for, when another one has begun since', async () => {
		const { html } = await teamPage(peer, 'tandem/retroaction');
		const blockId = hiddenField(html, 'blockId');
		await peer.do('/sites/tandem/blocks/close');
		await peer.do('/sites/tandem/blocks/open');
		expect((await write(peer, 'Du premier bloc', { blockId }, 'tandem')).body.debrief.blockId).toBe(blockId);
		const { debrief } = (await write(peer, 'Du deuxième', {}, 'tandem')).body;
		expect(debrief.blockId).not.toBe(blockId);
		const foreign = await write(nurse, 'D’ailleurs', { blockId }, SITE);
		expect(foreign.status).toBe(404);
	});

	it('right after its end it is still the latest', async () => {
		const site = 'escale';
		const { body: before } = await write(nurse, 'Pendant', {}, site);
		await nurse.do(`/sites/${site}/blocks/close`);
		const { body: after } = await write(nurse, 'Après', {}, site);
		expect(after.debrief.blockId).toBe(before.debrief.blockId);
		expect((await teamPage(nurse, `${site}/retroaction`)).html).toContain('fermé');
	});

	it('the team of the site reads and writes it, and nobody else', async () => {
		const { sql } = database;
		const others = await Promise.all([
			signIn(node, 'hot1'),
			signIn(node, 'adm1'),
			newColleague(node, sql, { id: 'debrief-trainee', role: 'trainee', sites: [SITE] })
		]);
		for (const client of others) {
			expect((await teamPage(client, PAGE)).status).toBe(403);
			expect((await write(client, 'Une note')).status).toBe(403);
		}
		const stranger = await newColleague(node, sql, {
			id: 'debrief-far',
			role: 'clinician',
			sites: ['escale']
		});
		expect((await teamPage(stranger, PAGE)).status).toBe(404);
		expect((await write(stranger, 'Une note')).status).toBe(404);
	});

	it('its counts are those of the block, without names', async () => {
		const site = 'nichee';
		const client = await newColleague(node, database.sql, {
			...{ id: 'debrief-counts', role: 'clinician', sites: [site], services: ['infirmier', 'ecoute'] }
		});
		const visits = [];
		for (const _ of [1, 2, 3, 4, 5]) visits.push(await client.register(site, { services: ['ecoute'] }));
		const [seen, left, deferred] = visits;
		if (!seen || !left || !deferred) throw new Error('five came');
		for (const step of ['call', 'start', 'complete']) await client.step(firstEntry(seen), step);
		await client.do(`/visits/${left.id}/leave`);
		await client.tryTo(`/visits/${seen.id}/leave`);
		await client.step(firstEntry(deferred), 'defer');
		const { html } = await teamPage(client, `${site}/retroaction`);
		const counts = [...html.matchAll(/<dd[^>]*>(\d+)<\/dd>/g)].map(([, count]) => Number(count));
		expect(counts).toEqual([5, 1, 1, 1]);
	});
});

describe('The page, without scripts', () => {
	const send = async (client: Client, note: string, more: Record<string, string> = {}) => {
		const { html } = await teamPage(client, PAGE);
		const seen = { blockId: hiddenField(html, 'blockId'), seenAt: hiddenField(html, 'seenAt') };
		return teamPage(client, `${PAGE}?/save`, { note, ...seen, ...more });
	};

	it('marks the words that were found, loses nothing of what was typed, and keeps it on a second word', async () => {
		const note = 'Plus de cartes-soleil\nque de nuage & <b>';
		const caught = await send(peer, note);
		expect(caught.status).toBe(409);
		expect(markedIn(caught.html)).toEqual(['soleil', 'nuage']);
		expect(caught.html).toContain('name="evenSo"');
		expect(caught.html).toMatch(/<textarea[^>]*>Plus de cartes-soleil\nque de nuage &amp; &lt;b>/);
		expect(await keptAt()).not.toBe(note);
		expect((await send(peer, note, { evenSo: 'on', asked: note })).status).toBe(200);
		expect(await keptAt()).toBe(note);
	});

	it('a text that was changed after the question is searched again', async () => {
		const asked = 'Plus de cartes-soleil';
		const changed = await send(peer, `${asked}, dit Givre`, { evenSo: 'on', asked });
		expect(changed.status).toBe(409);
		expect(markedIn(changed.html)).toEqual(['soleil', 'Givre']);
	});

	it('shows what a colleague kept meanwhile, beside what was typed', async () => {
		const { html } = await teamPage(peer, PAGE);
		await write(nurse, 'De la collègue');
		const seen = { blockId: hiddenField(html, 'blockId'), seenAt: hiddenField(html, 'seenAt') };
		const late = await teamPage(peer, `${PAGE}?/save`, { note: 'La mienne', ...seen });
		expect(late.status).toBe(409);
		expect(late.html).toContain('De la collègue');
		expect(late.html).toMatch(/<textarea[^>]*>La mienne/);
		const after = { blockId: seen.blockId, seenAt: hiddenField(late.html, 'seenAt') };
		expect((await teamPage(peer, `${PAGE}?/save`, { note: 'La mienne', ...after })).status).toBe(200);
	});
});

it('an id that is no id is refused', async () => {
	const { body } = await peer.post(`/sites/${SITE}/debrief`, { id: 'x', note: 'Une note' });
	expect(body.code).toBe('invalid_input');
	expect((await peer.post(`/sites/${SITE}/debrief`, { id: newId(), note: 'Une note' })).status).toBe(200);
});
