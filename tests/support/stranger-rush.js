// Strangers at the door of the sockets, in a process of their own: a thousand a second, without end. Started by fork with
// the server's address. Every other one shows keys that nobody has. Whoever is let in goes away again; whoever has to
// wait, waits. Each message to it is answered with what became of them so far.
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

const [url = ''] = process.argv.slice(2);
const A_SECOND = 1_000;
const seen = { sent: 0, letIn: 0, refused: 0 };

function come() {
	seen.sent += 1;
	const made = randomBytes(32).toString('base64url');
	const keys = { cookie: `halte_session=${made}`, 'sec-websocket-protocol': `halte.screen, ${made}` };
	const knock = request(`${url}/socket.io/?EIO=4&transport=websocket`, {
		agent: false,
		headers: {
			...{ connection: 'Upgrade', upgrade: 'websocket' },
			...{ 'sec-websocket-version': '13', 'sec-websocket-key': randomBytes(16).toString('base64') },
			...(seen.sent % 2 === 0 && keys)
		}
	});
	knock.on('upgrade', (_, socket) => {
		seen.letIn += 1;
		socket.on('error', () => {});
		socket.destroy();
	});
	knock.on('response', (answer) => {
		seen.refused += 1;
		answer.resume();
	});
	knock.on('error', () => {});
	knock.end();
}

process.once('message', () => {
	const since = performance.now();
	setInterval(() => {
		while (seen.sent < ((performance.now() - since) / 1_000) * A_SECOND) come();
	}, 5);
	process.on('message', () => process.send?.(seen));
});
process.send?.('ready');
