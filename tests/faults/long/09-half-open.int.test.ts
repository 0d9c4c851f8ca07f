/** Case 9: lines that carry nothing any more and do not break, as when a router forgets them. */
import { expect, it } from 'vitest';
import { Client, newId } from '../../support/client.ts';
import { cuttingLine } from '../../support/cutting-line.ts';
import { startNode } from '../../support/node-process.ts';
import { connectDisplay, pairDisplay } from '../../support/screen.ts';
import { freshDatabase } from '../../support/test-database.ts';
import { databaseLine } from '../fire/database-line.ts';
import { beginWork } from '../fire/begin-work.ts';
import { Hand, PlaceIds } from '../fire/hand.ts';
import { judge } from '../fire/judge.ts';
import { LivingScreen } from '../fire/living-screen.ts';
import { plainWork } from '../fire/plain-work.ts';
import { readRows } from '../fire/rows.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
const NOTICED_MS = 30_000;
/** More than a server has connections to its database. */
const AT_ONCE = 40;

it(
	'a screen comes again by itself, and the server forgets the old line',
	{ timeout: 180_000 },
	async (context) => {
		const database = await freshDatabase();
		const node = await startNode({ database });
		const line = await cuttingLine(node.url);
		const { peer, nurse, work, fromSeq } = await beginWork(node, database, SITE);
		const token = await pairDisplay(nurse, SITE);
		const far = { ...node, url: line.url };
		const screen = new LivingScreen(new Client(far, peer.cookie), SITE);
		const wall = await connectDisplay(far, token);
		await screen.until('a view', () => screen.boards.length > 0);

		line.leaveHalfOpen();
		const from = performance.now();
		await plainWork(work, 2);
		const rows = await readRows(database.sql, SITE, fromSeq);
		await screen.untilLike(rows, NOTICED_MS);
		const whole = performance.now() - from;
		expect(screen.connections).toBe(2);
		// The wall's page comes again by itself too; this one only hears that its line is lost.
		await wall.untilCut(NOTICED_MS);
		await expect.poll(() => socketsAt(node.url), { timeout: NOTICED_MS }).toBe(1);
		const forgotten = performance.now() - from;
		expect(forgotten).toBeLessThan(NOTICED_MS);
		tell(context, `a screen whole after ${Math.ceil(whole)} ms, forgotten after ${Math.ceil(forgotten)} ms`);
	}
);

it(
	'the server asks its database on other lines, and its screens are whole',
	{ timeout: 180_000 },
	async (context) => {
		const database = await freshDatabase();
		const line = await databaseLine(database);
		const [node, other] = await Promise.all([
			startNode({ database: line.database }),
			startNode({ database })
		]);
		const { peer, work, recorder, fromSeq } = await beginWork(node, database, SITE);
		const screen = new LivingScreen(peer, SITE);
		await screen.until('a view', () => screen.boards.length > 0);
		const places = new PlaceIds();
		const shared = { id: 'pa1', cookie: peer.cookie, recorder, places, address: () => node.url };
		const hand = new Hand({ ...shared, patienceMs: NOTICED_MS });
		const come = () => hand.command(SITE, { verb: 'register', visit: newId(), services: ['infirmier'] });
		// All connections that the server may have are open.
		await Promise.all(Array.from({ length: AT_ONCE }, () => peer.board(SITE, 'reception')));

		line.leaveHalfOpen();
		const from = performance.now();
		const command = come();
		await hand.send(command, 1_000);
		const saved = performance.now() - from;
		await plainWork({ ...work, address: () => other.url }, 2);
		const { breaches, unheard, rows } = await judge(recorder.history, {
			sql: database.sql,
			siteId: SITE,
			fromSeq
		});
		expect([breaches, unheard]).toEqual([[], 0]);
		await screen.untilLike(rows, NOTICED_MS);
		const whole = performance.now() - from;
		expect(whole).toBeLessThan(NOTICED_MS);
		// None of the old lines is left to meet later.
		const tries = await Promise.all(Array.from({ length: AT_ONCE }, () => hand.send(come())));
		expect(tries.filter(({ type }) => type !== 'ok')).toEqual([]);
		tell(context, `saved again after ${Math.ceil(saved)} ms, screens whole after ${Math.ceil(whole)} ms`);
	}
);

async function socketsAt(url: string): Promise<number> {
	const text = await (await fetch(`${url}/metrics`)).text();
	const counts = [...text.matchAll(/^halte_sockets\{[^}]*\} (\d+)$/gm)];
	return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}
