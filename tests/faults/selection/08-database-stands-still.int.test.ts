/** Case 8: the database stops answering without a word, and goes on later as if nothing had been. */
import { expect, it } from 'vitest';
import { newId } from '../../support/client.ts';
import { startNode } from '../../support/node-process.ts';
import { beginWork } from '../fire/begin-work.ts';
import { Hand, PlaceIds, type Command } from '../fire/hand.ts';
import { judge } from '../fire/judge.ts';
import { LivingScreen } from '../fire/living-screen.ts';
import { ownPostgres } from '../fire/own-postgres.ts';
import { plainWork } from '../fire/plain-work.ts';
import { size } from '../fire/size.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
/** It stands still for at least so long (ms), and until this many have been told. */
const STILL_MS = size({ short: 0, full: 30_000 });
const TOLD = size({ short: 1, full: 4 });
/** What a person may wait for « ce n’est pas enregistré », and for the list afterwards, in ms. */
const ANSWER_MS = size({ short: 30_000, full: 5_000 });
const RECOVER_MS = size({ short: 30_000, full: 10_000 });

it(
	'everybody is told that it is not saved, and the server goes on by itself',
	{ timeout: 180_000 },
	async (context) => {
		const { database, pause, resume } = await ownPostgres();
		const node = await startNode({ database });
		const { peer, work, recorder, fromSeq } = await beginWork(node, database, SITE);
		const screen = new LivingScreen(peer, SITE);
		await plainWork(work, 2);

		const hand = new Hand({
			...{ id: 'pa1', cookie: peer.cookie, recorder, places: new PlaceIds(), address: () => node.url },
			patienceMs: 60_000
		});
		const unsaved: Command[] = [];
		let slowest = 0;
		await pause();
		const still = performance.now();
		while (unsaved.length < TOLD || performance.now() - still < STILL_MS) {
			const command = hand.command(SITE, { verb: 'register', visit: newId(), services: ['infirmier'] });
			const from = performance.now();
			expect(await hand.send(command)).toMatchObject({ why: expect.stringContaining('not_saved') as string });
			slowest = Math.max(slowest, performance.now() - from);
			unsaved.push(command);
		}
		const stoodStill = performance.now() - still;
		await resume();
		const resumed = performance.now();
		for (const command of unsaved) expect(await hand.send(command, 1_000)).toMatchObject({ type: 'ok' });
		const recovered = performance.now() - resumed;
		await plainWork(work, 2);

		const { breaches, rows } = await judge(recorder.history, { sql: database.sql, siteId: SITE, fromSeq });
		expect(breaches).toEqual([]);
		await screen.untilLike(rows, RECOVER_MS);
		expect(slowest).toBeLessThan(ANSWER_MS);
		expect(recovered).toBeLessThan(RECOVER_MS);
		const told = `${unsaved.length} told « not saved » within ${Math.ceil(slowest)} ms`;
		tell(
			context,
			`still for ${Math.round(stoodStill / 1_000)} s, ${told}; back in ${Math.ceil(recovered)} ms`
		);
	}
);
