/** Shared tablets of a site, for those who look after it. */
import { refuse, type By, type House, type Refused } from '#lib/server/administration/house.ts';
import { refusesDevices, revoking } from '#lib/server/administration/revoking.ts';
import type { Devices } from '#lib/server/auth/devices.ts';

export interface Tablet {
	readonly id: string;
	readonly label: string;
	/** ISO instants. */
	readonly enrolledAt: string;
	readonly lastSeenAt: string;
	/** How many may come back there by a PIN. */
	readonly tiles: number;
}

/** Tablets of a site that are in use, the oldest first. */
export async function listTablets(
	house: House & { readonly devices: Devices },
	by: By,
	siteId: string
): Promise<readonly Tablet[] | Refused> {
	const refused = await refusesDevices(house.database.read, by, siteId);
	if (refused !== null) return refuse(refused);
	const devices = await house.devices.list(siteId);
	return Promise.all(
		devices.map(async ({ id, label, enrolledAt, lastSeenAt }) => ({
			id,
			label,
			enrolledAt: new Date(enrolledAt).toISOString(),
			lastSeenAt: new Date(lastSeenAt).toISOString(),
			tiles: (await house.devices.tiles(id)).length
		}))
	);
}

/** Takes a tablet's key away; what is open there is over at once. */
export function revokeTablet(
	house: House & { readonly devices: Devices },
	by: By,
	{ siteId, deviceId }: { siteId: string; deviceId: string }
): Promise<{ revoked: true } | Refused> {
	const about = { siteId, subject: 'device', subjectId: deviceId, what: 'device_revoked' } as const;
	return revoking(house, by, about, async (tx) => {
		const [row] = await tx<{ label: string }[]>`
			select label from device where id::text = ${deviceId} and site_id = ${siteId} and revoked_at is null`;
		const gone = row !== undefined && (await house.devices.revoke(deviceId, siteId, tx));
		return gone ? row.label : null;
	});
}
