/**
 * `npm run cluster`: two to four nodes of this build on one Postgres and one Redis, behind HAProxy or nginx, with the
 * fictional network, in a folder that goes away at the end. A node that ends is started again, as a service manager
 * does: `kill` one after the other, and that is a new version. Ctrl-C ends everything.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { findProgram } from '../support/balancer.ts';
import { startNetwork } from './network.ts';
import { readOptions, type Options } from './options.ts';

const USUAL_PORT = 3_000;

function stopWith(sentence: string, code: number): never {
	console.error(sentence);
	process.exit(code);
}

function options(): Options {
	try {
		return readOptions(process.argv.slice(2));
	} catch (error) {
		stopWith((error as Error).message, 2);
	}
}

/** Before anything is started for nothing. */
async function freeOrStop(port: number): Promise<void> {
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		stopWith('PORT doit être un nombre de 0 à 65535.', 2);
	const server = createServer().listen(port, '127.0.0.1');
	await once(server, 'listening').catch(() =>
		stopWith(`Le port ${port} est déjà pris ; choisissez-en un autre par PORT.`, 1)
	);
	server.close();
	await once(server, 'close');
}

const { nodes, proxy } = options();
const missing = [
	...(findProgram('redis-server') === null ? ['redis-server'] : []),
	...(findProgram(proxy) === null ? [proxy] : [])
];
if (missing.length > 0)
	stopWith(
		`Il manque ${missing.join(' et ')}. Sous Debian : sudo apt-get install --no-install-recommends ${missing.join(' ')}`,
		1
	);
const port = Number(process.env['PORT'] ?? USUAL_PORT);
await freeOrStop(port);

console.log(`Démarrage de ${nodes} nœuds derrière ${proxy}…`);
const network = startNetwork({ nodes, proxy, port, tell: console.log });
let stopping = false;
const stop = async () => {
	// npm passes a terminal's Ctrl-C on once more.
	if (stopping) return;
	stopping = true;
	console.log('Arrêt…');
	const sound = await network.then((running) => running.stop()).catch(() => false);
	process.exit(sound ? 0 : 1);
};
process.on('SIGINT', stop).on('SIGTERM', stop);
await network.then(
	({ url }) => console.log(`Grappe prête : ${url}`),
	(error: Error) => stopWith(error.message, 1)
);
