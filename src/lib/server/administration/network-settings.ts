/** What is switched for the whole network, with its history. */
import { cares } from '#lib/domain/administration/caretaker.ts';
import {
	networkChanges,
	networkStands,
	refusesNetworkChange,
	type NetworkChange,
	type NetworkSettings
} from '#lib/domain/administration/network.ts';
import type { Changed, Making } from '#lib/server/administration/change-account.ts';
import { recordChange } from '#lib/server/administration/changes.ts';
import {
	caretakerOf,
	inTheHouse,
	refuse,
	type By,
	type House,
	type Refused,
	type Worked
} from '#lib/server/administration/house.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

/** The settings, for those who may change them. */
export async function readSettings(house: House, by: By): Promise<NetworkSettings | Refused> {
	const { read } = house.database;
	const caretaker = await caretakerOf(read, by);
	if (caretaker === null || !cares(caretaker, 'network_settings')) return refuse('forbidden');
	return settingsIn(read);
}

/** Makes the settings what is wanted, leaving what is not named; `changed` is false when they were so already. */
export function changeNetwork(
	house: House,
	by: By,
	wanted: Partial<NetworkSettings>
): Promise<Changed | Refused> {
	return inTheHouse<Changed>(house, by, async (tx, caretaker, at) => {
		const refused = refusesNetworkChange(caretaker);
		if (refused !== null) return refuse(refused);
		const settings = await settingsIn(tx);
		const changes = networkChanges(settings, { ...settings, ...wanted });
		for (const change of changes) {
			const made = await makeNetworkChange(tx, { id: house.newId(), at, caretaker }, change);
			if ('refused' in made) return made;
		}
		return { result: { changed: changes.length > 0 } };
	});
}

/** Makes one change within a transaction of `inTheHouse`, which one such change holds at a time. */
export async function makeNetworkChange(
	tx: Tx,
	{ id, at, caretaker, takesBack }: Making,
	change: NetworkChange
): Promise<Worked<Changed> | Refused> {
	const refused = refusesNetworkChange(caretaker);
	if (refused !== null) return refuse(refused);
	if (!networkStands(await settingsIn(tx), change)) return refuse('change_superseded');
	switch (change.what) {
		case 'health_number_switched':
			await tx`update network_settings set health_number = ${change.after.healthNumber}`;
			break;
		case 'memory_code_switched':
			await tx`update network_settings set memory_code = ${change.after.memoryCode}`;
			break;
		case 'inclusive_style_switched':
			await tx`update network_settings set inclusive_style = ${change.after.inclusiveStyle}`;
	}
	const about = { by: caretaker.id, subject: 'network', subjectId: 'network', siteId: null } as const;
	await recordChange(tx, at, { ...about, ...change, id, takesBack });
	return { result: { changed: true } };
}

async function settingsIn(sql: Db | Tx): Promise<NetworkSettings> {
	const [row] = await sql<NetworkSettings[]>`
		select health_number as "healthNumber", memory_code as "memoryCode", inclusive_style as "inclusiveStyle"
		from network_settings`;
	return row ?? { healthNumber: false, memoryCode: false, inclusiveStyle: 'neutral' };
}
