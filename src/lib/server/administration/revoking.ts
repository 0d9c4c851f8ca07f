/** Taking a screen or a tablet off a site: its key is worth nothing at once, and the history says so. */
import { cares, hasSite } from '#lib/domain/administration/caretaker.ts';
import type { Change } from '#lib/domain/administration/changes.ts';
import type { HouseRefusal } from '#lib/domain/administration/refusals.ts';
import { recordChange, type Subject } from '#lib/server/administration/changes.ts';
import {
	caretakerOf,
	inTheHouse,
	refuse,
	type By,
	type House,
	type Refused
} from '#lib/server/administration/house.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

/** Whose key, of which site. */
export interface Revoking {
	readonly siteId: string;
	readonly subject: Extract<Subject, 'display' | 'device'>;
	readonly subjectId: string;
	readonly what: Change<'display_revoked' | 'device_revoked'>['what'];
}

/** Runs `revoke`, which answers with the label of what is gone, or null when the site has none such. */
export function revoking(
	house: House,
	by: By,
	{ what, ...about }: Revoking,
	revoke: (tx: Tx) => Promise<string | null>
): Promise<{ revoked: true } | Refused> {
	return inTheHouse(house, by, async (tx, caretaker, at) => {
		const refused = await refusesDevices(tx, by, about.siteId);
		if (refused !== null) return refuse(refused);
		const label = await revoke(tx);
		if (label === null) return refuse('not_found');
		const values = { what, before: { label }, after: { label: null } };
		await recordChange(tx, at, { ...about, ...values, by: caretaker.id, id: house.newId() });
		return { result: { revoked: true } };
	});
}

/** Null when somebody looks after the screens and tablets of a site. */
export async function refusesDevices(sql: Db | Tx, by: By, siteId: string): Promise<HouseRefusal | null> {
	const caretaker = await caretakerOf(sql, by);
	if (caretaker === null || !cares(caretaker, 'devices')) return 'forbidden';
	return hasSite(caretaker, siteId) ? null : 'not_found';
}
