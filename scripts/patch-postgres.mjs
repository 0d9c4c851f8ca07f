// Runs after each install. postgres.js 3.4.9 ends the whole process when a connection is lost while a write
// waits for its turn (« Cannot read properties of null (reading 'write') »), and a connection that was lost
// then never sends again: https://github.com/porsager/postgres/issues/1154. Two lines mend both: what waits is
// refused as on a closed connection, and nothing of it is left for the next one. A version that reads
// otherwise stops the install here, so that somebody looks again.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const WRITE = 'function nextWrite(fn) {\n';
const CLOSED = 'incomings = null\n    clearImmediate(nextWriteTimer)\n';
const PATCHES = [
	{
		from: `${WRITE}    const x = socket.write(chunk, fn)`,
		to:
			`${WRITE}    if (socket === null) {\n      chunk = nextWriteTimer = null\n` +
			`      error(Errors.connection('CONNECTION_CLOSED', options))\n      return false\n    }\n` +
			`    const x = socket.write(chunk, fn)`
	},
	{ from: CLOSED, to: `${CLOSED}    chunk = nextWriteTimer = null\n` }
];

for (const build of ['src', 'cjs/src']) {
	const path = fileURLToPath(new URL(`../node_modules/postgres/${build}/connection.js`, import.meta.url));
	const before = readFileSync(path, 'utf8');
	let after = before;
	for (const { from, to } of PATCHES) {
		if (after.includes(to)) continue;
		if (!after.includes(from)) {
			console.error(
				`postgres.js a changé : ${path} ne se corrige plus comme prévu (scripts/patch-postgres.mjs).`
			);
			process.exit(1);
		}
		after = after.replace(from, to);
	}
	if (after !== before) writeFileSync(path, after);
}
