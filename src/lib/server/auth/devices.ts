/** Shared tablets: enrolled for one site, known by a key in a cookie, revocable at once. */
import { PIN_TRIES, TILE_MS } from '#lib/domain/access/pin.ts';
import { NETWORK_WIDE } from '#lib/domain/policy/policy.ts';
import { hashToken, newToken } from '#lib/server/auth/tokens.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

/** The device that a browser is. */
export interface Device {
	readonly id: string;
	readonly siteId: string;
	readonly siteName: string;
	readonly label: string;
}

/** Somebody who may come back to a device by a PIN. */
export interface Tile {
	readonly accountId: string;
	readonly name: string;
	readonly title: string;
	/** False: nobody can come in here by a PIN until a full sign-in (no PIN chosen, or too many wrong ones). */
	readonly byPin: boolean;
}

/** A tablet on which somebody has a tile. */
export interface TileAt {
	readonly deviceId: string;
	readonly label: string;
	readonly siteName: string;
	/** Instant of the last full sign-in there, in ms. */
	readonly fullSignInAt: number;
}

export interface Devices {
	/** The device of a key, or null; it was seen now. */
	recognise(key: string): Promise<Device | null>;
	/** A new device of a site; its key, which is told once, and its id. With `tx`, in that transaction. */
	enrol(siteId: string, label: string, by: string, tx?: Tx): Promise<{ id: string; key: string }>;
	/** Takes the key away; its sessions are over at once. False when the site has no such device. With `tx`, in it. */
	revoke(deviceId: string, siteId: string, tx?: Tx): Promise<boolean>;
	/** Devices of a site that are in use, the oldest first. */
	list(siteId: string): Promise<{ id: string; label: string; enrolledAt: number; lastSeenAt: number }[]>;
	/**
	 * Remembers that the session of this token was signed in fully, on the tablet that it is on: a tile for twelve hours,
	 * as long as the account's epoch stays, and five new tries.
	 */
	signedInFully(token: string): Promise<void>;
	/** Who signed in fully there within twelve hours, was not put out since, and still works at its site. */
	tiles(deviceId: string): Promise<Tile[]>;
	/** Where an account has a tile; the latest full sign-in first. */
	withTileOf(accountId: string): Promise<TileAt[]>;
	/** Takes somebody's tile away from a device. */
	forgetTile(deviceId: string, accountId: string): Promise<void>;
}

interface Ports {
	readonly newId: () => string;
	readonly aheadMs: () => number;
}

/** Opens the devices of a database. */
export function openDevices(sql: Db, { newId, aheadMs }: Ports): Devices {
	const now = () => sql`(clock_timestamp() + ${aheadMs()} * interval '1 millisecond')`;
	return {
		async recognise(key) {
			const [row] = await sql<DeviceRow[]>`
				select d.id, d.site_id, s.name as site_name, d.label, ${now()} - d.last_seen_at > interval '1 hour' as unseen
				from device d join site s on s.id = d.site_id
				where d.key_hash = ${hashToken(key)} and d.revoked_at is null`;
			if (row === undefined) return null;
			if (row.unseen) await sql`update device set last_seen_at = ${now()} where id = ${row.id}`;
			return { id: row.id, siteId: row.site_id, siteName: row.site_name, label: row.label };
		},
		async enrol(siteId, label, by, tx) {
			const id = newId();
			const key = newToken();
			await (tx ?? sql)`
				insert into device (id, site_id, label, key_hash, enrolled_by, enrolled_at, last_seen_at)
				values (${id}, ${siteId}, ${label}, ${hashToken(key)}, ${by}, ${now()}, ${now()})`;
			return { id, key };
		},
		async revoke(deviceId, siteId, tx) {
			const within = tx ?? sql;
			const rows = await within`
				update device set revoked_at = ${now()}
				where id::text = ${deviceId} and site_id = ${siteId} and revoked_at is null returning id`;
			if (rows.length === 1) await within`delete from staff_session where device_id::text = ${deviceId}`;
			return rows.length === 1;
		},
		async list(siteId) {
			const rows = await sql<{ id: string; label: string; enrolled_at: Date; last_seen_at: Date }[]>`
				select id, label, enrolled_at, last_seen_at from device
				where site_id = ${siteId} and revoked_at is null order by enrolled_at`;
			return rows.map((row) => ({
				id: row.id,
				label: row.label,
				enrolledAt: row.enrolled_at.getTime(),
				lastSeenAt: row.last_seen_at.getTime()
			}));
		},
		async signedInFully(token) {
			await sql`
				insert into device_member (device_id, account_id, full_sign_in_at, account_epoch)
				select device_id, account_id, ${now()}, account_epoch
				from staff_session where id = ${hashToken(token)} and device_id is not null
				on conflict (device_id, account_id) do update set full_sign_in_at = excluded.full_sign_in_at,
					account_epoch = excluded.account_epoch, pin_tries = 0`;
		},
		async tiles(deviceId) {
			const rows = await sql<TileRow[]>`
				select a.id, a.name, a.title, a.pin_hash is not null and m.pin_tries < ${PIN_TRIES} as by_pin
				from device_member m join device d on d.id = m.device_id join account a on a.id = m.account_id
				where m.device_id = ${deviceId} and d.revoked_at is null and not a.disabled and m.account_epoch = a.epoch
					and m.full_sign_in_at > ${now()} - ${TILE_MS} * interval '1 millisecond'
					and (a.role = any(${NETWORK_WIDE as string[]}) or exists
						(select 1 from membership s where s.account_id = a.id and s.site_id = d.site_id))
				order by a.name, a.id`;
			return rows.map((row) => ({ accountId: row.id, name: row.name, title: row.title, byPin: row.by_pin }));
		},
		async withTileOf(accountId) {
			const rows = await sql<TileAtRow[]>`
				select d.id, d.label, s.name as site_name, m.full_sign_in_at
				from device_member m join device d on d.id = m.device_id join site s on s.id = d.site_id
					join account a on a.id = m.account_id and a.epoch = m.account_epoch
				where m.account_id = ${accountId} and d.revoked_at is null
					and m.full_sign_in_at > ${now()} - ${TILE_MS} * interval '1 millisecond'
				order by m.full_sign_in_at desc, d.id`;
			return rows.map((row) => ({
				deviceId: row.id,
				label: row.label,
				siteName: row.site_name,
				fullSignInAt: row.full_sign_in_at.getTime()
			}));
		},
		async forgetTile(deviceId, accountId) {
			await sql`delete from device_member where device_id::text = ${deviceId} and account_id = ${accountId}`;
		}
	};
}

interface DeviceRow {
	id: string;
	site_id: string;
	site_name: string;
	label: string;
	unseen: boolean;
}
interface TileRow {
	id: string;
	name: string;
	title: string;
	by_pin: boolean;
}
interface TileAtRow {
	id: string;
	label: string;
	site_name: string;
	full_sign_in_at: Date;
}
