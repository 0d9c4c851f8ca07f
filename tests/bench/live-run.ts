/** One run from the hand to the wall: people are registered at a fixed rate, and each screen's views are dated. */
import { faultOfNumbers, toLastScreen, type Sent } from './last-screen.ts';
import { openLoop } from './open-loop.ts';
import { openScreens } from './raw-screen.ts';
import type { Place, Side } from './sides.ts';

export interface LiveRun {
	/** Ms from when each should have been sent until the last screen had it. */
	readonly latencies: readonly number[];
	/** Bytes that one screen was sent, on average. */
	readonly bytesPerScreen: number;
}

export interface Load {
	readonly displays: number;
	readonly perSecond: number;
	readonly count: number;
	/** Registered at the same rate before, and not counted. */
	readonly before: number;
}

/** At a place of its own. @throws Error when anything was refused, lost, doubled or not shown. */
export async function runLive(side: Side, load: Load): Promise<LiveRun> {
	const place = await side.newPlace();
	const screens = await openScreens(place.url, await place.screens(load.displays));
	try {
		await sendAll(place, { ...load, count: load.before });
		const sent = await sendAll(place, load);
		const last = Math.max(...sent.map(({ seq }) => seq));
		await Promise.all(screens.map((screen) => screen.until(last)));
		const latencies = toLastScreen(
			sent,
			screens.map(({ sights }) => sights)
		);
		const fault = faultOfNumbers(sent.map(({ seq }) => seq)) ?? (await faultOfCount(place, load));
		if (fault !== null) throw new Error(`${side.name}: ${fault}`);
		const bytes = screens.reduce((sum, screen) => sum + screen.bytes, 0);
		return { latencies, bytesPerScreen: bytes / screens.length };
	} finally {
		for (const screen of screens) screen.close();
	}
}

async function sendAll(place: Place, load: Load): Promise<Sent[]> {
	const sent: Sent[] = [];
	await openLoop(load, async (intended) => {
		sent.push({ intended, seq: await place.register() });
	});
	return sent;
}

async function faultOfCount(place: Place, { count, before }: Load): Promise<string | null> {
	const counted = await place.counted();
	return counted === count + before ? null : `${count + before} were registered, ${counted} are there`;
}
