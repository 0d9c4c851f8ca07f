// Runs after each install. postgres.js 3.4.9 ends the whole process when a connection is lost while a write
// waits for its turn (« Cannot read properties of null (reading 'write') »), and a connection that was lost
// then never sends again: https://github.com/porsager/postgres/issues/1154. Two lines mend both; a version
// that reads otherwise stops the install here, so that somebody looks again.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PATCHES = [
	{
		from: 'function nextWrite(fn) {\n    const x = socket.write(chunk, fn)',
		to: 'function nextWrite(fn) {\n    if (socket === null) { chunk = nextWriteTimer = null; return false }\n    const x = socket.write(chunk, fn)'
	},
	{
		from: 'incomings = null\n    clearImmediate(nextWriteTimer)\n',
		to: 'incomings = null\n    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n'
	}
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
