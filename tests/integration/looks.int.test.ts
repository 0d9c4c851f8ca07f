/** « Coup d’œil » over the wire: who may do what, who sees what, what is kept and for how long. */
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { signIn, type Client, type Visit } from '../support/client.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { connectStaff } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const WORDS = 'CANARI j’ai mal icitte';
const HOUR = 3_600_000;

let database: TestDatabase;
let node: HalteNode;
let peer: Client;
let nurse: Client;
let host: Client;
let visit: Visit;
let lookId: string;
let now = Date.parse('2026-11-18T13:00:00-05:00');
const id = () => v7({ msecs: now });
const ask = (who: Client, body: object = {}) =>
	who.post<{ look: { id: string }; code?: string }>('/sites/perron/looks', { id: id(), ...body });
const step = (who: Client, word: string, body: object = {}, look = lookId) =>
	who.post(`/looks/${look}/${word}`, { id: id(), ...body });

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database, now });
	[peer, nurse, host] = await Promise.all([signIn(node, 'pa1'), signIn(node, 'inf1'), signIn(node, 'hot1')]);
	visit = await peer.register('perron', { id: id(), services: ['infirmier'] });
});

describe('Asking for a look', () => {
	it('is answered with its id, and the same again for the same command', async () => {
		const asked = { visitId: visit.id, signs: ['souffle'], words: WORDS, room: 'perron-grande-salle' };
		const body = { id: id(), lookId: randomUUID(), ...asked, told: ['inf1'] };
		const first = await peer.post<{ look: { id: string } }>('/sites/perron/looks', body);
		const again = await peer.post('/sites/perron/looks', body);
		expect(first.status).toBe(201);
		expect(again.text).toBe(first.text);
		lookId = first.body.look.id;
		expect(lookId).toBe(body.lookId);
	});

	it('needs nothing to be chosen, and is for the host too', async () => {
		for (const who of [peer, host]) {
			const { status, body } = await ask(who, { signs: [] });
			expect(status).toBe(201);
			expect((await step(who, 'close', {}, body.look.id)).status).toBe(200);
		}
	});

	it('names what is unknown', async () => {
		for (const [body, path] of [
			[{ signs: ['inconnu'] }, 'signs'],
			[{ room: 'escale-salle-1' }, 'room'],
			[{ told: ['personne'] }, 'told']
		] as const) {
			const { status, body: problem } = await ask(peer, body);
			expect([status, problem]).toMatchObject([400, { code: 'invalid_input', fields: [{ path }] }]);
		}
		expect((await ask(peer, { words: 'a'.repeat(501) })).status).toBe(400);
		expect((await ask(peer, { visitId: randomUUID() })).status).toBe(404);
		expect((await ask(peer, { lookId })).body.code).toBe('look_exists');
	});
});

describe('What each audience is shown', () => {
	it('the clinician reads signs and exact words', async () => {
		const { view } = await nurse.board('perron', 'clinician');
		expect(view.looks).toMatchObject([
			{
				...{ id: lookId, visitId: visit.id, word: visit.word, room: 'Grande salle', words: WORDS },
				...{ askedBy: 'Rosalie Thibodeau-Kane', askedById: 'pa1', acknowledgedAt: null },
				signs: [{ id: 'souffle', pictogram: 'lungs' }],
				told: [{ id: 'inf1' }]
			}
		]);
	});

	it('nobody else reads the words; coordination and the host do not learn the signs either', async () => {
		const coordinator = await signIn(node, 'coo1');
		const reception = JSON.stringify((await peer.board('perron', 'reception')).view.looks);
		const seen = JSON.stringify((await coordinator.board('perron', 'coordinator')).view.looks);
		const atHost = (await host.board('perron', 'host_worker')).view.looks;
		expect(reception).toContain('souffle');
		expect(`${reception}${seen}${JSON.stringify(atHost)}`).not.toContain('CANARI');
		expect(seen).not.toContain('souffle');
		expect(Object.keys(atHost[0] ?? {}).sort()).toEqual(['acknowledged', 'askedAt', 'id', 'room', 'word']);
	});

	it('of somebody whom a colleague may not see, not even the clinician reads the words', async () => {
		await peer.do(`/visits/${visit.id}/restrict`, { id: id(), accountId: 'med1' });
		const [look] = (await nurse.board('perron', 'clinician')).view.looks;
		expect(look).toMatchObject({ word: visit.word, words: null });
		await peer.do(`/visits/${visit.id}/lift-restriction`, { id: id(), accountId: 'med1' });
	});
});

describe('« J’y vais »', () => {
	it('is not a peer helper’s to say, nor is a level', async () => {
		expect(await step(peer, 'acknowledge')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
		const level = { id: id(), level: 'now', cause: 'pain' };
		const set = await peer.post(`/entries/${visit.entries[0]?.id ?? ''}/level`, level);
		expect(set).toMatchObject({ status: 403, body: { code: 'forbidden' } });
	});

	it('is said once, and reaches every screen at once', async () => {
		const screen = await connectStaff(peer, 'perron', 'reception');
		const at = performance.now();
		expect((await step(nurse, 'acknowledge')).status).toBe(200);
		await screen.untilView(
			'that somebody goes',
			({ looks }) => looks[0]?.acknowledgedBy === 'Maude Pellerin'
		);
		// By itself: screens that were not told look again every five seconds only.
		expect(performance.now() - at).toBeLessThan(5_000);
		const coordinator = await signIn(node, 'coo1');
		expect(await step(coordinator, 'acknowledge')).toMatchObject({
			...{ status: 409, body: { code: 'already_acknowledged', by: { id: 'inf1', name: 'Maude Pellerin' } } }
		});
	});

	it('after that whoever asked can’t take it back; others may still be told', async () => {
		expect((await step(peer, 'close')).status).toBe(403);
		expect((await step(peer, 'tell', { accountId: 'med1' })).status).toBe(200);
		const [look] = (await peer.board('perron', 'reception')).view.looks;
		expect(look?.told.map((one) => one.id).sort()).toEqual(['inf1', 'med1']);
	});
});

describe('What is kept of it', () => {
	const row = async () => {
		const [kept] = await database.sql<{ words: Buffer | null; room: string | null; signs: string[] }[]>`
			select words_sealed as words, room_id as room, signs from quick_look where id = ${lookId}`;
		return kept;
	};

	it('the words lie sealed in their row; no event has them, nor the place', async () => {
		expect((await row())?.words).toBeInstanceOf(Buffer);
		expect((await row())?.words?.toString('utf8')).not.toContain('CANARI');
		const events = await database.sql<{ type: string; data: object }[]>`
			select type, data from event where data ->> 'lookId' = ${lookId} order by seq, ordinal`;
		expect(events.map(({ type }) => type)).toEqual([
			'QuickLookAsked',
			'QuickLookAcknowledged',
			'QuickLookTold'
		]);
		expect(JSON.stringify(events)).not.toMatch(/CANARI|grande-salle/);
	});

	it('the place goes when it is over, and the look is on no screen any more', async () => {
		expect((await step(nurse, 'close')).status).toBe(200);
		expect(await row()).toMatchObject({ room: null, signs: ['souffle'] });
		expect((await nurse.board('perron', 'clinician')).view.looks).toEqual([]);
		expect(await step(nurse, 'close')).toMatchObject({ status: 409, body: { code: 'look_closed' } });
	});

	it('the words are erased a day after the block, of somebody without a place on the list too', async () => {
		const other = await ask(peer, { signs: [], words: WORDS, room: 'perron-cour' });
		await peer.do('/sites/perron/blocks/close', { id: id() });
		const left = () => database.sql`
			select id from quick_look where words_sealed is not null or room_id is not null`;
		await node.setClock(now + 24 * HOUR - 60_000);
		await node.forget();
		expect(await left()).toHaveLength(2);
		// The commands of one instant are given one each, a millisecond apart.
		now += 24 * HOUR + 60_000;
		await node.setClock(now);
		await node.forget();
		expect(await left()).toEqual([]);
		expect(await step(nurse, 'close', {}, other.body.look.id)).toMatchObject({ status: 200 });
	});
});

describe('What is counted without a place', () => {
	const tallies = async (who: Client) =>
		Object.fromEntries(
			(await who.board('tandem', 'reception')).view.tallies.map(({ id: kind, count }) => [kind, count])
		);
	const count = (who: Client, body: object, way = '') =>
		who.post<{ tally?: object; code?: string }>(`/sites/tandem/tallies${way}`, { id: id(), ...body });

	it('goes up by one for each touch, once for a touch that is sent twice, and nobody gets a place', async () => {
		const before = (await peer.board('tandem', 'reception')).view.entries.length;
		const twice = { id: id(), kind: 'cafe' };
		await peer.do('/sites/tandem/tallies', twice);
		await peer.do('/sites/tandem/tallies', twice);
		expect((await count(peer, { kind: 'cafe' })).body).toMatchObject({ tally: { kind: 'cafe', count: 2 } });
		expect(await tallies(peer)).toMatchObject({ cafe: 2, juste_jase: 0 });
		expect((await peer.board('tandem', 'reception')).view.entries).toHaveLength(before);
	});

	it('is taken back, never below nothing', async () => {
		expect((await count(peer, { kind: 'cafe' }, '/take-back')).status).toBe(200);
		expect(await tallies(peer)).toMatchObject({ cafe: 1 });
		expect(await count(peer, { kind: 'trousse' }, '/take-back')).toMatchObject({
			...{ status: 409, body: { code: 'nothing_to_take_back' } }
		});
		expect((await count(peer, { kind: 'inconnu' })).status).toBe(400);
	});

	it('counts right when many touch at once', async () => {
		await Promise.all(Array.from({ length: 20 }, () => count(peer, { kind: 'trousse' })));
		expect(await tallies(peer)).toMatchObject({ trousse: 20 });
	});
});
