// A rush of sockets in a process of its own, so that its work does not delay what a test measures. Started by fork
// with the server's address, a site, how many, the cookie of somebody who works there, and a screen's key. All come
// within a second, every other one as the screen, and ask for the board; every fourth sends a megabyte. The answer,
// when all have been at the door and the last megabyte has cost its line, says what became of them.
import { io } from 'socket.io-client';

const [url = '', siteId = '', count = '0', cookie = '', token = ''] = process.argv.slice(2);
const MEGABYTE = 'x'.repeat(1024 * 1024);
const OVER_MS = 1_000;
const seen = { letIn: 0, refused: 0, boards: 0, sent: 0, cut: 0 };

function look() {
	if (seen.letIn + seen.refused === Number(count) && seen.cut === seen.sent) {
		process.send?.(seen, () => process.exit());
	}
}

/** @param {number} index */
function come(index) {
	const asScreen = index % 2 === 1;
	const how = asScreen
		? { auth: { token }, protocols: ['halte.screen', token] }
		: { extraHeaders: { cookie } };
	const options = { forceNew: true, reconnection: false, transports: ['websocket'], timeout: 60_000 };
	const socket = io(url + (asScreen ? '/display' : '/staff'), { ...options, ...how });
	let isIn = false;
	let hasSent = false;
	socket.on('connect', () => {
		isIn = true;
		seen.letIn += 1;
		if (!asScreen) socket.emit('watch', { siteId, audience: 'reception' });
		if (index % 8 === Number(asScreen)) {
			hasSent = true;
			seen.sent += 1;
			socket.emit('watch', { siteId: MEGABYTE });
		}
		look();
	});
	socket.once('view', () => (seen.boards += 1));
	socket.on('disconnect', () => {
		if (!isIn) seen.refused += 1;
		if (hasSent) seen.cut += 1;
		look();
	});
	socket.on('connect_error', () => {
		seen.refused += 1;
		socket.close();
		look();
	});
}

process.once('message', () => {
	for (let i = 0; i < Number(count); i += 1) setTimeout(come, (i * OVER_MS) / Number(count), i);
});
process.send?.('ready');
