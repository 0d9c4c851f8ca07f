/** A site's settings, for the page of those who look after it. */
import type { AddressForm, EmergencyPlaces, Room, WeeklyBlock } from '#lib/domain/administration/changes.ts';
import { refusesSettings } from '#lib/domain/administration/site.ts';
import { caretakerOf, refuse, type By, type House, type Refused } from '#lib/server/administration/house.ts';
import { readSiteFacts } from '#lib/server/administration/site-rows.ts';
import { catalogueName } from '#lib/server/store/catalogue-name.ts';

export interface SitePage {
	readonly id: string;
	readonly name: string;
	readonly graceMinutes: number;
	readonly addressForm: AddressForm;
	readonly animalsAllowed: boolean;
	readonly emergencyCard: EmergencyPlaces;
	readonly rooms: readonly (Room & { readonly inUse: boolean })[];
	readonly week: readonly WeeklyBlock[];
	/** Every service of the network, in its order. */
	readonly services: readonly { readonly id: string; readonly name: string; readonly offered: boolean }[];
	readonly defaultService: string | null;
}

/** The settings of a site, with services called as in `lang`, or why they may not be opened. */
export async function readSitePage(
	house: House,
	by: By,
	siteId: string,
	lang: string
): Promise<SitePage | Refused> {
	const { read } = house.database;
	const caretaker = await caretakerOf(read, by);
	const refused = caretaker === null ? 'forbidden' : refusesSettings(caretaker, siteId);
	if (refused !== null) return refuse(refused);
	const site = await readSiteFacts(read, siteId);
	if (site === null) return refuse('not_found');
	const services = await read<{ id: string; name: string }[]>`
		select s.id, ${catalogueName(read, 'service', read`s.id`, lang)} as name from service s order by s.position`;
	const { id, name, graceMinutes, addressForm, animalsAllowed, emergencyCard, week, defaultService } = site;
	return {
		...{ id, name, graceMinutes, addressForm, animalsAllowed, emergencyCard, week, defaultService },
		rooms: site.rooms.map((room) => ({ ...room, inUse: site.roomsInUse.has(room.id) })),
		services: services.map((row) => ({ ...row, offered: site.services.includes(row.id) }))
	};
}
