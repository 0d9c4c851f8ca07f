/** Case 12: screens lose their line again and again while the list changes. */
import { beforeAll, expect, it } from 'vitest';
import { signIn, type Client } from '../../support/client.ts';
import { startNode, type HalteNode } from '../../support/node-process.ts';
import { startRedis } from '../../support/redis-process.ts';
import { connectDisplay, pairDisplay } from '../../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../../support/test-database.ts';
import { freshBlock } from '../fire/fresh-block.ts';
import { judge } from '../fire/judge.ts';
import { LivingScreen } from '../fire/living-screen.ts';
import { plainWork } from '../fire/plain-work.ts';
import { Recorder } from '../fire/recorder.ts';
import { size } from '../fire/size.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
const FLAPS = size({ short: 12, full: 200 });
const PATIENCE_MS = 20_000;

let database: TestDatabase;
let nodes: [HalteNode, HalteNode];
let coordinator: Client;
let peer: Client;
let nurse: Client;

beforeAll(async () => {
	const [fresh, { url: redisUrl }] = await Promise.all([freshDatabase(), startRedis()]);
	database = fresh;
	nodes = await Promise.all([startNode({ database, redisUrl }), startNode({ database, redisUrl })]);
	[coordinator, peer, nurse] = (await Promise.all([
		signIn(nodes[0], 'coo1'),
		signIn(nodes[0], 'pa1'),
		signIn(nodes[1], 'inf1')
	])) as [Client, Client, Client];
});

it(
	'they end up showing what the rows say, and never anything older',
	{ timeout: 300_000 },
	async (context) => {
		const fromSeq = await freshBlock(database.sql, coordinator, SITE);
		const wall = await connectDisplay(nodes[1], await pairDisplay(nurse, SITE));
		const screens = nodes.map((node) => new LivingScreen({ node, cookie: peer.cookie } as Client, SITE));
		// Until its first line is there the client hears of no end, and waits for its own limit of 20 s.
		for (const screen of screens) await screen.until('a line', () => screen.connections > 0, PATIENCE_MS);
		const recorder = new Recorder();
		const work = {
			siteId: SITE,
			recorder,
			helper: { id: 'pa1', client: peer },
			caller: { id: 'inf1', client: nurse }
		};
		let done = false;
		const working = plainWork(work, FLAPS).finally(() => (done = true));
		let flaps = 0;
		while (!done || flaps < FLAPS) {
			flaps += 1;
			await wall.comeAgain();
			for (const screen of screens) {
				const before = screen.connections;
				// Every other time before anything was heard on the line.
				screen.socket.io.engine.close();
				await screen.until('a line', () => screen.connections > before, PATIENCE_MS);
				expect(screen.socket.recovered).toBeFalsy();
				if (flaps % 2 === 0) await screen.until('a view', () => screen.boards.length > 0, PATIENCE_MS);
			}
		}
		await working;
		const { breaches, rows } = await judge(recorder.history, { sql: database.sql, siteId: SITE, fromSeq });
		expect(breaches).toEqual([]);
		for (const screen of screens) {
			await screen.untilLike(rows, PATIENCE_MS);
			const seqs = screen.boards.map(({ seq }) => seq);
			expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
		}
		await wall.until('the last change', () => wall.latest.seq === rows.seq, PATIENCE_MS);
		const called = await database.sql<{ word: string }[]>`
		select v.word from visit v join entry e on e.visit_id = v.id
		where v.site_id = ${SITE} and e.status = 'called'`;
		expect(wall.latest.view.calls.map(({ word }) => word).sort()).toEqual(
			called.map(({ word }) => word).sort()
		);
		tell(context, `${flaps} times 3 screens, ${rows.seq - fromSeq} changes meanwhile`);
	}
);
