/** What is done for somebody who forgot, lost a telephone, or left a browser open somewhere. */
import { refusesAct, refusesSight, type AccountAct } from '#lib/domain/administration/account.ts';
import type { Change } from '#lib/domain/administration/changes.ts';
import { readAccountFacts } from '#lib/server/administration/account-rows.ts';
import { recordChange } from '#lib/server/administration/changes.ts';
import { inTheHouse, refuse, type By, type House, type Refused } from '#lib/server/administration/house.ts';
import type { Factors } from '#lib/server/auth/factors.ts';
import type { OneTimeCodes } from '#lib/server/auth/one-time-codes.ts';
import { endAllSessions } from '#lib/server/auth/sessions.ts';
import type { Tx } from '#lib/server/store/database.ts';

/** A code to read out, and how long it is good. */
export interface CodeToTell {
	readonly code: string;
	readonly minutes: number;
}

/** A new one-time code; it is told here and nowhere else, and in the history only that it was. */
export function issueCode(
	house: House & { readonly oneTimeCodes: OneTimeCodes },
	by: By,
	accountId: string
): Promise<CodeToTell | Refused> {
	return acting(house, by, { accountId, act: 'one_time_code', what: 'code_issued' }, (tx, issuedBy) =>
		house.oneTimeCodes.issue(tx, accountId, issuedBy)
	);
}

/** « Partout » : every session of the account is over, every socket cut within seconds. */
export function endSessions(house: House, by: By, accountId: string): Promise<{ ended: true } | Refused> {
	return acting(house, by, { accountId, act: 'end_sessions', what: 'sessions_ended' }, async (tx) => {
		await endAllSessions(tx, accountId);
		return { ended: true };
	});
}

/** Takes every second factor away; where one is asked for, the next sign-in sets one up. */
export function resetFactors(
	house: House & { readonly factors: Pick<Factors, 'forgetAll'> },
	by: By,
	accountId: string
): Promise<{ reset: true } | Refused> {
	return acting(house, by, { accountId, act: 'reset_factors', what: 'factors_reset' }, async (tx) => {
		await house.factors.forgetAll(tx, accountId);
		await endAllSessions(tx, accountId);
		return { reset: true };
	});
}

type Done = Change<'code_issued' | 'sessions_ended' | 'factors_reset'>;

function acting<R>(
	house: House,
	by: By,
	{ accountId, act, what }: { accountId: string; act: AccountAct; what: Done['what'] },
	work: (tx: Tx, caretakerId: string | null) => Promise<R>
): Promise<R | Refused> {
	return inTheHouse(house, by, async (tx, caretaker, at) => {
		const found = await readAccountFacts(tx, accountId);
		if (found === null) return refuse('not_found');
		const refused = refusesSight(caretaker, found.account) ?? refusesAct(caretaker, found.account, act);
		if (refused !== null) return refuse(refused);
		const result = await work(tx, caretaker.id);
		const about = { by: caretaker.id, subject: 'account', subjectId: accountId, siteId: null } as const;
		await recordChange(tx, at, { ...about, id: house.newId(), what, before: {}, after: {} });
		return { result };
	});
}
