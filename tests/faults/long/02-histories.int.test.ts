/** Case 2: afternoons by chance while things break. For each there must be one order that explains every answer. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { operationsOf, type History } from '../checker/history.ts';
import { describe } from '../checker/words.ts';
import { Client, signIn } from '../../support/client.ts';
import { nursesAt } from '../../support/more-staff.ts';
import { Chance } from '../fire/chance.ts';
import { Fleet } from '../fire/fleet.ts';
import { freshBlock } from '../fire/fresh-block.ts';
import { judge } from '../fire/judge.ts';
import { LivingScreen } from '../fire/living-screen.ts';
import { playHistory, type Cast } from '../fire/random-history.ts';
import { Recorder } from '../fire/recorder.ts';
import { firstSeed } from '../fire/size.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
const HISTORIES = Number(process.env['HALTE_FAULTS_HISTORIES'] ?? 100);
const SCREEN_MS = 30_000;

it(
	`${HISTORIES} afternoons with something broken, each with an order that explains it`,
	{ timeout: 120_000 + HISTORIES * 60_000 },
	async (context) => {
		const fleet = await Fleet.start();
		const { sql } = fleet.database;
		const coordinator = await signIn(fleet.node(1), 'coo1');
		const cast = await castAt(fleet);
		const screens = [0, 1].map(
			(index) => new LivingScreen(new Client(fleet.node(index), cast[0]?.cookie), SITE)
		);
		const failures: string[] = [];
		const faults = new Map<string, number>();
		let [operations, unheard] = [0, 0];
		let carried: History = [];
		for (let seed = firstSeed(); seed < firstSeed() + HISTORIES; seed += 1) {
			const fromSeq = await freshBlock(sql, coordinator, SITE);
			const recorder = new Recorder();
			for (const event of carried)
				if (event.type === 'invoke') recorder.invoke(event.key, event.by, event.asked);
			const plan = await playHistory(fleet, { siteId: SITE, cast, chance: new Chance(seed), recorder });
			await fleet.settle(coordinator, SITE);
			const judged = await judge(recorder.history, { sql, siteId: SITE, fromSeq });
			console.log(
				`seed ${seed}: ${plan.fault} after ${plan.after}, ${judged.operations} commands, ` +
					`${judged.unheard} never heard of, ${judged.breaches.length === 0 ? 'kept' : 'BROKEN'}`
			);
			if (judged.breaches.length > 0) {
				failures.push(toldOf(seed, recorder.history, judged.breaches));
				console.log(failures.at(-1));
			}
			for (const screen of screens) await screen.untilLike(judged.rows, SCREEN_MS);
			carried = await unresolved(recorder.history, new Set(carried.map(({ key }) => key)));
			operations += judged.operations;
			unheard += judged.unheard;
			faults.set(plan.fault, (faults.get(plan.fault) ?? 0) + 1);
		}
		expect(failures.join('\n\n')).toBe('');
		const kinds = [...faults].sort().map(([fault, count]) => `${fault} ${count}`);
		tell(
			context,
			`${HISTORIES} histories, seeds from ${firstSeed()}, ${operations} commands, ${unheard} never heard of; ${kinds.join(', ')}`
		);

		/** What may still take effect in the middle of the next afternoon; not what is from the one before. */
		async function unresolved(history: History, before: ReadonlySet<string>): Promise<History> {
			const open = operationsOf(history).filter(
				({ key, outcome }) => outcome.type === 'info' && !before.has(key)
			);
			const kept = await sql<{ id: string }[]>`
				select id from command where id = any(${open.map(({ key }) => key)}::uuid[])`;
			const keys = new Set(kept.map(({ id }) => id));
			const still = new Map(
				open
					.filter(
						({ key, asked: { verb } }) => !keys.has(key) && (verb === 'register' || verb === 'call_next')
					)
					.map((operation) => [operation.from, operation])
			);
			return history.filter((_, index) => still.has(index));
		}
	}
);

async function castAt(fleet: Fleet): Promise<Cast[]> {
	const node = fleet.node(1);
	const [pa1, coo1, inf1, den1] = await Promise.all(
		['pa1', 'coo1', 'inf1', 'den1'].map((id) => signIn(node, id))
	);
	const [nurse] = await nursesAt([node], fleet.database.sql, SITE, 1);
	const person = (id: string, client: Client | undefined, gives: string | null): Cast => ({
		...{ id, gives, maySetLevel: id === 'inf1', cookie: client?.cookie ?? '' }
	});
	return [
		person('pa1', pa1, null),
		person('coo1', coo1, null),
		person('inf1', inf1, 'infirmier'),
		person(`nurse-${SITE}-1`, nurse, 'infirmier'),
		person('den1', den1, 'dentaire')
	];
}

/** What was broken, all that was heard, and where the history lies. */
function toldOf(seed: number, history: History, breaches: readonly string[]): string {
	const file = join(mkdtempSync(join(tmpdir(), 'halte-history-')), `seed-${seed}.json`);
	writeFileSync(file, JSON.stringify(history, null, '\t'));
	const all = operationsOf(history).map((operation) => `  ${describe(operation)}`);
	return [
		`seed ${seed} (again: npm run faults -- --seed ${seed})`,
		...breaches,
		`history in ${file}:`,
		...all
	].join('\n');
}
