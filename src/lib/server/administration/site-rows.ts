/** A site's settings as rows. */
import type { AddressForm, EmergencyPlaces, Room, WeeklyBlock } from '#lib/domain/administration/changes.ts';
import type { SiteChange, SiteFacts } from '#lib/domain/administration/site.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

interface Row {
	name: string;
	grace_minutes: number;
	address_form: AddressForm;
	animals_allowed: boolean;
	emergency_card: EmergencyPlaces | null;
	rooms: Room[] | null;
	rooms_in_use: string[];
	week: WeeklyBlock[] | null;
	services: string[];
	default_service: string | null;
	known_services: string[];
}

/** The settings of a real site; null when there is none. Rooms are in use while a place of the open block names them. */
export async function readSiteFacts(sql: Db | Tx, siteId: string): Promise<SiteFacts | null> {
	const [row] = await sql<Row[]>`
		select s.name, s.grace_minutes, s.address_form, s.animals_allowed,
			(select jsonb_build_object('address', address, 'naloxone', naloxone, 'defibrillator', defibrillator,
				'onCall', on_call) from emergency_card where site_id = s.id) as emergency_card,
			(select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'kind', kind) order by position, name)
				from room where site_id = s.id) as rooms,
			array(select distinct e.room_id from entry e join visit v on v.id = e.visit_id join block b on b.id = v.block_id
				where b.site_id = s.id and b.closed_at is null and e.room_id is not null) as rooms_in_use,
			(select jsonb_agg(jsonb_build_object('weekday', weekday, 'startsAt', to_char(starts_at, 'HH24:MI'),
				'endsAt', to_char(ends_at, 'HH24:MI')) order by weekday, starts_at)
				from weekly_block where site_id = s.id) as week,
			array(select service_id from site_service where site_id = s.id order by service_id collate "C") as services,
			(select service_id from site_service where site_id = s.id and is_default limit 1) as default_service,
			array(select id from service) as known_services
		from site s where s.id = ${siteId} and not s.practice`;
	if (row === undefined) return null;
	return {
		id: siteId,
		name: row.name,
		graceMinutes: row.grace_minutes,
		addressForm: row.address_form,
		animalsAllowed: row.animals_allowed,
		emergencyCard: row.emergency_card ?? { address: '', naloxone: '', defibrillator: '', onCall: '' },
		rooms: row.rooms ?? [],
		roomsInUse: new Set(row.rooms_in_use),
		week: row.week ?? [],
		services: row.services,
		defaultService: row.default_service,
		knownServices: new Set(row.known_services)
	};
}

/** Writes a change into the rows; that it may be made was decided before. */
export async function writeSiteChange(tx: Tx, siteId: string, change: SiteChange): Promise<void> {
	switch (change.what) {
		case 'site_renamed':
			await tx`update site set name = ${change.after.name} where id = ${siteId}`;
			return;
		case 'grace_changed':
			await tx`update site set grace_minutes = ${change.after.graceMinutes} where id = ${siteId}`;
			return;
		case 'address_form_changed':
			await tx`update site set address_form = ${change.after.addressForm} where id = ${siteId}`;
			return;
		case 'animals_changed':
			await tx`update site set animals_allowed = ${change.after.animalsAllowed} where id = ${siteId}`;
			return;
		case 'emergency_card_changed':
			await writeEmergencyCard(tx, siteId, change.after.emergencyCard);
			return;
		case 'room_added':
		case 'room_renamed':
		case 'room_removed':
			await writeRoom(tx, siteId, change.before.room, change.after.room);
			return;
		case 'rooms_reordered':
			for (const [position, id] of change.after.order.entries())
				await tx`update room set position = ${position} where site_id = ${siteId} and id = ${id}`;
			return;
		case 'block_planned':
		case 'block_moved':
		case 'block_dropped':
			await writeBlock(tx, siteId, change.before.block, change.after.block);
			return;
		case 'services_changed':
			await writeServices(tx, siteId, change.after.services, change.after.defaultService);
	}
}

async function writeEmergencyCard(
	tx: Tx,
	siteId: string,
	{ address, naloxone, defibrillator, onCall }: EmergencyPlaces
): Promise<void> {
	await tx`
		insert into emergency_card (site_id, address, naloxone, defibrillator, on_call)
		values (${siteId}, ${address}, ${naloxone}, ${defibrillator}, ${onCall})
		on conflict (site_id) do update set address = excluded.address, naloxone = excluded.naloxone,
			defibrillator = excluded.defibrillator, on_call = excluded.on_call`;
}

async function writeRoom(tx: Tx, siteId: string, before: Room | null, after: Room | null): Promise<void> {
	if (after === null) {
		await tx`delete from room where site_id = ${siteId} and id = ${before?.id ?? ''}`;
	} else if (before === null) {
		await tx`
			insert into room (site_id, id, name, kind, position)
			select ${siteId}, ${after.id}, ${after.name}, ${after.kind}, coalesce(max(position) + 1, 0)
			from room where site_id = ${siteId}`;
	} else {
		await tx`update room set name = ${after.name} where site_id = ${siteId} and id = ${after.id}`;
	}
}

async function writeBlock(
	tx: Tx,
	siteId: string,
	before: WeeklyBlock | null,
	after: WeeklyBlock | null
): Promise<void> {
	if (before !== null) {
		const { weekday, startsAt } = before;
		await tx`
			delete from weekly_block
			where site_id = ${siteId} and weekday = ${weekday} and starts_at = ${startsAt}::time`;
	}
	if (after === null) return;
	const { weekday, startsAt, endsAt } = after;
	await tx`
		insert into weekly_block (site_id, weekday, starts_at, ends_at)
		values (${siteId}, ${weekday}, ${startsAt}, ${endsAt})`;
}

async function writeServices(
	tx: Tx,
	siteId: string,
	services: readonly string[],
	defaultService: string | null
): Promise<void> {
	await tx`delete from site_service where site_id = ${siteId}`;
	const rows = services.map((id) => ({ site_id: siteId, service_id: id, is_default: id === defaultService }));
	if (rows.length > 0) await tx`insert into site_service ${tx(rows)}`;
}
