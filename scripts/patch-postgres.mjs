// Runs after each install. postgres.js 3.4.9 does not outlive lost connections under load
// (https://github.com/porsager/postgres/issues/1154). Seven places mend it:
// - a write that waits when the connection is lost ended the whole process, and was sent on the next one;
// - what a transaction still asks after its connection was lost went to that connection all the same, which
//   was then counted as busy for ever: after twelve such losses nobody was served any more;
// - what was asked between a socket's error and its end stayed in the line of a connection that opened anew, and took
//   the answer to the next question, as each after it did;
// - a statement that failed in the middle of its rows left their count to the next one, whose first row was none.
// An eighth: statements of one turn of the event loop go out together up to 16 kB, not 1 kB.
// A version that reads otherwise stops the install here, so that somebody looks again.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const WRITE = 'function nextWrite(fn) {\n';
const CLOSED = 'incomings = null\n    clearImmediate(nextWriteTimer)\n';
const ONCLOSE = 'new Promise((_, reject) => connection.onclose = ';
const CATCH = 'q.catch(e => uncaughtError || (uncaughtError = e))\n';
const WHOLE = 'if (fn || chunk.length >= ';
const GONE = `error(Errors.connection('CONNECTION_CLOSED', options, socket))\n`;
const ANEW = 'result = new Result()\n';
const READY = '    connectTimer.cancel()\n\n    if (initial) {';
const PATCHES = {
	'connection.js': [
		{
			from: `${WRITE}    const x = socket.write(chunk, fn)`,
			to:
				`${WRITE}    if (socket === null) {\n      chunk = nextWriteTimer = null\n` +
				`      error(Errors.connection('CONNECTION_CLOSED', options))\n      return false\n    }\n` +
				`    const x = socket.write(chunk, fn)`
		},
		{ from: CLOSED, to: `${CLOSED}    chunk = nextWriteTimer = null\n` },
		{
			from: `!hadError && (query || sent.length) && ${GONE}`,
			to: `if (query || sent.length) ${GONE}    query = results = errorResponse = null\n    ${ANEW}    rows = 0\n`
		},
		{ from: `${ANEW}${READY}`, to: `${ANEW}    rows = 0\n${READY}` },
		{ from: `${WHOLE}1024)`, to: `${WHOLE}16384)` }
	],
	'index.js': [
		{
			from: ', connection\n      , prepare = null',
			to: ', connection\n      , lost = null\n      , prepare = null'
		},
		{ from: `${ONCLOSE}reject)`, to: `${ONCLOSE}e => (lost = e, reject(e)))` },
		{ from: CATCH, to: `${CATCH}        if (lost !== null) return q.reject(lost)\n` }
	]
};

for (const [file, patches] of Object.entries(PATCHES)) {
	for (const build of ['src', 'cjs/src']) {
		const path = fileURLToPath(new URL(`../node_modules/postgres/${build}/${file}`, import.meta.url));
		const before = readFileSync(path, 'utf8');
		const after = patches.reduce((text, patch) => mended(text, patch, path), before);
		if (after !== before) writeFileSync(path, after);
	}
}

function mended(text, { from, to }, path) {
	if (text.includes(to)) return text;
	if (text.includes(from)) return text.replace(from, () => to);
	console.error(
		`postgres.js a changé : ${path} ne se corrige plus comme prévu (scripts/patch-postgres.mjs).`
	);
	process.exit(1);
}
