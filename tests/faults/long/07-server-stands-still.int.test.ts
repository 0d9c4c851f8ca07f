/** Case 7: a server stands still for a minute with work in its hands, and goes on as if no time had passed. */
import { expect, it } from 'vitest';
import { newId, signIn } from '../../support/client.ts';
import { startNode } from '../../support/node-process.ts';
import { freshDatabase } from '../../support/test-database.ts';
import { databaseLine } from '../fire/database-line.ts';
import { freshBlock } from '../fire/fresh-block.ts';
import { Hand, PlaceIds } from '../fire/hand.ts';
import { judge } from '../fire/judge.ts';
import { plainWork } from '../fire/plain-work.ts';
import { Recorder } from '../fire/recorder.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
const STILL_MS = 60_000;
const IN_HAND = 6;

it('what it still does then fits behind what others did meanwhile', { timeout: 300_000 }, async (context) => {
	const database = await freshDatabase();
	const line = await databaseLine(database);
	const [still, other] = await Promise.all([startNode({ database: line.database }), startNode({ database })]);
	const [coordinator, peer, nurse] = await Promise.all(
		['coo1', 'pa1', 'inf1'].map((id) => signIn(other, id))
	);
	const fromSeq = await freshBlock(database.sql, coordinator!, SITE);
	const recorder = new Recorder();
	const worker = (id: string, client = peer!) => ({ id, client });
	const work = { siteId: SITE, recorder, helper: worker('pa1'), caller: worker('inf1', nurse!), tries: 100 };
	await plainWork(work, 2);
	const places = new PlaceIds();
	const hand = new Hand({
		...{ id: 'inf1', cookie: nurse!.cookie, recorder, places, address: () => still.url },
		patienceMs: STILL_MS * 3
	});
	const tablet = new Hand({ id: 'pa1', cookie: peer!.cookie, recorder, places, address: () => other.url });
	const coming = { verb: 'register', visit: newId(), services: ['infirmier'] } as const;
	await tablet.send(tablet.command(SITE, coming));
	// The commit is done, the lock is free, and the server does not know: it holds the others in its line.
	const committed = line.holdNextCommit();
	const next = { verb: 'call_next', services: ['infirmier'], alsoCall: true } as const;
	const inHand = Array.from({ length: IN_HAND }, () => hand.send(hand.command(SITE, next)));
	await committed;
	still.child.kill('SIGSTOP');
	const from = performance.now();
	let people = 0;
	while (performance.now() - from < STILL_MS) {
		await plainWork(work, 1);
		people += 1;
	}
	still.child.kill('SIGCONT');
	await Promise.all(inHand);
	await plainWork({ ...work, address: () => still.url }, 2);
	const where = { sql: database.sql, siteId: SITE, fromSeq, search: false };
	const { breaches, unheard, operations } = await judge(recorder.history, where);
	expect(breaches).toEqual([]);
	tell(
		context,
		`still for ${STILL_MS / 1_000} s, ${people} people meanwhile, ${operations} commands, ${unheard} never heard of`
	);
});
