/** Making a browser a shared tablet of a site, and taking that back on the tablet itself. */
import type { Change } from '#lib/domain/administration/changes.ts';
import { may } from '#lib/domain/policy/policy.ts';
import { recordChange, type HouseChange } from '#lib/server/administration/changes.ts';
import type { Device, Devices } from '#lib/server/auth/devices.ts';
import { findActor } from '#lib/server/store/accounts.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Database, Tx } from '#lib/server/store/database.ts';

interface House {
	readonly database: Database;
	readonly devices: Devices;
	readonly clock: Clock;
	readonly newId: () => string;
}

export type Refused = { readonly refused: 'not_found' | 'forbidden' };

/** A new tablet of a site and the row of its history, both or none; the key is told once. */
export async function enrolDevice(
	house: House,
	by: string,
	{ siteId, label }: { siteId: string; label: string }
): Promise<{ readonly key: string } | Refused> {
	const refused = await refusal(house, by, siteId);
	if (refused !== null) return { refused };
	return inOneTransaction(house, async (tx, record) => {
		const { id, key } = await house.devices.enrol(siteId, label, by, tx);
		await record({
			...{ by, siteId, subjectId: id },
			what: 'device_enrolled',
			before: { label: null },
			after: { label }
		});
		return { key };
	});
}

/** The tablet is nobody's any more: its key and its sessions are over at once. */
export async function unenrolDevice(house: House, by: string, device: Device): Promise<null | Refused> {
	const { id, siteId, label } = device;
	const refused = await refusal(house, by, siteId);
	if (refused !== null) return { refused };
	return inOneTransaction(house, async (tx, record) => {
		if (!(await house.devices.revoke(id, siteId, tx))) return { refused: 'not_found' } as const;
		await record({
			...{ by, siteId, subjectId: id },
			what: 'device_revoked',
			before: { label },
			after: { label: null }
		});
		return null;
	});
}

async function refusal(
	{ database }: House,
	by: string,
	siteId: string
): Promise<'not_found' | 'forbidden' | null> {
	const actor = await findActor(database.read, by, siteId);
	if (actor === null) return 'not_found';
	return may(actor, 'enrol_device') ? null : 'forbidden';
}

type Facts = Change<'device_enrolled' | 'device_revoked'> & Pick<HouseChange, 'by' | 'siteId' | 'subjectId'>;

async function inOneTransaction<R>(
	{ database, clock, newId }: House,
	work: (tx: Tx, record: (facts: Facts) => Promise<void>) => Promise<R>
): Promise<R> {
	return (await database.write.begin(async (tx) => {
		const at = await clock(tx);
		return work(tx, (facts) => recordChange(tx, at, { id: newId(), subject: 'device', ...facts }));
	})) as R;
}
