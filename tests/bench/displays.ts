/** `npm run bench -- displays`: four thousand screens on one node. What each costs in memory, and each delivery in time. */
import { figuresOf, shown, table } from './figures.ts';
import { comparedRow, verdict, COMPARED_HEAD } from './goals.ts';
import type { Setting } from './measure.ts';
import { openLoop } from './open-loop.ts';
import { freePort } from './ports.ts';
import { cpuMicroseconds, heapBytes, inspectable, residentBytes } from './process-cost.ts';
import { openScreens, type RawScreen, type Way } from './raw-screen.ts';
import { openLiveFloor, openProduct, type Side } from './sides.ts';
import { loadPerCore, surroundings } from './surroundings.ts';

const SCREENS = 4_000;
/** The product lets 200 in a second: more at once would wait longer than a screen has patience. */
const AT_ONCE = 400;
const PER_SECOND = 5;
const EVENTS = 60;

interface Cost {
	/** Bytes of each screen. */
	readonly heap: number;
	readonly resident: number;
	/** µs on the server's processor for each event at each screen, with all that belongs to it. */
	readonly delivery: number;
}

/** Measures, and gives the section of docs/performance.md. */
export async function benchDisplays({ stage, runs, part }: Setting): Promise<string> {
	const load = loadPerCore();
	const open = [openProductWith, openFloorWith] as const;
	const costs = open.map(() => [] as Cost[]);
	for (let run = 0; run < runs; run += 1)
		for (const [index, start] of open.entries()) {
			// A process of its own each time: memory that a former run took does not come back.
			const port = await freePort();
			const side = await start(stage, port);
			try {
				costs[index]?.push(await costOf(side, port, { screens: part(SCREENS), events: part(EVENTS) }));
			} finally {
				await side.stop();
			}
		}
	const [product = [], floor = []] = costs;
	const kB = (all: Cost[], what: 'heap' | 'resident') => all.map((cost) => cost[what] / 1_000);
	const memory = (name: string, what: 'heap' | 'resident', atMost: number) => {
		const ours = figuresOf(kB(product, what));
		const bare = figuresOf(kB(floor, what));
		const ratio = `${(ours.median / bare.median).toFixed(2)}×`;
		return [name, shown(ours, 1), shown(bare, 1), ratio, verdict(ours.median, { atMost })];
	};
	const deliveries = (all: Cost[]) => all.map(({ delivery }) => delivery);
	const rows = [
		memory('heap of a screen, kB', 'heap', 16),
		memory('memory of a screen, kB', 'resident', 40),
		comparedRow({
			...{ name: 'processor for a delivery, µs', goal: { atMost: 1.2 } },
			...{ product: deliveries(product), floor: deliveries(floor) }
		})
	];
	return [table(COMPARED_HEAD, rows), surroundings({ Postgres: stage.version }, load)].join('\n\n');
}

const openProductWith = (stage: Setting['stage'], port: number) =>
	openProduct(stage, { variables: inspectable(port) });
const openFloorWith = (stage: Setting['stage'], port: number) => openLiveFloor(stage, inspectable(port));

async function costOf(
	side: Side,
	port: number,
	{ screens: count, events }: { screens: number; events: number }
): Promise<Cost> {
	const place = await side.newPlace();
	const ways = await place.screens(count);
	// What the first ones bring into memory once is no screen's.
	const screens = await openInTurn(place.url, ways.slice(0, AT_ONCE / 10));
	const early = screens.length;
	const before = { heap: await heapBytes(port), resident: residentBytes(side.pid) };
	try {
		screens.push(...(await openInTurn(place.url, ways.slice(early))));
		const later = Math.max(1, screens.length - early);
		const heap = ((await heapBytes(port)) - before.heap) / later;
		const resident = (residentBytes(side.pid) - before.resident) / later;

		const from = cpuMicroseconds(side.pid);
		let last = 0;
		await openLoop({ perSecond: PER_SECOND, count: events }, async () => {
			last = Math.max(last, await place.register());
		});
		await Promise.all(screens.map((screen) => screen.until(last)));
		const delivery = (cpuMicroseconds(side.pid) - from) / (events * screens.length);
		const cut = screens.filter((screen) => screen.cut !== null).length;
		if (cut > 0) throw new Error(`${side.name}: ${cut} screens were cut`);
		return { heap, resident, delivery };
	} finally {
		for (const screen of screens) screen.close();
	}
}

async function openInTurn(url: string, ways: readonly Way[]): Promise<RawScreen[]> {
	const screens: RawScreen[] = [];
	for (let from = 0; from < ways.length; from += AT_ONCE)
		screens.push(...(await openScreens(url, ways.slice(from, from + AT_ONCE))));
	return screens;
}
