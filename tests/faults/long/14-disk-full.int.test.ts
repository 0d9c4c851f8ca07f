/** Case 14: the disk of the database is full, to the last byte, and then is not any more. */
import { join } from 'node:path';
import postgres from 'postgres';
import { expect, it } from 'vitest';
import { atEnd } from '../../support/at-end.ts';
import { newId, signIn } from '../../support/client.ts';
import { startNode } from '../../support/node-process.ts';
import { beginWork } from '../fire/begin-work.ts';
import { Hand, PlaceIds, type Command } from '../fire/hand.ts';
import { judge } from '../fire/judge.ts';
import { LivingScreen } from '../fire/living-screen.ts';
import { ownPostgres } from '../fire/own-postgres.ts';
import { plainWork } from '../fire/plain-work.ts';
import { smallDisk } from '../fire/small-disk.ts';
import { notShown, tell } from '../fire/tell.ts';

const SITE = 'perron';
const MEGABYTES = 256;
/** Pages of tables have room left for some rows. */
const TRIES = 3_000;
const REFUSED = 20;
const RECOVER_MS = 10_000;
/** The embedded Postgres is tried again every 30 s at least, and then repairs itself. */
const RESTART_MS = 60_000;
const SENTENCE = 'Ça n’a pas été enregistré. Réessayez dans un instant.';

it(
	'it is said, the list stays readable, and nothing is shown unwritten',
	{ timeout: 300_000 },
	async (context) => {
		const disk = await smallDisk(MEGABYTES);
		if (disk === null) return notShown(context, 'only root may mount a disk of its own');
		const { database } = await ownPostgres(disk.folder);
		const { sql } = database;
		const node = await startNode({ database });
		const { peer, nurse, work, recorder, fromSeq } = await beginWork(node, database, SITE);
		const elsewhere = await signIn(node, 'pa1');
		const screen = new LivingScreen(peer, SITE);
		await plainWork(work, 2);
		const { view } = await nurse.board(SITE, 'clinician');
		await peer.board(SITE, 'reception');
		const visitId = view.entries[0]!.visitId;

		await disk.fill();
		const hand = new Hand({
			...{ id: 'pa1', cookie: peer.cookie, recorder, places: new PlaceIds(), address: () => node.url }
		});
		const unsaved: Command[] = [];
		for (let tries = 0; unsaved.length < REFUSED && tries < TRIES; tries += 1) {
			const command = hand.command(SITE, { verb: 'register', visit: newId(), services: ['infirmier'] });
			const heard = await hand.send(command);
			if (heard.type === 'unknown') unsaved.push(command);
		}
		expect(unsaved).toHaveLength(REFUSED);
		const { status, body } = await peer.tryTo(`/sites/${SITE}/visits`, { services: ['infirmier'] });
		expect([status, body.code, body.detail]).toEqual([503, 'not_saved', SENTENCE]);

		// Files: each that was shown is in the log, and in the end none is shown.
		let shown = 0;
		let refused = '';
		for (let tries = 0; refused === '' && tries < TRIES; tries += 1) {
			const reply = await nurse.get(`/visits/${visitId}`);
			if (reply.status === 200) shown += 1;
			else refused = `${reply.status} ${reply.body.code} ${Object.keys(reply.body).sort().join(' ')}`;
		}
		expect(refused).toMatch(/^503 not_saved code detail errorId /);
		const opened = await sql`select 1 from access_log where kind = 'file_opened' and visit_id = ${visitId}`;
		expect(opened.count).toBe(shown);
		// The list stays readable for those who look at it already; nobody begins to look unwritten.
		expect((await peer.board(SITE, 'reception')).view.entries.length).toBeGreaterThan(0);
		const first = await elsewhere.get(`/sites/${SITE}/board?audience=reception`);
		const reads = await sql`select 1 from access_log where kind = 'board_read' and by = 'pa1'`;
		expect([first.status, reads.count]).toEqual([503, 1]);

		await disk.free();
		const from = performance.now();
		for (const command of unsaved) expect(await hand.send(command, 1_000)).toMatchObject({ type: 'ok' });
		const recovered = performance.now() - from;
		expect(recovered).toBeLessThan(RECOVER_MS);
		expect((await nurse.get(`/visits/${visitId}`)).status).toBe(200);
		await plainWork(work, 2);
		const { breaches, rows, operations } = await judge(recorder.history, {
			sql,
			siteId: SITE,
			fromSeq,
			search: false
		});
		expect(breaches).toEqual([]);
		await screen.untilLike(rows, RECOVER_MS);
		const told = `${REFUSED} told « not saved », ${shown} files shown and all written down`;
		tell(
			context,
			`${operations} commands, ${told}; all saved ${Math.ceil(recovered)} ms after there was room`
		);
	}
);

it(
	'a journal without room ends the embedded Postgres, which comes back with all that was saved',
	{ timeout: 300_000 },
	async (context) => {
		const disk = await smallDisk(MEGABYTES);
		if (disk === null) return notShown(context, 'only root may mount a disk of its own');
		const node = await startNode({ variables: { HALTE_DATA: disk.folder, HALTE_DEMO: '1' } });
		const socket = {
			path: join(disk.folder, 'socket', '.s.PGSQL.5432'),
			username: 'halte',
			database: 'halte'
		};
		const sql = postgres({ ...socket, max: 2, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
		atEnd(() => sql.end({ timeout: 1 }));
		const { peer, work, recorder, fromSeq } = await beginWork(node, { sql }, SITE);
		const screen = new LivingScreen(peer, SITE);
		await plainWork(work, 5);

		await disk.fill();
		// Sixteen megabytes at once: the journal needs its next piece.
		const fillJournal = () => sql`select pg_logical_emit_message(true, 'halte', repeat('x', 16777216))`;
		const whileAway = async () => {
			await fillJournal().catch(() => {});
			return node.output();
		};
		await expect.poll(whileAway, { timeout: 120_000 }).toContain('Halte essaie encore.');
		const hand = new Hand({
			...{ id: 'pa1', cookie: peer.cookie, recorder, places: new PlaceIds(), address: () => node.url }
		});
		const command = hand.command(SITE, { verb: 'register', visit: newId(), services: ['infirmier'] });
		expect(await hand.send(command)).toMatchObject({ type: 'unknown' });

		await disk.free();
		const from = performance.now();
		const answer = async () => (await hand.send(command)).type;
		await expect.poll(answer, { timeout: RESTART_MS, interval: 250 }).toBe('ok');
		const back = performance.now() - from;
		await plainWork(work, 2);
		const { breaches, rows, operations } = await judge(recorder.history, { sql, siteId: SITE, fromSeq });
		expect(breaches).toEqual([]);
		await screen.untilLike(rows, RECOVER_MS);
		tell(
			context,
			`journal without room: ${operations} commands, 0 lost; back ${Math.ceil(back)} ms after there was room`
		);
	}
);
