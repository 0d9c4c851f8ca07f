/** How long things are kept: changed for the whole network, with its history. */
import { cares } from '#lib/domain/administration/caretaker.ts';
import {
	RETENTION_BOUNDS,
	RETENTION_CATEGORIES,
	type RetentionCategory
} from '#lib/domain/retention/retention.ts';
import type { Changed } from '#lib/server/administration/change-account.ts';
import { recordChange } from '#lib/server/administration/changes.ts';
import { inTheHouse, refuse, type By, type House, type Refused } from '#lib/server/administration/house.ts';
import { readRetention, saveKeeping } from '#lib/server/store/retention.ts';

/** Makes the amounts what is wanted, each in the unit of its category and within its bounds. */
export function changeRetention(
	house: House,
	by: By,
	wanted: Readonly<Record<RetentionCategory, number>>
): Promise<Changed | Refused> {
	return inTheHouse<Changed>(house, by, async (tx, caretaker, at) => {
		if (!cares(caretaker, 'retention')) return refuse('forbidden');
		const former = await readRetention(tx);
		let changed = false;
		for (const category of RETENTION_CATEGORIES) {
			const { unit } = RETENTION_BOUNDS[category];
			const [before, after] = [former[category], { amount: wanted[category], unit }];
			if (before.amount === after.amount && before.unit === unit) continue;
			await saveKeeping(tx, category, after);
			await recordChange(tx, at, {
				...{ id: house.newId(), by: caretaker.id, subject: 'network', subjectId: 'network', siteId: null },
				what: 'retention_changed',
				before: { category, ...before },
				after: { category, ...after }
			});
			changed = true;
		}
		return { result: { changed } };
	});
}
