/** A demo closes its lists at the clinic's midnight, under every test that has somebody on one, and forgets at 03:30. */
import { setTimeout as pause } from 'node:timers/promises';

const DAY_S = 24 * 3_600;
/** When the demo's day turns, and when the night's work is done, after midnight in Québec. */
const TURNS_S = [3.5 * 3_600, DAY_S];
/** Until the node has noticed. */
const NOTICED_S = 30;

const wall = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'America/Toronto',
	...{ hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit' }
});

/** How long to wait at `now` (ms) so that `spanS` seconds of work meet none of these moments, in s. */
export function waitS(now: number, spanS: number): number {
	const [h = 0, m = 0, s = 0] = wall.format(now).split(':').map(Number);
	const nowS = h * 3_600 + m * 60 + s;
	const turn = TURNS_S.find((at) => at > nowS && at - nowS <= spanS);
	return turn === undefined ? 0 : turn - nowS + NOTICED_S;
}

/** Waits so long: there is nothing else to wait for. */
export async function awayFromMidnight(spanS: number): Promise<void> {
	await pause(waitS(Date.now(), spanS) * 1_000);
}
