/** `npm run admin -- keys`: which keys the database needs, and a new one for everything that can have it. */
import { rotateKeys } from '#lib/server/keys/rotate-keys.ts';
import { readKeyUses } from '#lib/server/store/sealed-columns.ts';
import { noMore } from './arguments.ts';
import { Failure, Misuse } from './failure.ts';
import type { openHouse, Rooms } from './house.ts';
import { table } from './table.ts';

export async function runKeys([verb, ...args]: readonly string[], open: typeof openHouse): Promise<string> {
	noMore(args);
	switch (verb) {
		case undefined:
			return open(list);
		case 'rotate':
			return open(rotate);
	}
	throw new Misuse(`keys ${verb} n’existe pas.`);
}

async function list({ database, keys }: Rooms): Promise<string> {
	const uses = await readKeyUses(database.read);
	const columns = [...new Set(uses.map(({ column }) => column))];
	const rows = columns.map((column) => {
		const ofColumn = uses.filter((use) => use.column === column);
		const counts = keys.versions.map((version) => ofColumn.find((use) => use.version === version)?.rows ?? 0);
		return [column, ...counts.map(String), ofColumn.some(({ movable }) => movable) ? '' : 'reste'];
	});
	const headings = ['colonne', ...keys.versions.map((version) => `clé ${version}`), ''];
	const waiting = keys.versions.filter((version) => version > keys.active);
	return [
		table(headings, rows),
		'',
		`On écrit avec la clé ${keys.active}.`,
		...waiting.map((version) => `La clé ${version} attend : npm run admin -- keys rotate`),
		'« reste » : une rotation n’y touche pas, et la clé qui l’a écrit reste au trousseau.'
	].join('\n');
}

async function rotate({ environment, database, keys }: Rooms): Promise<string> {
	const { version, begun, written, unreadable } = await rotateKeys(environment, database.write, keys);
	if (unreadable > 0) {
		throw new Failure(
			`${written} lignes sont sous la clé ${version}. ${unreadable} lignes ne s’ouvrent avec aucune clé et sont restées comme elles étaient.`
		);
	}
	const done = begun
		? `La clé ${version} est en service : ${written} lignes sont passées sous elle.`
		: `La rotation vers la clé ${version} est finie : ${written} lignes restaient. Pour une nouvelle clé, recommencez.`;
	return `${done}\nLes anciennes clés restent au trousseau : des lignes en ont besoin. Gardez une copie du trousseau ailleurs que la base.`;
}
