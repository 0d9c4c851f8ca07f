/** `npm run bench -- store`: one site's list, written by one and by 64 callers at once, on the disk before any answer. */
import { openDatabase } from '#lib/server/store/database.ts';
import { doorOn, registerAt } from './bench-door.ts';
import { table } from './figures.ts';
import { floorPool, makeFloorTables, openFloorStore } from './floor/floor-store.ts';
import { COMPARED_HEAD, comparedRow, type Goal } from './goals.ts';
import { faultOfNumbers } from './last-screen.ts';
import type { Setting } from './measure.ts';
import { addAccounts, addSite } from './places.ts';
import type { Stage } from './stage.ts';
import { loadPerCore, surroundings } from './surroundings.ts';

/** Fewer than a site has ticket words in a day, and far more than any site has people. */
const CASES: readonly { callers: number; count: number; goal: Goal }[] = [
	{ callers: 64, count: 2_400, goal: { atLeast: 8 } },
	{ callers: 1, count: 400, goal: { atLeast: 0.9 } }
];

/** Registers somebody at a list of its own; the number that they have there. */
type Register = () => Promise<number>;

interface Store {
	newList(): Promise<Register>;
	close(): Promise<void>;
}

/** Measures, and gives the section of docs/performance.md. */
export async function benchStore({ stage, runs, part }: Setting): Promise<string> {
	const load = loadPerCore();
	const stores = [await openProductStore(stage), await openFloor(stage)];
	try {
		const rows: string[][] = [];
		for (const { callers, count, goal } of CASES) {
			const rates = stores.map(() => [] as number[]);
			// The first round fills the caches and is not counted.
			for (let run = -1; run < runs; run += 1)
				for (const [index, store] of stores.entries()) {
					const rate = await ratePerSecond(await store.newList(), callers, part(count));
					if (run >= 0) rates[index]?.push(rate);
				}
			const [product = [], floor = []] = rates;
			rows.push(comparedRow({ name: `${callers} caller(s), per second`, product, floor, goal, digits: 0 }));
		}
		return [table(COMPARED_HEAD, rows), surroundings({ Postgres: stage.version }, load)].join('\n\n');
	} finally {
		for (const store of stores) await store.close();
	}
}

/** Each caller comes again as soon as it is answered. @throws Error when a number came twice or was left out. */
async function ratePerSecond(register: Register, callers: number, count: number): Promise<number> {
	const numbers: number[] = [];
	let begun = 0;
	const caller = async () => {
		while (begun < count) {
			begun += 1;
			numbers.push(await register());
		}
	};
	const begin = performance.now();
	await Promise.all(Array.from({ length: callers }, caller));
	const seconds = (performance.now() - begin) / 1_000;
	const fault = faultOfNumbers(numbers);
	if (fault !== null) throw new Error(fault);
	return count / seconds;
}

async function openProductStore(stage: Stage): Promise<Store> {
	const database = await stage.database('demo');
	const accounts = await addAccounts(database.sql, 'peer_helper', 1);
	const pools = openDatabase(database.connection);
	const door = doorOn(pools.write);
	const [actorId = ''] = accounts;
	return {
		async newList() {
			const siteId = await addSite(database.sql, accounts);
			return async () => (await registerAt(door, { siteId, actorId })).seq;
		},
		close: () => pools.close()
	};
}

async function openFloor(stage: Stage): Promise<Store> {
	const database = await stage.database('empty');
	await makeFloorTables(database.sql);
	const store = openFloorStore(floorPool(database));
	let lists = 0;
	return {
		newList: async () => {
			const queue = `queue-${(lists += 1)}`;
			return () => store.register(queue);
		},
		close: () => store.close()
	};
}
