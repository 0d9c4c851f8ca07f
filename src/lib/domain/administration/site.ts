/** What may be changed about a site's settings, whatever its screens show. */
import { cares, hasSite, type Caretaker } from '#lib/domain/administration/caretaker.ts';
import type {
	AddressForm,
	Change,
	EmergencyPlaces,
	Room,
	WeeklyBlock
} from '#lib/domain/administration/changes.ts';
import { isSame } from '#lib/domain/administration/put-back.ts';
import type { HouseRefusal } from '#lib/domain/administration/refusals.ts';

/** A site's settings as they are. */
export interface SiteFacts {
	readonly id: string;
	readonly name: string;
	readonly graceMinutes: number;
	readonly addressForm: AddressForm;
	readonly animalsAllowed: boolean;
	readonly emergencyCard: EmergencyPlaces;
	/** In the order of the screens. */
	readonly rooms: readonly Room[];
	/** Rooms that places of the open block name. */
	readonly roomsInUse: ReadonlySet<string>;
	readonly week: readonly WeeklyBlock[];
	/** Ids, in order. */
	readonly services: readonly string[];
	readonly defaultService: string | null;
	/** Every service of the network. */
	readonly knownServices: ReadonlySet<string>;
}

export type SiteChange = Change<
	| 'site_renamed'
	| 'grace_changed'
	| 'address_form_changed'
	| 'animals_changed'
	| 'emergency_card_changed'
	| 'room_added'
	| 'room_renamed'
	| 'room_removed'
	| 'rooms_reordered'
	| 'block_planned'
	| 'block_moved'
	| 'block_dropped'
	| 'services_changed'
>;

/** Null when these settings may be opened; a stranger's site does not exist. */
export function refusesSettings(by: Caretaker, siteId: string): HouseRefusal | null {
	if (!cares(by, 'site_settings')) return 'forbidden';
	return hasSite(by, siteId) ? null : 'not_found';
}

/** Why this change is refused, or null. Whether it still fits the present is asked elsewhere. */
export function refusesSiteChange(by: Caretaker, site: SiteFacts, change: SiteChange): HouseRefusal | null {
	const refused = refusesSettings(by, site.id);
	if (refused !== null) return refused;
	switch (change.what) {
		case 'site_renamed':
		case 'grace_changed':
		case 'address_form_changed':
		case 'animals_changed':
		case 'emergency_card_changed':
		case 'rooms_reordered':
		case 'block_dropped':
			return null;
		case 'room_added':
		case 'room_renamed':
			return hasTwin(site.rooms, change.after.room) ? 'room_name_taken' : null;
		case 'room_removed':
			return site.roomsInUse.has(change.before.room?.id ?? '') ? 'room_in_use' : null;
		case 'block_planned':
		case 'block_moved':
			return refusesBlock(site.week, change.before.block, change.after.block);
		case 'services_changed': {
			const { services, defaultService } = change.after;
			if (services.some((id) => !site.knownServices.has(id))) return 'unknown_service';
			// People whom no route leads elsewhere need somewhere to go.
			const stands = defaultService === null ? services.length === 0 : services.includes(defaultService);
			return stands ? null : 'default_service_needed';
		}
	}
}

/** True when the site is as the change found it. */
export function siteStands(site: SiteFacts, { what, before, after }: SiteChange): boolean {
	switch (what) {
		case 'site_renamed':
			return isSame({ name: site.name }, before);
		case 'grace_changed':
			return isSame({ graceMinutes: site.graceMinutes }, before);
		case 'address_form_changed':
			return isSame({ addressForm: site.addressForm }, before);
		case 'animals_changed':
			return isSame({ animalsAllowed: site.animalsAllowed }, before);
		case 'emergency_card_changed':
			return isSame({ emergencyCard: site.emergencyCard }, before);
		case 'room_added':
		case 'room_renamed':
		case 'room_removed': {
			const about = before.room ?? after.room;
			return isSame({ room: site.rooms.find(({ id }) => id === about?.id) ?? null }, before);
		}
		case 'rooms_reordered':
			return isSame({ order: site.rooms.map(({ id }) => id) }, before);
		case 'block_planned':
		case 'block_moved':
		case 'block_dropped': {
			const about = before.block ?? after.block;
			const there = site.week.find((block) => about !== null && isSameBlock(block, about));
			return isSame({ block: there ?? null }, before);
		}
		case 'services_changed':
			return isSame({ services: site.services, defaultService: site.defaultService }, before);
	}
}

/** Two rooms of one name would send people to the wrong door. */
function hasTwin(rooms: readonly Room[], room: Room | null): boolean {
	const written = room?.name.toLocaleLowerCase('fr');
	return rooms.some(({ id, name }) => id !== room?.id && name.toLocaleLowerCase('fr') === written);
}

/** One team at a time: a block may begin when another ends. */
function refusesBlock(
	week: readonly WeeklyBlock[],
	former: WeeklyBlock | null,
	block: WeeklyBlock | null
): HouseRefusal | null {
	if (block === null) return null;
	if (block.startsAt >= block.endsAt) return 'ends_before_start';
	const overlaps = week.some(
		(other) =>
			!(former !== null && isSameBlock(other, former)) &&
			other.weekday === block.weekday &&
			other.startsAt < block.endsAt &&
			block.startsAt < other.endsAt
	);
	return overlaps ? 'blocks_overlap' : null;
}

/** The same day and the same hours. */
export function isSameBlock(a: WeeklyBlock, b: WeeklyBlock): boolean {
	return a.weekday === b.weekday && a.startsAt === b.startsAt && a.endsAt === b.endsAt;
}
