/** Case 1: many call and many come at the same moment, on a database where transactions are slow or rolled back. */
import { beforeAll, expect, it } from 'vitest';
import { newId, signIn, type Client } from '../../support/client.ts';
import { nursesAt } from '../../support/more-staff.ts';
import { startNode, type HalteNode } from '../../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../../support/test-database.ts';
import { freshBlock } from '../fire/fresh-block.ts';
import { Hand, PlaceIds } from '../fire/hand.ts';
import { judge } from '../fire/judge.ts';
import { Recorder } from '../fire/recorder.ts';
import { firstSeed, size } from '../fire/size.ts';
import { tell } from '../fire/tell.ts';
import { troubleCommits } from '../fire/troubled-commits.ts';

const SITE = 'halo';
const PEOPLE = size({ short: 100, full: 1_500 });
const CALLERS = size({ short: 8, full: 32 });
const SEEDS = size({ short: 1, full: 20 });
const TABLETS = size({ short: 4, full: 16 });
/** How often each caller asks again once nobody waits. */
const AFTERWARDS = 3;
/** Of a command that meets a rollback each time. */
const TRIES = 200;

let database: TestDatabase;
let nodes: HalteNode[];
let callers: Client[];
let tablets: Client[];
let coordinator: Client;
let trouble: Awaited<ReturnType<typeof troubleCommits>>;

beforeAll(async () => {
	database = await freshDatabase();
	nodes = [await startNode({ database }), await startNode({ database })];
	// An account of its own for each: one may put 6,000 people on the list in five minutes, which twenty seeds pass.
	const nurses = await nursesAt(nodes, database.sql, SITE, CALLERS + TABLETS);
	[callers, tablets] = [nurses.slice(0, CALLERS), nurses.slice(CALLERS)];
	coordinator = await signIn(nodes[0] as HalteNode, 'coo1');
	trouble = await troubleCommits(database.sql);
});

it(
	`${CALLERS} colleagues empty a list of ${PEOPLE} that is being filled: each person once, in order, nobody lost`,
	{ timeout: SEEDS * 180_000 },
	async (context) => {
		const seeds = Array.from({ length: SEEDS }, (_, index) => firstSeed() + index);
		let commands = 0;
		for (const seed of seeds) {
			console.log(`case 1, seed ${seed}`);
			await trouble.reseed(seed);
			const { operations, breaches, unheard, called } = await raced();
			expect(breaches, `seed ${seed}`).toEqual([]);
			expect([unheard, called], `seed ${seed}`).toEqual([0, PEOPLE]);
			commands += operations;
		}
		const rolledBack = await trouble.rolledBack();
		expect(rolledBack).toBeGreaterThan(0);
		const from = `${SEEDS} seeds from ${firstSeed()}`;
		tell(
			context,
			`${from}, ${CALLERS} callers, ${commands} commands, ${rolledBack} transactions rolled back`
		);
	}
);

/** The name of one of `nursesAt`. */
const nurse = (index: number) => `nurse-${SITE}-${index + 1}`;

async function raced() {
	const fromSeq = await freshBlock(database.sql, coordinator, SITE);
	const recorder = new Recorder();
	const places = new PlaceIds();
	const handOf = ({ node, cookie }: Client, id: string) =>
		new Hand({ id, cookie, recorder, places, address: () => node.url });
	let coming = PEOPLE;
	const registering = tablets.map(async (client, index) => {
		const hand = handOf(client, nurse(CALLERS + index));
		while (coming > 0) {
			coming -= 1;
			const asked = { verb: 'register', visit: newId(), services: ['infirmier'] } as const;
			await hand.send(hand.command(SITE, asked), TRIES);
		}
	});
	const allThere = Promise.all(registering).then(() => true);
	let open = true;
	void allThere.then(() => (open = false));
	const calling = callers.map(async (client, index) => {
		const hand = handOf(client, nurse(index));
		for (let nobody = 0; nobody < AFTERWARDS;) {
			const asked = { verb: 'call_next', services: ['infirmier'], alsoCall: true } as const;
			const heard = await hand.send(hand.command(SITE, asked), TRIES);
			const isNobody = heard.type === 'ok' && heard.answer.about === 'nobody';
			// As long as people come, « nobody » is only a moment.
			if (isNobody) nobody += open ? 0 : 1;
		}
	});
	await Promise.all([...registering, ...calling]);
	const judged = await judge(recorder.history, { sql: database.sql, siteId: SITE, fromSeq, search: false });
	return { ...judged, called: judged.rows.places.filter((place) => place.includes(' called ')).length };
}
