// The real server with its clocks in the test's hand: `{ now }` sets the queue's, `{ ahead }` moves the one that
// sessions, tiles and codes go by, `{ keepBlocks: true }` and `{ forget: true }` do what the calendar and the night
// do, `{ weigh: true }` asks for the bytes of the heap after a collection. Every message is answered when it is done.
// TEST_LIMITS is another table of limits.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const hall = /** @type {any} */ (globalThis);
let now = process.env.TEST_NOW === undefined ? null : Number(process.env.TEST_NOW);
let ahead = 0;

process.on(
	'message',
	async (
		/** @type {{ now?: number, ahead?: number, keepBlocks?: boolean, forget?: boolean, weigh?: boolean }} */ message
	) => {
		if (message.now !== undefined) now = message.now;
		if (message.ahead !== undefined) ahead = message.ahead;
		if (message.keepBlocks) await hall[Symbol.for('halte.app')].keepBlocks();
		if (message.forget) await hall[Symbol.for('halte.app')].retention.forget();
		process.send?.(message.weigh ? weigh() : 'done');
	}
);

function weigh() {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc');
	for (let i = 0; i < 2; i += 1) collect();
	return process.memoryUsage().heapUsed;
}

hall[Symbol.for('halte.ports')] = {
	aheadMs: () => ahead,
	...(process.env.TEST_LIMITS && { limits: JSON.parse(process.env.TEST_LIMITS) }),
	...(now !== null && { clock: async () => now })
};
await import('../../src/main.js');
