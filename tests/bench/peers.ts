/** `npm run bench -- peers`: the next one, handed out by us and by the job queues that one would reach for instead. */
import { table } from './figures.ts';
import { comparedRow, COMPARED_HEAD, type Goal } from './goals.ts';
import type { Setting } from './measure.ts';
import { openBullMq } from './peers/bullmq.ts';
import { openGraphileWorker } from './peers/graphile-worker.ts';
import { openHalte } from './peers/halte.ts';
import type { Peer, Rates } from './peers/peer.ts';
import { openPgBoss } from './peers/pg-boss.ts';
import type { Stage } from './stage.ts';
import { loadPerCore, surroundings } from './surroundings.ts';

const CALLERS = 10;
const ITEMS = 1_200;

/** How much faster than each of them. */
const PEERS: readonly { open(stage: Stage): Promise<Peer>; put: Goal; taken: Goal }[] = [
	{ open: openGraphileWorker, put: { atLeast: 10 }, taken: { atLeast: 5 } },
	{ open: openPgBoss, put: { atLeast: 5 }, taken: { atLeast: 8 } },
	{ open: openBullMq, put: { atLeast: 1.5 }, taken: { atLeast: 2.5 } }
];

/** Measures, and gives the section of docs/performance.md. */
export async function benchPeers({ stage, runs, part }: Setting): Promise<string> {
	const load = loadPerCore();
	const rows: string[][] = [];
	const versions: Record<string, string> = { Postgres: stage.version };
	const halte = await openHalte(stage);
	try {
		for (const { open, put, taken } of PEERS) {
			const peer = await open(stage);
			const rates = await inTurns([halte, peer], runs, part(ITEMS)).finally(() => peer.close());
			const of = (what: keyof Rates) => {
				const [product = [], floor = []] = rates.map((side) => side.map((each) => each[what]));
				return { product, floor };
			};
			const row = (what: string, compared: ReturnType<typeof of>, goal: Goal) =>
				rows.push(comparedRow({ name: `${what}, ${peer.name}`, ...compared, goal, digits: 0 }));
			row('put in', of('put'), put);
			row('handed out', of('taken'), taken);
			versions[peer.name] = peer.version;
		}
	} finally {
		await halte.close();
	}
	const head = ['per second', ...COMPARED_HEAD.slice(1)].map((name) => (name === 'floor' ? 'peer' : name));
	return [table(head, rows), surroundings(versions, load)].join('\n\n');
}

/** The first round warms up and is not counted. */
async function inTurns(peers: readonly Peer[], runs: number, count: number): Promise<Rates[][]> {
	const rates = peers.map(() => [] as Rates[]);
	for (let run = -1; run < runs; run += 1)
		for (const [index, peer] of peers.entries()) {
			const taken = await peer.run(CALLERS, count);
			if (run >= 0) rates[index]?.push(taken);
		}
	return rates;
}
