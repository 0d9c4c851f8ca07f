/** `npm run admin -- devices` and `displays`: tablets and screens that hold a key, and taking it away. */
import { listScreens, revokeScreen } from '#lib/server/administration/screens.ts';
import { listTablets, revokeTablet } from '#lib/server/administration/tablets.ts';
import { noMore, readLine } from './arguments.ts';
import { done, Failure, Misuse } from './failure.ts';
import type { openHouse, Rooms } from './house.ts';
import { table } from './table.ts';

/** One kind of thing that holds a key. */
interface Kind {
	readonly headings: readonly string[];
	/** Rows of a site, each with its number first. */
	list(rooms: Rooms, siteId: string): Promise<readonly (readonly string[])[]>;
	revoke(rooms: Rooms, siteId: string, id: string): Promise<object>;
	readonly gone: string;
}

const DEVICES: Kind = {
	headings: ['numéro', 'milieu', 'tablette', 'inscrite', 'vue', 'tuiles'],
	async list(rooms, siteId) {
		const tablets = done(await listTablets(rooms, 'operator', siteId));
		return tablets.map(({ id, label, enrolledAt, lastSeenAt, tiles }) => [
			...[id, siteId, label, day(enrolledAt), day(lastSeenAt), String(tiles)]
		]);
	},
	revoke: (rooms, siteId, deviceId) => revokeTablet(rooms, 'operator', { siteId, deviceId }),
	gone: 'La tablette est retirée.'
};

const DISPLAYS: Kind = {
	headings: ['numéro', 'milieu', 'écran', 'relié'],
	async list(rooms, siteId) {
		const screens = done(await listScreens(rooms, 'operator', siteId));
		return screens.map(({ id, label, approvedAt }) => [id, siteId, label, day(approvedAt)]);
	},
	revoke: (rooms, siteId, displayId) => revokeScreen(rooms, 'operator', { siteId, displayId }),
	gone: 'L’écran est débranché.'
};

export const runDevices = running('devices', DEVICES);
export const runDisplays = running('displays', DISPLAYS);

function running(name: string, kind: Kind) {
	return async ([verb, ...args]: readonly string[], open: typeof openHouse): Promise<string> => {
		const { words, options } = readLine(args, { site: 'one' });
		switch (verb) {
			case 'list':
				noMore(words);
				return open(async (rooms) => {
					const sites = await sitesOf(rooms, options.site);
					const rows = await Promise.all(sites.map((siteId) => kind.list(rooms, siteId)));
					return table(kind.headings, rows.flat());
				});
			case 'revoke': {
				const [id, ...more] = words;
				noMore(more);
				if (id === undefined) throw new Misuse('Le numéro manque.');
				return open(async (rooms) => {
					for (const siteId of await sitesOf(rooms, options.site)) {
						const rows = await kind.list(rooms, siteId);
						if (!rows.some(([first]) => first === id)) continue;
						done(await kind.revoke(rooms, siteId, id));
						return kind.gone;
					}
					throw new Failure(`Aucun numéro ${id}.`);
				});
			}
			case undefined:
				throw new Misuse(`${name} : que faire ?`);
		}
		throw new Misuse(`${name} ${verb} n’existe pas.`);
	};
}

async function sitesOf({ database }: Rooms, siteId: string | undefined): Promise<string[]> {
	const rows = await database.read<{ id: string }[]>`
		select id from site where ${siteId ?? null}::text is null or id = ${siteId ?? null} order by position`;
	if (rows.length === 0 && siteId !== undefined) throw new Failure(`Aucun milieu ne s’appelle ${siteId}.`);
	return rows.map(({ id }) => id);
}

const day = (iso: string) => iso.slice(0, 10);
