/** Case 3: a server dies when the database has kept a change and nobody was told of it. */
import { expect, it } from 'vitest';
import { newId, signIn } from '../../support/client.ts';
import { startNode } from '../../support/node-process.ts';
import { freshDatabase } from '../../support/test-database.ts';
import { databaseLine } from '../fire/database-line.ts';
import { freshBlock } from '../fire/fresh-block.ts';
import { Hand, PlaceIds, type Command } from '../fire/hand.ts';
import { judge } from '../fire/judge.ts';
import { LivingScreen } from '../fire/living-screen.ts';
import { Recorder } from '../fire/recorder.ts';
import { size } from '../fire/size.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
const ROUNDS = size({ short: 1, full: 10 });
/** How long a screen may take to show it, in ms. */
const CATCH_UP_MS = size({ short: 20_000, full: 5_000 });

it(
	'the same key gets the same ticket from another server, and every screen shows it',
	{ timeout: 60_000 + ROUNDS * 20_000 },
	async (context) => {
		const database = await freshDatabase();
		const other = await startNode({ database });
		const [coordinator, peer, nurse] = await Promise.all(
			['coo1', 'pa1', 'inf1'].map((id) => signIn(other, id))
		);
		const screen = new LivingScreen(peer!, SITE);
		let slowest = 0;
		for (let round = 0; round < ROUNDS; round += 1) {
			const fromSeq = await freshBlock(database.sql, coordinator!, SITE);
			const [recorder, places] = [new Recorder(), new PlaceIds()];
			let url = '';
			const shared = { recorder, places, address: () => url };
			const helper = new Hand({ id: 'pa1', cookie: peer!.cookie, ...shared });
			const caller = new Hand({ id: 'inf1', cookie: nurse!.cookie, ...shared });
			const commands: [Hand, Command][] = [
				[helper, helper.command(SITE, { verb: 'register', visit: newId(), services: ['infirmier'] })],
				[caller, caller.command(SITE, { verb: 'call_next', services: ['infirmier'] })]
			];
			for (const [hand, command] of commands) {
				const line = await databaseLine(database);
				const dying = await startNode({ database: line.database });
				url = dying.url;
				const committed = line.holdNextCommit();
				const unheard = hand.send(command);
				await committed;
				dying.child.kill('SIGKILL');
				expect((await unheard).type).toBe('unknown');
				// The commit that was held back is this one's.
				const { count } = await database.sql`select 1 from command where id = ${command.key}`;
				expect(count).toBe(1);
				url = other.url;
				const from = performance.now();
				expect(await hand.send(command)).toMatchObject({ type: 'ok' });
				const { breaches, rows } = await judge(recorder.history, {
					sql: database.sql,
					siteId: SITE,
					fromSeq
				});
				expect(breaches).toEqual([]);
				await screen.untilLike(rows, CATCH_UP_MS);
				slowest = Math.max(slowest, performance.now() - from);
			}
		}
		tell(context, `${ROUNDS * 2} servers killed; screens caught up within ${Math.ceil(slowest)} ms`);
	}
);
