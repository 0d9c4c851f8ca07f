/** What may be switched on for the whole network. */
import { cares, type Caretaker } from '#lib/domain/administration/caretaker.ts';
import type { Change, InclusiveStyle } from '#lib/domain/administration/changes.ts';
import { isSame } from '#lib/domain/administration/put-back.ts';
import type { HouseRefusal } from '#lib/domain/administration/refusals.ts';

export interface NetworkSettings {
	/** Clinicians may record the number of a health card (R-I11). */
	readonly healthNumber: boolean;
	/** People may be found by a tolerant code of their own making (R-P3). */
	readonly memoryCode: boolean;
	/** How role words are written on all screens. */
	readonly inclusiveStyle: InclusiveStyle;
}

export type NetworkChange = Change<
	'health_number_switched' | 'memory_code_switched' | 'inclusive_style_switched'
>;

/** Why nothing is switched by this person, or null. */
export function refusesNetworkChange(by: Caretaker): HouseRefusal | null {
	return cares(by, 'network_settings') ? null : 'forbidden';
}

/** The changes from what is so to what is wanted. */
export function networkChanges(from: NetworkSettings, to: NetworkSettings): NetworkChange[] {
	const changes: NetworkChange[] = [
		{
			what: 'health_number_switched',
			before: { healthNumber: from.healthNumber },
			after: { healthNumber: to.healthNumber }
		},
		{
			what: 'memory_code_switched',
			before: { memoryCode: from.memoryCode },
			after: { memoryCode: to.memoryCode }
		},
		{
			what: 'inclusive_style_switched',
			before: { inclusiveStyle: from.inclusiveStyle },
			after: { inclusiveStyle: to.inclusiveStyle }
		}
	];
	return changes.filter(({ before, after }) => !isSame(before, after));
}

/** True when the settings are as the change found them. */
export function networkStands(settings: NetworkSettings, change: NetworkChange): boolean {
	switch (change.what) {
		case 'health_number_switched':
			return isSame({ healthNumber: settings.healthNumber }, change.before);
		case 'memory_code_switched':
			return isSame({ memoryCode: settings.memoryCode }, change.before);
		case 'inclusive_style_switched':
			return isSame({ inclusiveStyle: settings.inclusiveStyle }, change.before);
	}
}
