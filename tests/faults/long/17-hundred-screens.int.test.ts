/** Case 17: the server of a hundred screens is started again, and then does nothing else for five seconds. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Client, signIn } from '../../support/client.ts';
import { portToComeBackTo } from '../../support/free-port.ts';
import { startNode, type HalteNode } from '../../support/node-process.ts';
import { pairDisplay } from '../../support/screen.ts';
import { freshDatabase } from '../../support/test-database.ts';
import { seqOf } from '../fire/rows.ts';
import { tell } from '../fire/tell.ts';
import { hangUpScreens, type WallScreenOfMany } from '../fire/wall-screens.ts';

const SITE = 'perron';
const SCREENS = 100;
const BACK_MS = 60_000;
/** So many of a hundred at most in the same quarter of a second: evenly over a second they were 25, without chance 94. */
const AT_ONCE = 50;
const WINDOW_MS = 250;
const BLOCKED_MS = 5_000;
/** After the restart answers may take long for a while; from then on for so long they must not. */
const SETTLED_MS = 15_000;
const MEASURED_MS = 10_000;
const P99_MS = 1_000;
/** Twenty changes a second, each for every screen. */
const CALLERS = 4;
const PACE_MS = 200;

it('they come back one after the other, and the team can work', { timeout: 300_000 }, async (context) => {
	const [database, port] = [await freshDatabase(), await portToComeBackTo()];
	let node = await startNode({ database, port });
	const [peer, nurse] = await Promise.all([signIn(node, 'pa1'), signIn(node, 'inf1')]);
	const keys: { siteId: string; token: string }[] = [];
	while (keys.length < SCREENS) keys.push({ siteId: SITE, token: await pairDisplay(nurse, SITE) });
	const screens = hangUpScreens(node.url, keys);
	await untilAll(screens, 1);
	const restart = async () => {
		const lost = screens.map(({ lost }) => lost.length);
		expect(await node.stop()).toBe(0);
		node = await startNode({ database, port });
		expect(screens.every((screen, index) => screen.lost.length > (lost[index] ?? 0))).toBe(true);
	};

	await restart();
	await untilAll(screens, 2);
	const most = mostAtOnce(screens.map(({ letIn }) => letIn[1] as number));
	expect(most).toBeLessThanOrEqual(AT_ONCE);

	await restart();
	const from = performance.now();
	node.child.kill('SIGSTOP');
	await expect.poll(() => performance.now() - from).toBeGreaterThan(BLOCKED_MS);
	node.child.kill('SIGCONT');
	const times = await work(peer, node, from);
	await untilAll(screens, 3);
	// Nobody took the silence for the end of the line.
	expect(screens.map(({ letIn }) => letIn.length)).toEqual(screens.map(() => 3));
	const seq = await seqOf(database.sql, SITE);
	await expect.poll(() => screens.filter(({ board }) => board?.seq === seq).length).toBe(SCREENS);
	const p99 = times.sort((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] as number;
	expect(p99).toBeLessThan(P99_MS);
	const spread = `${SCREENS} screens, ${most} at most in the same ${WINDOW_MS} ms`;
	tell(context, `${spread}; p99 of ${times.length} commands ${Math.ceil(p99)} ms`);
});

async function untilAll(screens: readonly WallScreenOfMany[], times: number): Promise<void> {
	const back = () => screens.filter(({ letIn }) => letIn.length >= times).length;
	await expect.poll(back, { timeout: BACK_MS }).toBe(SCREENS);
}

function mostAtOnce(instants: readonly number[]): number {
	return Math.max(
		...instants.map((from) => instants.filter((at) => at >= from && at < from + WINDOW_MS).length)
	);
}

/** Callers change the list at a steady pace; how long each command took since it was due, once the time to settle is over. */
async function work(peer: Client, node: HalteNode, from: number): Promise<number[]> {
	const client = new Client(node, peer.cookie);
	const times: number[] = [];
	const call = async () => {
		const { id } = await client.register(SITE);
		// From the due time on: one that waits for the one before it has waited too.
		const first = performance.now();
		for (let done = 0; ; done += 1) {
			const due = first + done * PACE_MS;
			if (due - from > SETTLED_MS + MEASURED_MS) return;
			await pause(Math.max(0, due - performance.now()));
			await client.do(`/visits/${id}/${done % 2 === 0 ? 'step-out' : 'return'}`);
			if (due - from > SETTLED_MS) times.push(performance.now() - due);
		}
	};
	await Promise.all(Array.from({ length: CALLERS }, call));
	return times;
}
