/** What the person who starts Halte reads on the terminal. */
import { networkInterfaces } from 'node:os';
import network from '#db/demo/network.json' with { type: 'json' };
import type { Environment } from '#lib/server/environment.ts';

/** Addresses, and in demo mode the accounts to try. */
export function welcomeText(environment: Environment, port: number): string {
	const [first = `http://localhost:${port}`, ...others] = addresses(environment, port);
	const lines = [
		'',
		`Halte est prête : ${first}`,
		...others.map((address) => `                  ${address}`)
	];
	if (environment.demo) lines.push('', ...demoLines(first));
	return [...lines, '', 'Ctrl-C pour arrêter.', ''].join('\n');
}

function addresses({ origins, host }: Environment, port: number): string[] {
	if (origins.length > 0) return [...origins];
	if (host !== '0.0.0.0' && host !== '::')
		return [`http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`];
	const outside = Object.values(networkInterfaces()).flatMap((list) =>
		(list ?? []).filter((a) => a.family === 'IPv4' && !a.internal).map((a) => `http://${a.address}:${port}`)
	);
	return [`http://localhost:${port}`, ...outside];
}

/** One account per face, from the fictional network's own rows. */
function demoLines(address: string): string[] {
	const faces = new Map<string, (typeof network.accounts)[number]>();
	for (const account of network.accounts) if (!faces.has(account.role)) faces.set(account.role, account);
	const shown = [...faces.values()].map(({ id, name, title }) => `  ${id.padEnd(6)} ${name}, ${title}`);
	return [
		'Réseau fictif. Mot de passe de tous les comptes : halte-demo',
		...shown,
		`Écran de salle d’attente : ${address}/ecran`
	];
}
