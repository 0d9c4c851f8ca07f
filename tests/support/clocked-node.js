// The real server with its clock in the test's hand: `{ now }` sets it, `{ keepBlocks: true }` does what the
// calendar's timer does. Every message is answered when it is done.
const hall = /** @type {any} */ (globalThis);
let now = Number(process.env.TEST_NOW);

process.on('message', async (/** @type {{ now?: number, keepBlocks?: boolean }} */ message) => {
	if (message.now !== undefined) now = message.now;
	if (message.keepBlocks) await hall[Symbol.for('halte.app')].keepBlocks();
	process.send?.('done');
});
hall[Symbol.for('halte.ports')] = { clock: async () => now };
await import('../../src/main.js');
