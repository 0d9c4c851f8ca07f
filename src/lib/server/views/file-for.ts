/** One person's file of one visit, per caller. The list does not hold it; opening it is a choice. */
import { visitShown, type FileAnswer } from '#lib/contract/answers.ts';
import { may } from '#lib/domain/policy/policy.ts';
import { findActor } from '#lib/server/store/accounts.ts';
import type { Database } from '#lib/server/store/database.ts';
import { locateVisit } from '#lib/server/store/locate.ts';
import { readPersonal } from '#lib/server/store/personal.ts';
import { readReasonNames, readSteps, readVisit } from '#lib/server/store/read-visit.ts';

/** The file, if this account may open files at that site; a site that it has no business at does not exist. */
export async function fileFor(
	{ read }: Database,
	accountId: string,
	visitId: string
): Promise<FileAnswer | { refused: 'not_found' | 'forbidden' }> {
	const siteId = await locateVisit(read, visitId);
	const actor = siteId === null ? null : await findActor(read, accountId, siteId);
	if (siteId === null || actor === null) return { refused: 'not_found' };
	if (!may(actor, 'file')) return { refused: 'forbidden' };
	const [visit, personal, steps] = await Promise.all([
		readVisit(read, visitId),
		readPersonal(read, visitId),
		readSteps(read, visitId)
	]);
	if (visit === null) return { refused: 'not_found' };
	const { backdated, callBy, language, peerWanted, traineeAccepted } = visit;
	return {
		visit: {
			...visitShown(visit),
			siteId,
			backdated,
			callBy,
			language,
			peerWanted,
			traineeAccepted,
			reasons: await readReasonNames(read, visit.reasons),
			...personal,
			steps
		}
	};
}
