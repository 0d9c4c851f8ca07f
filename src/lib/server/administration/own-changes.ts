/** What people change about their own way in, as the history has it: the account itself did it, nothing takes it back. */
import type { Change } from '#lib/domain/administration/changes.ts';
import { recordChange } from '#lib/server/administration/changes.ts';
import type { FactorChange, RecordOwn } from '#lib/server/auth/factors.ts';
import type { Clock } from '#lib/server/store/clock.ts';

/** The port through which factors, passwords, PINs and one-time codes write into the history. */
export function recordingOwn(ports: {
	readonly clock: Clock;
	readonly newId: () => string;
}): RecordOwn<FactorChange | Change<'code_used' | 'password_changed' | 'pin_changed'>> {
	return async (tx, accountId, change) =>
		recordChange(tx, await ports.clock(tx), {
			id: ports.newId(),
			by: accountId,
			subject: 'account',
			subjectId: accountId,
			siteId: null,
			...change
		});
}
