/** A welcome arrangement past its last day (R-Q11): shown to nobody, reviewed by somebody, forgotten with the person. */
import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PersonCopy } from '#lib/contract/person-copy.ts';
import { keyRing } from '#lib/server/keys/key-ring.ts';
import { knownToEverybody } from '#lib/server/keys/open-keys.ts';
import { readArrangements } from '#lib/server/store/arrangements.ts';
import { openDatabase } from '#lib/server/store/database.ts';
import { resealAll } from '#lib/server/store/reseal.ts';
import { readKeyUses } from '#lib/server/store/sealed-columns.ts';
import {
	LATEST,
	MIDNIGHT,
	NOW,
	SITE,
	SOON,
	WORDS,
	pathOf,
	readOf,
	reviewOf,
	writeOf,
	writtenOf,
	type Answered
} from '../support/arrangements.ts';
import { atEnd } from '../support/at-end.ts';
import { newId, signIn, type Client } from '../support/client.ts';
import { forgettingIn, forgotten } from '../support/forgetting.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { accessesTo, keepFrom, knownPerson } from '../support/people.ts';
import { teamPage } from '../support/team-page.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let node: HalteNode;
let peer: Client;
let nurse: Client;
let coordinator: Client;
let personId: string;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, now: NOW });
	[peer, nurse, coordinator] = await Promise.all([
		signIn(node, 'pa1'),
		signIn(node, 'inf1'),
		signIn(node, 'coo1')
	]);
});
beforeEach(async () => {
	await node.setClock(NOW);
	await database.sql`delete from welcome_arrangement`;
	personId = await knownPerson(database.sql, { alias: 'Peuplier', alsoAt: ['escale'] });
});

const write = (client: Client, more: object = {}) => writeOf(client, personId, more);
const review = (client: Client, body: object) => reviewOf(client, personId, body);
const written = (more: object = {}) => writtenOf(peer, personId, more);
const shownTo = async (client: Client) => (await readOf(client, personId)).body.arrangement;

const REVIEW_PAGE = `${SITE}/modalites`;

describe('Past its last day (scenario 26)', () => {
	it('it is shown until local midnight, and then nowhere but to coordination, until somebody reviews it', async () => {
		const id = await written();
		await node.setClock(MIDNIGHT - 1);
		expect(await shownTo(peer)).toMatchObject({ id });
		expect((await teamPage(coordinator, REVIEW_PAGE)).html).not.toContain('Passer par la cour');
		await node.setClock(MIDNIGHT);
		for (const client of [peer, nurse, coordinator]) expect(await shownTo(client)).toBeNull();
		expect((await teamPage(nurse, REVIEW_PAGE)).status).toBe(403);
		const { status, html } = await teamPage(coordinator, REVIEW_PAGE);
		expect(status).toBe(200);
		for (const word of ['Peuplier', 'Passer par la cour', 'Maude', 'avant 10 h'])
			expect(html).toContain(word);
		expect((await teamPage(coordinator, `${SITE}/retroaction`)).html).toMatch(/à revoir.*[1-9]/);
		const seen = (await accessesTo(database.sql, SITE)).filter((row) => row.person_id === personId).at(-1);
		expect(seen).toMatchObject({ by: 'coo1', kind: 'person_opened', details: { step: 'due' } });
		const ended = await teamPage(coordinator, `${REVIEW_PAGE}?/end`, { personId, arrangementId: id });
		expect(ended.status).toBe(200);
		expect(ended.html).not.toContain('Passer par la cour');
		const [row] = await database.sql`select reviewed_by from welcome_arrangement where id = ${id}`;
		expect(row).toEqual({ reviewed_by: 'coo1' });
	});

	it('the team itself reviews it no more, and may note another one', async () => {
		const id = await written();
		await node.setClock(MIDNIGHT);
		for (const outcome of [{ outcome: 'ended' }, { outcome: 'extended', until: SOON, personInformed: true }])
			expect((await review(peer, { arrangementId: id, ...outcome })).status).toBe(404);
		expect((await write(peer, { until: '2026-12-01' })).status).toBe(201);
		const again = { arrangementId: id, outcome: 'extended', until: '2026-12-01', personInformed: true };
		expect((await review(coordinator, again)).body.code).toBe('arrangement_stands');
	});

	it('to go on with it is another one, with the same words and a new end', async () => {
		const id = await written();
		await node.setClock(MIDNIGHT);
		const about = { personId, arrangementId: id };
		const late = { ...about, until: '2026-12-27', informed: 'on' };
		expect((await teamPage(coordinator, `${REVIEW_PAGE}?/extend`, late)).status).toBe(400);
		const untold = await teamPage(coordinator, `${REVIEW_PAGE}?/extend`, { ...about, until: '2026-12-26' });
		expect(untold.status).toBe(400);
		expect(await shownTo(peer)).toBeNull();
		const on = { ...about, until: '2026-12-26', informed: 'on' };
		expect((await teamPage(coordinator, `${REVIEW_PAGE}?/extend`, on)).status).toBe(200);
		const shown = await shownTo(peer);
		expect(shown).toMatchObject({ ...WORDS, until: '2026-12-26' });
		expect(shown?.id).not.toBe(id);
		expect((await teamPage(coordinator, `${REVIEW_PAGE}?/extend`, on)).status).toBe(409);
	});

	it('the same review sent twice is one', async () => {
		const arrangementId = await written();
		const body = { id: newId(), arrangementId, outcome: 'extended', until: LATEST, personInformed: true };
		const path = `${pathOf(personId)}/review`;
		const [one, again] = [await nurse.post<Answered>(path, body), await nurse.post<Answered>(path, body)];
		expect([one.status, again.status]).toEqual([200, 200]);
		expect(again.body).toEqual(one.body);
		expect(one.body.arrangement).toMatchObject({ ...WORDS, until: LATEST });
		const ended = await review(peer, { arrangementId: one.body.arrangement?.id, outcome: 'ended' });
		expect(ended.body).toEqual({ arrangement: null });
	});

	it('a coordinator whom the person named does not find it in the list', async () => {
		await written();
		await keepFrom(database.sql, 'coo1', { personId });
		await node.setClock(MIDNIGHT);
		const { status, html } = await teamPage(coordinator, REVIEW_PAGE);
		expect(status).toBe(200);
		expect(html).not.toContain('Peuplier');
		expect(html).not.toContain('Passer par la cour');
	});

	it('another site’s list has nothing of it', async () => {
		await written();
		await node.setClock(MIDNIGHT);
		expect((await teamPage(coordinator, 'escale/modalites')).html).not.toContain('Passer par la cour');
	});
});

describe('What becomes of it', () => {
	it('it stands in the copy for the person, also when it is over', async () => {
		const arrangementId = await written();
		await review(peer, { arrangementId, outcome: 'ended' });
		const copy = await nurse.post<PersonCopy>(`/sites/${SITE}/people/${personId}/export`, {});
		expect(copy.body.arrangements).toMatchObject([{ ...WORDS, until: SOON }]);
	});

	it('it is forgotten with the person', async () => {
		await written();
		const { sql } = database;
		const longAgo = new Date('2024-01-01T00:00:00Z');
		await sql`update person set last_seen_at = ${longAgo} where id = ${personId}`;
		await sql`update person_at_site set last_seen_at = ${longAgo} where person_id = ${personId}`;
		await forgotten(await forgettingIn(database, () => NOW));
		const rows = await sql`
			select 1 from person where id = ${personId}
			union all select 1 from welcome_arrangement where person_id = ${personId}`;
		expect([...rows]).toEqual([]);
	});

	it('its words, and the notes of blocks, go under a new key like everything else', async () => {
		const { body } = await write(peer);
		expect((await peer.tryTo(`/sites/${SITE}/debrief`, { note: 'On a bien ri.' })).status).toBe(200);
		const pools = openDatabase(database.connection);
		atEnd(() => pools.close());
		const masters = new Map([
			[1, knownToEverybody()],
			[2, randomBytes(32)]
		]);
		const newer = keyRing(masters);
		newer.learn(new Map([1, 2].map((version) => [version, newer.proof(version)])));
		expect(newer.active).toBe(2);
		expect((await resealAll(pools.write, newer)).unreadable).toBe(0);
		const uses = (await readKeyUses(pools.read)).filter(({ column }) =>
			['welcome_arrangement.words', 'block_debrief.note'].includes(column)
		);
		expect(uses.map(({ column, version }) => `${column} ${version}`).sort()).toEqual([
			'block_debrief.note 2',
			'welcome_arrangement.words 2'
		]);
		const [moved] = await pools.write.begin((tx) => readArrangements(tx, newer, { family: [personId] }));
		expect(moved).toMatchObject({ ...WORDS, id: body.arrangement?.id });
	});
});
