/** Taking a change back: once, and only while what it made is still so. */
import { refusesSight, type AccountChange } from '#lib/domain/administration/account.ts';
import { cares, hasSite, type Caretaker } from '#lib/domain/administration/caretaker.ts';
import type { NetworkChange } from '#lib/domain/administration/network.ts';
import { opposite } from '#lib/domain/administration/put-back.ts';
import type { SiteChange } from '#lib/domain/administration/site.ts';
import { readAccountFacts } from '#lib/server/administration/account-rows.ts';
import { makeAccountChange, type Changed } from '#lib/server/administration/change-account.ts';
import { makeSiteChange } from '#lib/server/administration/change-settings.ts';
import { findChange, type PastChange } from '#lib/server/administration/changes.ts';
import { inTheHouse, refuse, type By, type House, type Refused } from '#lib/server/administration/house.ts';
import { makeNetworkChange } from '#lib/server/administration/network-settings.ts';
import type { Tx } from '#lib/server/store/database.ts';

/**
 * Puts back what a change replaced, as a change of its own, by the same rules as any other. With `accountId`, a change
 * of that account only.
 */
export function takeBack(
	house: House,
	by: By,
	changeId: string,
	accountId?: string
): Promise<Changed | Refused> {
	return inTheHouse(house, by, async (tx, caretaker, at) => {
		const past = await findChange(tx, changeId);
		if (!cares(caretaker, 'history')) return refuse('forbidden');
		const isOfAnother = past?.subject !== 'account' || past.subjectId !== accountId;
		if (accountId !== undefined && isOfAnother) return refuse('not_found');
		if (past === null || !(await isTheirs(tx, caretaker, past))) return refuse('not_found');
		const back = opposite(past);
		if (back === null) return refuse('change_stays');
		if (past.takenBack) return refuse('change_superseded');
		const making = { id: house.newId(), at, caretaker, takesBack: past.id };
		switch (past.subject) {
			case 'account': {
				const ofPlace = past.siteId === null ? {} : { siteId: past.siteId };
				return makeAccountChange(tx, making, past.subjectId, { ...back, ...ofPlace } as AccountChange);
			}
			case 'site':
				return makeSiteChange(tx, making, past.subjectId, back as SiteChange);
			case 'network':
				return makeNetworkChange(tx, making, back as NetworkChange);
			case 'device':
			case 'display':
				return refuse('change_stays');
		}
	});
}

/** A change at a site is of that site; one of a whole account is of those who may open the account. */
async function isTheirs(
	tx: Tx,
	caretaker: Caretaker,
	{ siteId, subject, subjectId }: PastChange
): Promise<boolean> {
	if (siteId !== null) return hasSite(caretaker, siteId);
	if (subject !== 'account') return caretaker.sites === null;
	const found = await readAccountFacts(tx, subjectId);
	return found !== null && refusesSight(caretaker, found.account) === null;
}
