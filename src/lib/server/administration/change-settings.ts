/** Changes of a site's settings: decided in the domain, written with their history, shown on its screens at once. */
import type { AddressForm, EmergencyPlaces, Room, WeeklyBlock } from '#lib/domain/administration/changes.ts';
import { isSame } from '#lib/domain/administration/put-back.ts';
import {
	isSameBlock,
	refusesSettings,
	refusesSiteChange,
	siteStands,
	type SiteChange,
	type SiteFacts
} from '#lib/domain/administration/site.ts';
import { recordChange } from '#lib/server/administration/changes.ts';
import type { Changed, Making } from '#lib/server/administration/change-account.ts';
import {
	inTheHouse,
	refuse,
	type By,
	type House,
	type Refused,
	type Worked
} from '#lib/server/administration/house.ts';
import { readSiteFacts, writeSiteChange } from '#lib/server/administration/site-rows.ts';
import type { Tx } from '#lib/server/store/database.ts';
import { lockHead } from '#lib/server/store/head.ts';

/** What somebody wants of a site. */
export type SiteWish =
	| {
			readonly kind: 'settings';
			readonly name: string;
			readonly graceMinutes: number;
			readonly addressForm: AddressForm;
			readonly animalsAllowed: boolean;
	  }
	| { readonly kind: 'emergency_card'; readonly emergencyCard: EmergencyPlaces }
	| { readonly kind: 'add_room'; readonly name: string; readonly roomKind: Room['kind'] }
	| { readonly kind: 'rename_room'; readonly roomId: string; readonly name: string }
	| { readonly kind: 'move_room'; readonly roomId: string; readonly direction: 'up' | 'down' }
	| { readonly kind: 'remove_room'; readonly roomId: string }
	| { readonly kind: 'add_block'; readonly block: WeeklyBlock }
	| { readonly kind: 'move_block'; readonly was: WeeklyBlock; readonly block: WeeklyBlock }
	| { readonly kind: 'drop_block'; readonly block: WeeklyBlock }
	| {
			readonly kind: 'services';
			readonly services: readonly string[];
			readonly defaultService: string | null;
	  };

/** Grants a wish, or says why not. `changed` is false when all was so already; then nothing is written. */
export function changeSettings(
	house: House,
	by: By,
	siteId: string,
	wish: SiteWish
): Promise<Changed | Refused> {
	return inTheHouse(house, by, async (tx, caretaker, at) => {
		const refused = refusesSettings(caretaker, siteId);
		if (refused !== null) return refuse(refused);
		const site = await readLocked(tx, siteId);
		if (site === null) return refuse('not_found');
		const changes = changesOf(site, wish, house.newId);
		if (changes === null) return refuse('not_found');
		let changed = false;
		for (const change of changes) {
			const made = await makeSiteChange(tx, { id: house.newId(), at, caretaker }, siteId, change);
			if ('refused' in made) return made;
			changed ||= made.result.changed;
		}
		return { result: { changed }, sites: changed ? [siteId] : [] };
	});
}

/** Makes a change within a transaction of `inTheHouse`. */
export async function makeSiteChange(
	tx: Tx,
	{ id, at, caretaker, takesBack }: Making,
	siteId: string,
	change: SiteChange
): Promise<Worked<Changed> | Refused> {
	const site = await readLocked(tx, siteId);
	if (site === null) return refuse('not_found');
	const refused = refusesSiteChange(caretaker, site, change);
	if (refused !== null) return refuse(refused);
	if (!siteStands(site, change)) return refuse('change_superseded');
	if (isSame(change.before, change.after)) return { result: { changed: false } };
	await writeSiteChange(tx, siteId, change);
	const about = { by: caretaker.id, subject: 'site', subjectId: siteId, siteId } as const;
	await recordChange(tx, at, { ...change, ...about, id, takesBack });
	return { result: { changed: true }, sites: [siteId] };
}

/** Under the site's lock: nobody is called into a room while it is taken away. */
async function readLocked(tx: Tx, siteId: string): Promise<SiteFacts | null> {
	await lockHead(tx, siteId);
	return readSiteFacts(tx, siteId);
}

/** The changes that grant a wish; null when it is about a room or a block that is not there. */
function changesOf(site: SiteFacts, wish: SiteWish, newId: () => string): SiteChange[] | null {
	switch (wish.kind) {
		case 'settings': {
			const { name, graceMinutes, addressForm, animalsAllowed } = site;
			return [
				{ what: 'site_renamed', before: { name }, after: { name: wish.name } },
				{ what: 'grace_changed', before: { graceMinutes }, after: { graceMinutes: wish.graceMinutes } },
				{ what: 'address_form_changed', before: { addressForm }, after: { addressForm: wish.addressForm } },
				{
					what: 'animals_changed',
					before: { animalsAllowed },
					after: { animalsAllowed: wish.animalsAllowed }
				}
			];
		}
		case 'emergency_card': {
			const [before, after] = [site.emergencyCard, wish.emergencyCard];
			return [
				{
					what: 'emergency_card_changed',
					before: { emergencyCard: before },
					after: { emergencyCard: after }
				}
			];
		}
		case 'add_room': {
			const room = { id: newId(), name: wish.name, kind: wish.roomKind };
			return [{ what: 'room_added', before: { room: null }, after: { room } }];
		}
		case 'rename_room':
		case 'remove_room':
		case 'move_room':
			return changesOfRoom(site, wish);
		case 'add_block':
			if (site.week.some((block) => isSameBlock(block, wish.block))) return [];
			return [{ what: 'block_planned', before: { block: null }, after: { block: wish.block } }];
		case 'move_block':
			if (!site.week.some((block) => isSameBlock(block, wish.was))) return null;
			return [{ what: 'block_moved', before: { block: wish.was }, after: { block: wish.block } }];
		case 'drop_block':
			if (!site.week.some((block) => isSameBlock(block, wish.block))) return null;
			return [{ what: 'block_dropped', before: { block: wish.block }, after: { block: null } }];
		case 'services': {
			const { services, defaultService } = site;
			const wanted = [...new Set(wish.services)].sort();
			return [
				{
					what: 'services_changed',
					before: { services, defaultService },
					after: { services: wanted, defaultService: wish.defaultService }
				}
			];
		}
	}
}

type RoomWish = Extract<SiteWish, { kind: 'rename_room' | 'remove_room' | 'move_room' }>;

function changesOfRoom({ rooms }: SiteFacts, wish: RoomWish): SiteChange[] | null {
	const index = rooms.findIndex(({ id }) => id === wish.roomId);
	const room = rooms[index];
	if (room === undefined) return null;
	switch (wish.kind) {
		case 'rename_room':
			return [{ what: 'room_renamed', before: { room }, after: { room: { ...room, name: wish.name } } }];
		case 'remove_room':
			return [{ what: 'room_removed', before: { room }, after: { room: null } }];
		case 'move_room': {
			const before = rooms.map(({ id }) => id);
			const after = before.filter((id) => id !== room.id);
			after.splice(wish.direction === 'up' ? Math.max(0, index - 1) : index + 1, 0, room.id);
			return [{ what: 'rooms_reordered', before: { order: before }, after: { order: after } }];
		}
	}
}
