/** Sends at a fixed rate, whether or not the answers come: whoever waits for a slow server measures it too fast. */
import { setTimeout as passing } from 'node:timers/promises';

/** `send` is called with the instant at which it should have been, of `performance.now()`. Rejects at the end when any failed. */
export async function openLoop(
	{ perSecond, count }: { perSecond: number; count: number },
	send: (intended: number, index: number) => Promise<void>
): Promise<void> {
	const begin = performance.now();
	const sent: Promise<void>[] = [];
	for (let index = 0; index < count; index += 1) {
		const intended = begin + (index * 1_000) / perSecond;
		const early = intended - performance.now();
		if (early > 0) await passing(early);
		const sending = send(intended, index);
		// One that fails is heard at the end; until then it must not end the whole process as unheard.
		sending.catch(() => {});
		sent.push(sending);
	}
	await Promise.all(sent);
}
